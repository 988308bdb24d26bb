package dev.estrade.upload.uppy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Signing;
import dev.estrade.upload.file.Upload;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code POST /s3/sign}: the requests of {@code @uppy/aws-s3} 6's {@code signRequest}, which then go straight to the
 * store. The first key of a file is Uppy's wish, of which only the extension counts; all later requests name ours.
 */
@RestController
class SignController {
    private final UppyFiles files;
    private final Signing signing;
    private final Removal removal;

    SignController(UppyFiles files, Signing signing, Removal removal) {
        this.files = files;
        this.signing = signing;
        this.removal = removal;
    }

    /** Uppy's {@code PresignableRequest}; a page may add a {@code size}. */
    record Request(
            @Nullable String method,
            @Nullable String key,
            @JsonProperty("uploadId") @Nullable String uploadId,
            @JsonProperty("partNumber") @Nullable Integer partNumber,
            @JsonProperty("contentType") @Nullable String contentType,
            @Nullable Long size) {}

    /** @param key ours; told where Uppy takes it over */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Signed(URI url, @Nullable String key) {}

    @PostMapping({"/s3/sign", "/s3/sign/"})
    Mono<Signed> sign(@RequestBody Request request, @AuthenticationPrincipal Caller caller) {
        CompanionController.requireUploader(caller);
        String method = String.valueOf(request.method());
        return request.uploadId() == null
                ? announce(method, request, caller)
                : continued(method, request, request.uploadId(), caller);
    }

    private Mono<Signed> announce(String method, Request request, Caller caller) {
        if (!method.equals("PUT") && !method.equals("POST")) {
            throw unsupported();
        }
        String type = request.contentType();
        boolean inParts = method.equals("POST");
        return files.announce(
                        caller.userId(),
                        request.key(),
                        UppyFiles.kindOf(type),
                        inParts ? null : type,
                        inParts ? null : request.size(),
                        inParts)
                .map(upload -> new Signed(
                        inParts ? signing.beginning(upload) : signing.single(upload),
                        upload.declared().fileKey()));
    }

    private Mono<Signed> continued(String method, Request request, String uploadId, Caller caller) {
        return files.byKey(caller.userId(), request.key())
                .flatMap(upload -> signing.bind(upload, uploadId))
                .flatMap(upload -> switch (method) {
                    case "PUT" -> part(upload, request.partNumber());
                    case "GET", "POST" -> Mono.just(signing.multipart(HttpMethod.valueOf(method), upload));
                    case "DELETE" -> removed(upload);
                    default -> Mono.<URI>error(unsupported());
                })
                .map(url -> new Signed(url, null));
    }

    private Mono<URI> part(Upload upload, @Nullable Integer number) {
        if (number == null) {
            throw unsupported();
        }
        return signing.parts(upload, List.of(number)).map(parts -> parts.get(0).url());
    }

    /** Removed here already; the client's own DELETE may then find nothing, which it does not mind. */
    private Mono<URI> removed(Upload upload) {
        return removal.remove(upload.id()).thenReturn(signing.multipart(HttpMethod.DELETE, upload));
    }

    private static ProblemException unsupported() {
        return ProblemException.of(
                CommonProblem.INVALID,
                "Signed are PUT and POST without uploadId, PUT with partNumber, GET, POST, DELETE.");
    }
}
