package dev.estrade.support.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFaultTests {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String DATE = "Sat, 21 Nov 2026 08:00:02 GMT";
    private static final StoreProperties SETTINGS = new StoreProperties(
            URI.create("https://store.example"), null, "auto", "key", "secret", "media", "keys", true);

    @ParameterizedTest
    @CsvSource({
        "403, InvalidAccessKeyId, ESTRADE_S3_ACCESS_KEY_ID",
        "403, SignatureDoesNotMatch, ESTRADE_S3_SECRET_ACCESS_KEY",
        "404, NoSuchBucket, ESTRADE_S3_BUCKET",
        "403, RequestTimeTooSkewed, clock",
        "403, AccessDenied, PutObject",
        "403, '', PutObject",
        "500, InternalError, 500 InternalError"
    })
    void saysWhatToMend(int status, String code, String expected) {
        assertThat(sentence(status, code, DATE))
                .contains(expected)
                .endsWith(".")
                .doesNotContain("secret\"");
    }

    @Test
    void seesAWrongClockBeforeAnythingElse() {
        assertThat(sentence(403, "SignatureDoesNotMatch", "Sat, 21 Nov 2026 09:00:00 GMT"))
                .contains("3600 s")
                .contains("clock");
        assertThat(sentence(403, "AccessDenied", "yesterday")).contains("PutObject");
        assertThat(sentence(403, "AccessDenied", null)).contains("PutObject");
    }

    private static String sentence(int status, String code, @Nullable String date) {
        return StoreFault.sentence(SETTINGS, "media", status, code, date, NOW);
    }
}
