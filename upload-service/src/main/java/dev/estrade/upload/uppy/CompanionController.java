package dev.estrade.upload.uppy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.support.store.Part;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Assembly;
import dev.estrade.upload.file.Completion;
import dev.estrade.upload.file.Completion.SentPart;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Signing;
import dev.estrade.upload.file.Signing.PartUrl;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadProperties;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Companion's S3 endpoints, as {@code @uppy/aws-s3} 5 calls them with {@code endpoint} and {@code headers}. An
 * {@code uploadId} is the upload's id, the store's own never leaves the service.
 *
 * @see <a href="https://github.com/transloadit/uppy/blob/main/packages/%40uppy/companion/src/server/controllers/s3.js">
 *     Companion's controller</a>
 */
@RestController
@RequestMapping("/s3")
class CompanionController {
    private final UppyFiles files;
    private final Signing signing;
    private final Assembly assembly;
    private final Completion completion;
    private final Removal removal;
    private final long expires;

    CompanionController(
            UppyFiles files,
            Signing signing,
            Assembly assembly,
            Completion completion,
            Removal removal,
            UploadProperties settings) {
        this.files = files;
        this.signing = signing;
        this.assembly = assembly;
        this.completion = completion;
        this.removal = removal;
        this.expires = settings.urlExpiry().toSeconds();
    }

    /** @param fields only tell the key: they are a form's, and this is a PUT */
    record Params(String method, URI url, Map<String, String> fields, Map<String, String> headers, long expires) {}

    record Announced(
            @Nullable String filename,
            @Nullable String type,
            @Nullable Map<String, @Nullable String> metadata) {
        /** Set by the page if it likes: Uppy itself never tells the size. */
        @Nullable
        Long size() {
            return sizeOf(metadata == null ? null : metadata.get("size"));
        }
    }

    record Begun(String key, @JsonProperty("uploadId") String uploadId) {}

    record ListedPart(
            @JsonProperty("PartNumber") int partNumber,
            @JsonProperty("Size") long size,
            @JsonProperty("ETag") String etag) {}

    record SignedPart(URI url, long expires) {}

    record SignedParts(@JsonProperty("presignedUrls") Map<String, URI> presignedUrls) {}

    record Completing(@Nullable List<@Nullable CompletingPart> parts) {}

    record CompletingPart(
            @JsonProperty("PartNumber") @Nullable Integer partNumber,
            @JsonProperty("ETag") @Nullable String etag) {}

    /** @param location of the file once it is saved */
    record Completed(String location, String key) {}

    @GetMapping("/params")
    Mono<Params> params(
            @RequestParam(required = false) @Nullable String filename,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(name = "metadata[size]", required = false) @Nullable String size,
            @AuthenticationPrincipal Caller caller) {
        requireUploader(caller);
        return files.announce(caller.userId(), filename, UppyFiles.kindOf(type), null, sizeOf(size), false)
                .map(upload -> new Params(
                        "PUT",
                        signing.single(upload),
                        Map.of("key", upload.declared().fileKey()),
                        Map.of(),
                        expires));
    }

    @PostMapping("/multipart")
    Mono<Begun> begin(@RequestBody Announced file, @AuthenticationPrincipal Caller caller) {
        requireUploader(caller);
        return files.announce(caller.userId(), file.filename(), UppyFiles.kindOf(file.type()), file.type(), null, true)
                .flatMap(signing::begin)
                .map(upload -> new Begun(upload.declared().fileKey(), upload.id()));
    }

    @GetMapping("/multipart/{uploadId}")
    Mono<List<ListedPart>> list(
            @PathVariable String uploadId, @RequestParam String key, @AuthenticationPrincipal Caller caller) {
        return owned(uploadId, key, caller)
                .flatMap(assembly::arrived)
                .map(parts -> parts.stream().map(CompanionController::listed).toList());
    }

    @GetMapping("/multipart/{uploadId}/{partNumber:\\d{1,5}}")
    Mono<SignedPart> sign(
            @PathVariable String uploadId,
            @PathVariable int partNumber,
            @RequestParam String key,
            @AuthenticationPrincipal Caller caller) {
        return owned(uploadId, key, caller)
                .flatMap(upload -> signing.parts(upload, List.of(partNumber)))
                .map(parts -> new SignedPart(parts.get(0).url(), expires));
    }

    @GetMapping("/multipart/{uploadId}/batch")
    Mono<SignedParts> signBatch(
            @PathVariable String uploadId,
            @RequestParam String key,
            @RequestParam String partNumbers,
            @AuthenticationPrincipal Caller caller) {
        List<Integer> numbers = numbers(partNumbers);
        return owned(uploadId, key, caller)
                .flatMap(upload -> signing.parts(upload, numbers))
                .map(parts -> new SignedParts(parts.stream()
                        .collect(Collectors.toMap(part -> Integer.toString(part.partNumber()), PartUrl::url))));
    }

    @PostMapping("/multipart/{uploadId}/complete")
    Mono<Completed> complete(
            @PathVariable String uploadId,
            @RequestParam String key,
            @RequestBody Completing request,
            @AuthenticationPrincipal Caller caller) {
        List<@Nullable CompletingPart> parts = request.parts();
        if (parts == null || parts.isEmpty() || parts.contains(null)) {
            throw ProblemException.of(CommonProblem.INVALID, "parts lists each PartNumber with its ETag.");
        }
        List<SentPart> sent = parts.stream()
                .map(part -> new SentPart(part.partNumber(), part.etag()))
                .toList();
        return owned(uploadId, key, caller)
                .flatMap(upload -> completion.assembleAndComplete(upload, sent))
                .map(upload ->
                        new Completed(files.address(upload), upload.declared().fileKey()));
    }

    /** Uppy reads every answer as JSON, so this one is an empty object. */
    @DeleteMapping("/multipart/{uploadId}")
    Mono<Map<String, String>> abort(
            @PathVariable String uploadId, @RequestParam String key, @AuthenticationPrincipal Caller caller) {
        return owned(uploadId, key, caller)
                .flatMap(upload -> removal.remove(upload.id()))
                .thenReturn(Map.of());
    }

    private Mono<Upload> owned(String uploadId, String key, Caller caller) {
        return files.byKey(caller.userId(), key)
                .filter(upload -> upload.id().equals(uploadId))
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(UploadProblem.UNKNOWN, UploadProblem.UNKNOWN.title())));
    }

    static void requireUploader(Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
    }

    private static ListedPart listed(Part part) {
        return new ListedPart(part.number(), part.size(), "\"" + part.etag() + "\"");
    }

    private static @Nullable Long sizeOf(@Nullable String text) {
        return text != null && text.matches("[1-9]\\d{0,15}") ? Long.valueOf(text) : null;
    }

    private static List<Integer> numbers(String text) {
        if (!text.matches("\\d{1,5}(,\\d{1,5}){0,999}")) {
            throw ProblemException.of(CommonProblem.INVALID, "partNumbers holds numbers, separated by commas.");
        }
        return Arrays.stream(text.split(",", -1))
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }
}
