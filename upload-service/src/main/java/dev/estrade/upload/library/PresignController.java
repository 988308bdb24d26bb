package dev.estrade.upload.library;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.upload.file.Announcements;
import dev.estrade.upload.file.Announcements.NewFile;
import dev.estrade.upload.file.DeclaredValues;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Signing;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadProperties;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One file, one presigned URL. */
@RestController
class PresignController {
    private static final int MAX_NAME = 255;

    private final Announcements announcements;
    private final Signing signing;
    private final UploadProperties settings;
    private final LibraryProperties library;

    PresignController(
            Announcements announcements, Signing signing, UploadProperties settings, LibraryProperties library) {
        this.announcements = announcements;
        this.signing = signing;
        this.settings = settings;
        this.library = library;
    }

    /** The query. @param type {@code video} or {@code photo} */
    record Query(
            @Nullable String filename,
            @Nullable String type,
            @Nullable Long size,
            @Nullable String contentType) {

        NewFile file() {
            List<FieldProblem> faults = new ArrayList<>();
            Kind kind = "photo".equals(type) ? Kind.PHOTO : Kind.VIDEO;
            if (filename == null || filename.isBlank() || filename.length() > MAX_NAME) {
                faults.add(new FieldProblem("filename", "field.required", "A file has a name, up to 255 characters."));
            }
            if (type != null && !type.isBlank() && !type.equals(kind.text())) {
                faults.add(new FieldProblem("type", "field.invalid", "The type is video or photo."));
            }
            if (size != null && size < 1) {
                faults.add(new FieldProblem("size", "field.invalid", "A file has at least one byte."));
            }
            if (contentType != null && !DeclaredValues.isType(kind, contentType)) {
                faults.add(new FieldProblem("content_type", "field.invalid", "Not a type of a " + kind.text() + "."));
            }
            if (!faults.isEmpty()) {
                throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                        .withErrors(faults);
            }
            return new NewFile(String.valueOf(filename), String.valueOf(filename), contentType, size, null, kind);
        }
    }

    /** @param expiresIn seconds */
    record Answer(
            URI presignedUrl, String fileKey, String publicUrl, long expiresIn, Map<String, String> requiredHeaders) {}

    @GetMapping({"/api/generate-presigned-url", "/api/generate-presigned-url/"})
    Mono<ResponseEntity<Answer>> presign(
            @RequestParam(required = false) @Nullable String filename,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable Long size,
            @RequestParam(name = "content_type", required = false) @Nullable String contentType,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        String owner = caller.actingFor(userId);
        Upload draft = announcements.draft(owner, new Query(filename, type, size, contentType).file(), false);
        return announcements
                .admit(owner, List.of(draft))
                .thenReturn(
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer(draft)));
    }

    private Answer answer(Upload draft) {
        String fileKey = draft.declared().fileKey();
        return new Answer(
                signing.single(draft),
                fileKey,
                library.address(fileKey),
                settings.urlExpiry().toSeconds(),
                Signing.requiredHeaders(draft));
    }
}
