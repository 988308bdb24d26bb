package dev.estrade.upload.recording;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param lease for how long a recording stays open of which nothing is heard; at least one second
 * @param open recordings that a user may have open at once
 */
@Validated
@ConfigurationProperties("estrade.upload.recordings")
record RecordingProperties(
        @DefaultValue("60s") Duration lease,
        @DefaultValue("5") @Min(1) int open) {

    RecordingProperties {
        if (lease.toMillis() < 1000) {
            throw new IllegalArgumentException("ESTRADE_RECORDING_LEASE is at least 1s");
        }
    }
}
