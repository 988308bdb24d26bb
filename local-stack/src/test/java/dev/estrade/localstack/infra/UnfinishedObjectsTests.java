package dev.estrade.localstack.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedObjectsTests {
    @TempDir
    private Path store;

    @Test
    void removesOnlyWhatAKillCutOff() throws IOException {
        Path cutOff = file("lecture.mp4-" + UUID.randomUUID());
        Path finished = file("take-" + UUID.randomUUID());
        Objects.requireNonNull(Files.getFileAttributeView(finished, UserDefinedFileAttributeView.class))
                .write("user.content-md5", ByteBuffer.wrap(new byte[16]));
        Path plain = file("lecture.mp4");

        UnfinishedObjects.sweep(store);

        assertThat(cutOff).doesNotExist();
        assertThat(finished).exists();
        assertThat(plain).exists();
    }

    private Path file(String name) throws IOException {
        return Files.writeString(
                Files.createDirectories(store.resolve("bucket")).resolve(name), "x");
    }
}
