package dev.estrade.upload.uppy;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Announcements;
import dev.estrade.upload.file.Announcements.NewFile;
import dev.estrade.upload.file.DeclaredValues;
import dev.estrade.upload.file.Kind;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Uploads;
import dev.estrade.upload.library.LibraryProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Files as Uppy announces and names them: its {@code key} is the {@code file_key}. */
@Component
class UppyFiles {
    private static final int MAX_NAME = 255;

    private final Announcements announcements;
    private final Uploads uploads;
    private final LibraryProperties library;

    UppyFiles(Announcements announcements, Uploads uploads, LibraryProperties library) {
        this.announcements = announcements;
        this.uploads = uploads;
        this.library = library;
    }

    String address(Upload upload) {
        return library.address(upload.declared().fileKey());
    }

    /**
     * @param type signed if given
     * @param size signed if given
     */
    Mono<Upload> announce(
            String ownerId,
            @Nullable String filename,
            Kind kind,
            @Nullable String type,
            @Nullable Long size,
            boolean inParts) {
        if (filename == null || filename.isBlank()) {
            throw ProblemException.of(CommonProblem.INVALID, "A file has a name.");
        }
        String name = filename.substring(Math.max(0, filename.length() - MAX_NAME));
        Upload draft = announcements.draft(ownerId, new NewFile(name, name, type, size, null, kind), inParts);
        return announcements.admit(ownerId, List.of(draft)).thenReturn(draft);
    }

    /** @throws ProblemException {@code request.invalid} for a type of neither video, audio nor picture */
    static Kind kindOf(@Nullable String type) {
        if (type == null || type.isBlank() || DeclaredValues.isType(Kind.VIDEO, type)) {
            return Kind.VIDEO;
        }
        if (DeclaredValues.isType(Kind.PHOTO, type)) {
            return Kind.PHOTO;
        }
        throw ProblemException.of(CommonProblem.INVALID, "Only video/*, audio/* and image/* are accepted here.");
    }

    /** The caller's upload under this key; everybody else's and every other key are unknown. */
    Mono<Upload> byKey(String ownerId, @Nullable String key) {
        String name = key == null ? "" : key.substring(key.lastIndexOf('/') + 1).replaceFirst("\\..*", "");
        return uploads.requireOwned(name, ownerId)
                .filter(upload -> upload.declared().fileKey().equals(key))
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(UploadProblem.UNKNOWN, UploadProblem.UNKNOWN.title())));
    }
}
