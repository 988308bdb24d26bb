package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By its name the last of all end-to-end tests: it reads what every stack has written while they ran. */
@Alone
class WholeRunIT {
    @Test
    void leavesNoCredentialInAnyLog() throws IOException {
        List<Path> homes = Stack.homes();
        assertThat(homes).isNotEmpty();

        for (Path home : homes) {
            Secrets secrets = Secrets.of(home);
            assertThat(Stack.logs(home).stream()
                            .flatMap(log -> secrets.in(log).stream())
                            .limit(50))
                    .as("%s", home)
                    .isEmpty();
        }
    }
}
