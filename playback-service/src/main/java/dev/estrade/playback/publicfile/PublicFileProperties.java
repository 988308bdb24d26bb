package dev.estrade.playback.publicfile;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long browsers and CDNs keep public files.
 *
 * @param mediaMaxAge a saved item never changes, but it may be deleted
 * @param presentationMaxAge a presentation may be replaced; afterwards its ETag is asked for
 */
@ConfigurationProperties("estrade.public-files")
record PublicFileProperties(
        @DefaultValue("1h") Duration mediaMaxAge,
        @DefaultValue("1m") Duration presentationMaxAge) {

    PublicFileProperties {
        if (mediaMaxAge.isNegative() || presentationMaxAge.isNegative()) {
            throw new IllegalArgumentException(
                    "ESTRADE_MEDIA_MAX_AGE and ESTRADE_PRESENTATION_MAX_AGE are durations such as 1h or 0s");
        }
    }
}
