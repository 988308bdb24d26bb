package dev.estrade.localstack.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of uploads that a kill cut off. The store writes an object to {@code <key>-<uuid>} before it renames it, and
 * would list the leftover as an object; the digest attribute is written last, so a file without it is one.
 */
final class UnfinishedObjects {
    private static final Pattern TEMPORARY = Pattern.compile(".+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String DIGEST = "user.content-md5";

    private UnfinishedObjects() {}

    static void sweep(Path store) {
        try (Stream<Path> files = Files.walk(store)) {
            List<Path> unfinished = files.filter(Files::isRegularFile)
                    .filter(file ->
                            TEMPORARY.matcher(file.getFileName().toString()).matches())
                    .filter(UnfinishedObjects::hasNoDigest)
                    .toList();
            for (Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasNoDigest(Path file) {
        @Nullable
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        try {
            return view != null && !view.list().contains(DIGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
