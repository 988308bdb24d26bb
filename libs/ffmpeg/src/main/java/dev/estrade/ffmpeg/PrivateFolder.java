package dev.estrade.ffmpeg;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders in which nobody else may put a program or look at a lesson in the clear. */
public final class PrivateFolder {
    private static final int ROOT = 0;

    private PrivateFolder() {}

    /**
     * Makes the folder, for this user alone, or takes the one that is there if this user or root made it. In a shared
     * place such as /tmp another user may have been there first.
     *
     * @throws AccessDeniedException if somebody else made it
     */
    public static Path open(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!absolute.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Files.createDirectories(absolute);
        }
        int self = (int) new UnixSystem().getUid();
        return open(absolute, self == ROOT ? Set.of(ROOT) : Set.of(ROOT, self));
    }

    static Path open(Path folder, Set<Integer> trustedOwners) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        requireOwner(folder, trustedOwners, LinkOption.NOFOLLOW_LINKS);
        requireOwner(folder, trustedOwners);
        return folder;
    }

    private static void requireOwner(Path folder, Set<Integer> trusted, LinkOption... link) throws IOException {
        Object owner = Files.getAttribute(folder, "unix:uid", link);
        if (!trusted.contains(owner)) {
            throw new AccessDeniedException(folder.toString(), null, "it belongs to another user (" + owner + ")");
        }
    }
}
