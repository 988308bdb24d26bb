package dev.estrade.upload.file;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.MultipartUploads;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.upload.UploadProblem;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** URLs for a browser's PUTs. They hold for exactly what the client declared: its length, its type, or neither. */
@Component
public class Signing {
    private static final String BINARY = "application/octet-stream";

    private final ObjectStore media;
    private final Uploads uploads;
    private final UploadProperties settings;

    Signing(ObjectStores stores, Uploads uploads, UploadProperties settings) {
        this.media = stores.media();
        this.uploads = uploads;
        this.settings = settings;
    }

    public record PartUrl(int partNumber, URI url) {}

    /** Begins a multipart upload on the store; a single PUT needs no beginning. */
    public Mono<Upload> begin(Upload upload) {
        if (!upload.transfer().isMultipart() || upload.transfer().multipartId() != null) {
            return Mono.just(upload);
        }
        String type = Objects.requireNonNullElse(upload.declared().contentType(), BINARY);
        return media.multipart()
                .begin(upload.objectKey(), type)
                .flatMap(multipartId -> uploads.change(upload.id(), current -> current.begun(multipartId)));
    }

    /** With which a client begins a multipart upload itself; which one it got, {@link #bind} learns. */
    public URI beginning(Upload upload) {
        return media.multipart().presignBegin(upload.objectKey(), settings.urlExpiry());
    }

    /** With which a client lists (GET), completes (POST) or aborts (DELETE) at the store. */
    public URI multipart(HttpMethod method, Upload upload) {
        String multipartId = Objects.requireNonNull(upload.transfer().multipartId());
        return media.multipart().presign(method, upload.objectKey(), multipartId, settings.urlExpiry());
    }

    /** Takes down which multipart upload a client began for this key. Fails with {@code upload.unknown} for any other. */
    public Mono<Upload> bind(Upload upload, String multipartId) {
        String known = upload.transfer().multipartId();
        if (multipartId.equals(known)) {
            return Mono.just(upload);
        }
        return Mono.just(upload)
                .filter(unbound -> known == null && unbound.transfer().isMultipart())
                .filterWhen(unbound -> media.multipart()
                        .unfinished(unbound.objectKey())
                        .any(begun -> begun.uploadId().equals(multipartId)
                                && begun.key().equals(unbound.objectKey())))
                .flatMap(unbound -> uploads.change(unbound.id(), current -> current.begun(multipartId)))
                .filter(bound -> multipartId.equals(bound.transfer().multipartId()))
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(UploadProblem.UNKNOWN, UploadProblem.UNKNOWN.title())));
    }

    /** Of the one PUT. */
    public URI single(Upload upload) {
        Map<String, String> signed = new LinkedHashMap<>(requiredHeaders(upload));
        if (upload.declared().size() != null) {
            signed.put(HttpHeaders.CONTENT_LENGTH, Long.toString(upload.declaredSize()));
        }
        return media.presignPut(upload.objectKey(), settings.urlExpiry(), signed);
    }

    /** What a client must set itself; the length is set by its HTTP stack. */
    public static Map<String, String> requiredHeaders(Upload upload) {
        String type = upload.declared().contentType();
        return type == null ? Map.of() : Map.of(HttpHeaders.CONTENT_TYPE, type);
    }

    /** Of the first parts, as many as come with an answer. */
    public List<PartUrl> firstParts(Upload upload) {
        int count = Assembly.partCount(upload.declaredSize(), upload.transfer().partSize());
        return IntStream.rangeClosed(1, Math.min(count, settings.multipart().signedAtOnce()))
                .mapToObj(number -> part(upload, number))
                .toList();
    }

    /** Signs parts late. Fails with {@code upload.settled}, or {@code request.invalid} for a number it cannot have. */
    public Mono<List<PartUrl>> parts(Upload upload, Collection<Integer> numbers) {
        numbers.forEach(number -> requirePart(upload, number));
        Instant end = Instant.now().plus(settings.urlExpiry());
        return uploads.change(upload.id(), current -> current.signedUntil(end))
                .map(current ->
                        numbers.stream().map(number -> part(current, number)).toList());
    }

    private PartUrl part(Upload upload, int number) {
        Long size = upload.declared().size();
        Map<String, String> exact = size == null
                ? Map.of()
                : Map.of(
                        HttpHeaders.CONTENT_LENGTH,
                        Long.toString(Assembly.lengthOf(
                                number, size, upload.transfer().partSize())));
        String multipartId = Objects.requireNonNull(upload.transfer().multipartId());
        return new PartUrl(
                number,
                media.multipart().presignPart(upload.objectKey(), multipartId, number, settings.urlExpiry(), exact));
    }

    private static void requirePart(Upload upload, int number) {
        Long size = upload.declared().size();
        int last = !upload.transfer().isMultipart() || upload.transfer().multipartId() == null
                ? 0
                : size == null
                        ? MultipartUploads.MAX_PARTS
                        : Assembly.partCount(size, upload.transfer().partSize());
        if (number < 1 || number > last) {
            throw ProblemException.of(
                    CommonProblem.INVALID,
                    last == 0 ? "This upload has no parts." : "Parts are numbered from 1 to " + last + ".");
        }
    }
}
