package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last of all end-to-end tests: it reads what every stack has written while they ran. */
@Alone
class WholeRunIT {
    @Test
    void leavesNoCredentialInAnyLog() throws IOException {
        List<Home> homes = Home.all();
        assertThat(homes).isNotEmpty();

        for (Home home : homes) {
            Secrets secrets = Secrets.of(home.folder());
            assertThat(home.logs().stream()
                            .flatMap(log -> secrets.in(log).stream())
                            .limit(50))
                    .as("%s", home)
                    .isEmpty();
        }
    }
}
