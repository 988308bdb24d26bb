package dev.estrade.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails the test during which something was answered that docs/openapi does not have. Found by itself. */
public final class ContractExtension implements AfterEachCallback, AfterAllCallback {

    @Override
    public void afterEach(ExtensionContext test) {
        requireNoFault();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        requireNoFault();
    }

    private static void requireNoFault() {
        assertThat(Observed.faults())
                .as("answers that are not as docs/openapi has them")
                .isEmpty();
    }
}
