package dev.estrade.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** At most one stack runs on a home. The operating system lets go of the lock when the process dies. */
final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    static StackLock take(Home home) {
        Path file = home.file("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw new StackException("A stack is already running on " + home.root() + ".");
            }
            return new StackLock(channel);
        } catch (IOException e) {
            throw new StackException("The folder " + home.root() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Whether a stack runs on this folder. */
    static boolean isTaken(Home home) {
        try (FileChannel channel =
                FileChannel.open(home.file("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return locked(channel) == null;
        } catch (IOException e) {
            throw new StackException("The folder " + home.root() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("The lock file cannot be closed: " + e.getMessage(), e);
        }
    }
}
