package dev.estrade.upload.library;

import dev.estrade.events.Event;
import dev.estrade.events.MediaDeleted;
import dev.estrade.events.MediaSaved;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.sniff.Format;
import dev.estrade.support.store.ObjectChangedException;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Completion;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Upload.VerifiedContent;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes verified uploads public and takes them back. The pinned bytes are copied to their public key with the type that
 * they have, then the row says so, then the private copy goes; what a crash leaves in between, the sweeper removes.
 */
@Component
class Library implements EventHandler {
    private static final Pattern FILE_KEY =
            Pattern.compile("(?:videos|photos)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\\.[a-z0-9]{1,8})?");

    private final Uploads uploads;
    private final Completion completion;
    private final Removal removal;
    private final ObjectStore media;
    private final LibraryProperties settings;

    Library(Uploads uploads, Completion completion, Removal removal, ObjectStores stores, LibraryProperties settings) {
        this.uploads = uploads;
        this.completion = completion;
        this.removal = removal;
        this.media = stores.media();
        this.settings = settings;
    }

    /** Saving again changes title, description and cover. @return the media's id */
    Mono<String> save(String ownerId, Kind kind, SaveRequest request) {
        return owned(ownerId, kind, String.valueOf(request.fileKey()))
                .flatMap(upload -> completion.complete(upload, null))
                .delayUntil(upload -> cover(ownerId, request.coverFileKey(), upload))
                .flatMap(upload -> publish(upload, null, saved -> saved.recording(event(saved, request))))
                .map(Upload::id);
    }

    /** The catalogue's item is deleted: its bytes go, and its covers'. */
    @Override
    public Mono<Void> handle(Event event, Instant time) {
        return event instanceof MediaDeleted deleted
                ? uploads.change(deleted.mediaId(), Upload::deleted).flatMap(removal::erase)
                : Mono.empty();
    }

    /** Before its film, which takes it along should it never be saved. */
    private Mono<Upload> cover(String ownerId, @Nullable String coverFileKey, Upload film) {
        return coverFileKey == null
                ? Mono.empty()
                : owned(ownerId, Kind.PHOTO, coverFileKey)
                        .flatMap(upload -> completion.complete(upload, null))
                        .flatMap(upload -> publish(upload, film.id(), saved -> saved));
    }

    /**
     * @param cover of which film; null for an item of its own
     * @param telling adds to the saved upload, in the same write, what others must hear of it
     */
    private Mono<Upload> publish(Upload upload, @Nullable String cover, UnaryOperator<Upload> telling) {
        if (upload.status() == UploadStatus.SAVED) {
            return uploads.change(upload.id(), telling);
        }
        VerifiedContent content = upload.verified();
        String fileKey = upload.declared().fileKey();
        return media.copy(
                        upload.objectKey(),
                        fileKey,
                        content.etag(),
                        format(content).contentType())
                .map(etag -> new VerifiedContent(etag, content.size(), content.container()))
                .flatMap(copy -> uploads.change(upload.id(), current -> telling.apply(current.saved(copy, cover))))
                .delayUntil(saved -> media.delete(saved.objectKey()))
                .onErrorMap(
                        ObjectChangedException.class,
                        changed -> ProblemException.of(UploadProblem.CHANGED, UploadProblem.CHANGED.title()));
    }

    /** Keys that were never issued, or to somebody else, or for another kind, are all unknown. */
    private Mono<Upload> owned(String ownerId, Kind kind, String fileKey) {
        Matcher key = FILE_KEY.matcher(fileKey);
        return uploads.requireOwned(key.matches() ? key.group(1) : "", ownerId)
                .filter(upload -> upload.declared().kind() == kind
                        && upload.declared().fileKey().equals(fileKey))
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(UploadProblem.UNKNOWN, UploadProblem.UNKNOWN.title())));
    }

    private MediaSaved event(Upload upload, SaveRequest request) {
        String coverFileKey = request.coverFileKey();
        VerifiedContent content = upload.verified();
        String fileKey = upload.declared().fileKey();
        return new MediaSaved(
                upload.id(),
                upload.nextVersion(),
                upload.ownerId(),
                upload.declared().kind().text(),
                fileKey,
                settings.address(fileKey),
                request.titleOrEmpty(),
                request.descriptionOrEmpty(),
                format(content).contentType(),
                content.size(),
                coverFileKey,
                coverFileKey == null ? null : settings.address(coverFileKey));
    }

    private static Format format(VerifiedContent content) {
        return Format.valueOf(content.container().toUpperCase(Locale.ROOT));
    }
}
