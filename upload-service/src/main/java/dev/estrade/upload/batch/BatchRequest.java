package dev.estrade.upload.batch;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Announcements.NewFile;
import dev.estrade.upload.file.DeclaredValues;
import dev.estrade.upload.file.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/upload-batches}.
 *
 * @param userId whose files they are; a {@code service} or an admin names somebody else
 */
record BatchRequest(@Nullable String userId, @Nullable List<@Nullable Item> uploads) {
    private static final int MAX_NAME = 255;

    /**
     * @param size bytes
     * @param checksumSha256 in hexadecimal or base64
     */
    record Item(
            @Nullable String clientRef,
            @Nullable String filename,
            @Nullable String contentType,
            @Nullable Long size,
            @Nullable String checksumSha256) {

        NewFile announced() {
            return new NewFile(
                    String.valueOf(clientRef),
                    String.valueOf(filename),
                    contentType == null || contentType.isBlank() ? "application/octet-stream" : contentType,
                    size,
                    DeclaredValues.sha256(checksumSha256).orElse(null),
                    Kind.VIDEO);
        }
    }

    /** @throws ProblemException {@code request.invalid} with the JSON path of each fault */
    List<NewFile> validated(int maxFiles) {
        List<FieldProblem> faults = new ArrayList<>();
        List<@Nullable Item> items = uploads == null ? List.of() : uploads;
        if (items.size() > maxFiles) {
            throw ProblemException.of(
                    UploadProblem.TOO_MANY_FILES, "%d files; the limit is %d.".formatted(items.size(), maxFiles));
        }
        if (items.isEmpty()) {
            faults.add(new FieldProblem("uploads", "field.size", "1 to " + maxFiles + " files are announced at once."));
        }
        Set<String> refs = new HashSet<>();
        List<NewFile> announced = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            check("uploads[" + i + "]", item, refs, faults);
            if (item != null) {
                announced.add(item.announced());
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
        return announced;
    }

    private static void check(String path, @Nullable Item item, Set<String> refs, List<FieldProblem> faults) {
        if (item == null) {
            faults.add(new FieldProblem(path, "field.required", "A file is announced by an object."));
            return;
        }
        String ref = item.clientRef();
        if (ref == null || ref.isBlank() || ref.length() > MAX_NAME || !refs.add(ref)) {
            faults.add(new FieldProblem(
                    path + ".client_ref",
                    "field.invalid",
                    "Each file has a client_ref of its own, up to 255 characters."));
        }
        String filename = item.filename();
        if (filename == null || filename.isBlank() || filename.length() > MAX_NAME) {
            faults.add(
                    new FieldProblem(path + ".filename", "field.required", "A file has a name, up to 255 characters."));
        }
        Long size = item.size();
        if (size == null || size < 1) {
            faults.add(new FieldProblem(path + ".size", "field.invalid", "A file has at least one byte."));
        }
        checkDeclared(path, item, faults);
    }

    private static void checkDeclared(String path, Item item, List<FieldProblem> faults) {
        String type = item.contentType();
        if (type != null && !type.isBlank() && !DeclaredValues.isType(Kind.VIDEO, type)) {
            faults.add(new FieldProblem(
                    path + ".content_type", "field.invalid", "Only video/* and audio/* are accepted here."));
        }
        if (item.checksumSha256() != null
                && DeclaredValues.sha256(item.checksumSha256()).isEmpty()) {
            faults.add(new FieldProblem(
                    path + ".checksum_sha256", "field.invalid", "A SHA-256 is 64 hexadecimal digits or base64."));
        }
    }
}
