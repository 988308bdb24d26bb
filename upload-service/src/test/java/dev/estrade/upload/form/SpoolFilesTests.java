package dev.estrade.upload.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpoolFilesTests {

    @Test
    void removesWhatAKilledProcessLeftAndNothingElse() throws IOException {
        SpoolFiles spool = new SpoolFiles();
        Path left = spool.create().blockOptional().orElseThrow();
        Path inUse = spool.create().blockOptional().orElseThrow();
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7200)));

        new SpoolFiles();

        assertThat(left).doesNotExist();
        assertThat(inUse).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inUse)))
                .isEqualTo("rw-------");
        spool.delete(inUse).block();
        assertThat(inUse).doesNotExist();
    }
}
