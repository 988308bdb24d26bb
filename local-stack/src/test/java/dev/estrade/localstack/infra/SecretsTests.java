package dev.estrade.localstack.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.localstack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {
    @TempDir
    private Path folder;

    @Test
    void keepsWhatItMadeWhereOnlyTheOwnerReads() throws IOException {
        var home = new Home(folder);
        Secrets made = Secrets.of(home);
        assertThat(Secrets.of(home).all()).isEqualTo(made.all());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.file("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void makesKeysOf32BytesWithAnId() {
        Secrets secrets = Secrets.of(new Home(folder));
        assertThat(secretOf(secrets.get("ESTRADE_TOKEN_SECRETS"), ":")).hasSize(32);
        assertThat(secretOf(secrets.get("ESTRADE_KEY_ENCRYPTION_KEYS"), ":")).hasSize(32);
        assertThat(secretOf(secrets.get("ESTRADE_WEBHOOK_SECRETS"), "_")).hasSize(32);
    }

    private static byte[] secretOf(String setting, String separator) {
        return Base64.getDecoder().decode(setting.substring(setting.indexOf(separator) + 1));
    }
}
