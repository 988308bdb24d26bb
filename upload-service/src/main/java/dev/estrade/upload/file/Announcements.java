package dev.estrade.upload.file;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.MultipartUploads;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Upload.DeclaredFile;
import dev.estrade.upload.file.Upload.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How files are announced: rows first, within the user's limits, so that no byte can land that nobody knows of. */
@Component
public class Announcements {
    private static final Pattern EXTENSION = Pattern.compile("\\.[a-z0-9]{1,8}$");
    private static final long MEBIBYTE = 1 << 20;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final Uploads uploads;
    private final UploadProperties settings;

    Announcements(Uploads uploads, UploadProperties settings) {
        this.uploads = uploads;
        this.settings = settings;
    }

    /** A file as a client declares it. @param size bytes; null if it did not say */
    public record NewFile(
            String clientRef,
            String filename,
            @Nullable String contentType,
            @Nullable Long size,
            @Nullable String sha256,
            Kind kind) {

        public static NewFile named(String filename, Kind kind) {
            return new NewFile(filename, filename, null, null, null, kind);
        }
    }

    /** In one PUT or in parts, by its size. @throws ProblemException {@code upload.too_large} */
    public Upload draft(String ownerId, NewFile file) {
        Long size = file.size();
        boolean inParts = size != null && size >= settings.multipart().from().toBytes();
        return draft(ownerId, file, inParts);
    }

    /** @throws ProblemException {@code upload.too_large} */
    public Upload draft(String ownerId, NewFile file, boolean inParts) {
        Long size = file.size();
        long most = inParts
                ? settings.maxSize().toBytes()
                : Math.min(settings.maxSize().toBytes(), MultipartUploads.MAX_PART);
        if (size != null && size > most) {
            throw ProblemException.of(
                    UploadProblem.TOO_LARGE,
                    "%s has %d bytes; the limit is %d.".formatted(file.filename(), size, most));
        }
        String id = UUID.randomUUID().toString();
        DeclaredFile declared = new DeclaredFile(
                file.clientRef(),
                file.filename(),
                file.contentType(),
                size,
                file.sha256(),
                file.kind(),
                file.kind().folder() + "/" + id + extension(file.filename()));
        Instant now = Instant.now();
        Transfer transfer = new Transfer(
                null,
                inParts ? partSize(size) : 0,
                now.plus(settings.urlExpiry()),
                now.plus(settings.unclaimedExpiry()));
        return Upload.announced(id, ownerId, declared, transfer);
    }

    /**
     * Writes the rows. What is open is counted after the write, so that calls at the same moment cannot pass a limit
     * together.
     *
     * @return fails with {@code upload.limit_reached}, and then the rows are gone
     */
    public Mono<Void> admit(String ownerId, List<Upload> drafts) {
        return uploads.insert(drafts)
                .then(uploads.open(ownerId).collectList())
                .flatMap(open -> limitPassedBy(open)
                        .map(limit -> uploads.removeAll(drafts).then(Mono.<Void>error(limit)))
                        .orElse(Mono.empty()));
    }

    /** @throws ProblemException of {@code upload.limit_reached} as a value, with the limit in its detail */
    public static ProblemException limitReached(String what, long limit) {
        return ProblemException.of(
                        UploadProblem.LIMIT_REACHED,
                        "The limit is %d %s. Claim, save or delete some first.".formatted(limit, what))
                .retryAfter(TRY_AGAIN);
    }

    private Optional<ProblemException> limitPassedBy(List<Upload> open) {
        UploadProperties.Limits limits = settings.limits();
        if (open.size() > limits.openUploads()) {
            return Optional.of(limitReached("uploads at a time", limits.openUploads()));
        }
        long bytes = open.stream().mapToLong(Upload::declaredSize).sum();
        long most = limits.outstanding().toBytes();
        return bytes > most ? Optional.of(limitReached("bytes outstanding", most)) : Optional.empty();
    }

    /** As set, or in whole MiB what keeps the file within 10,000 parts. */
    private long partSize(@Nullable Long size) {
        long least = size == null ? 0 : (size + MultipartUploads.MAX_PARTS - 1) / MultipartUploads.MAX_PARTS;
        long rounded = (least + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
        return Math.max(settings.multipart().partSize().toBytes(), rounded);
    }

    private static String extension(String filename) {
        Matcher matcher = EXTENSION.matcher(filename.toLowerCase(Locale.ROOT));
        return matcher.find() ? matcher.group() : "";
    }
}
