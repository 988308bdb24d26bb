package dev.estrade.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
@DisabledOnOs(OS.WINDOWS)
class PrivateFolderTests {

    @Test
    void isMadeForThisUserAlone(@TempDir Path shared) throws Exception {
        Path made = PrivateFolder.open(shared.resolve("a").resolve("b"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        assertThat(PrivateFolder.open(made)).isEqualTo(made);
    }

    @Test
    void isRefusedIfSomebodyElseMadeIt(@TempDir Path shared) throws Exception {
        Path theirs = Files.createDirectory(shared.resolve("theirs"));
        Path link = Files.createSymbolicLink(shared.resolve("link"), theirs);
        Set<Integer> others = Set.of((int) Files.getAttribute(theirs, "unix:uid") + 1);

        assertThatThrownBy(() -> PrivateFolder.open(theirs, others)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> PrivateFolder.open(link, others)).isInstanceOf(AccessDeniedException.class);
    }
}
