package dev.estrade.catalog.formation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keepReplaced for how long a replaced video goes on playing, for those who began with it, after its successor is
 *     ready; a player's grant lives for 24 h at most
 * @param posterWindow for how long a poster's URL stays the same
 */
@ConfigurationProperties("estrade.formations")
record FormationProperties(
        @DefaultValue("24h") Duration keepReplaced,
        @DefaultValue("1h") Duration posterWindow) {

    /** A URL lives for two of them, and SigV4 allows seven days. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3);

    FormationProperties {
        if (keepReplaced.isNegative() || posterWindow.toSeconds() < 1 || posterWindow.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("ESTRADE_KEEP_REPLACED_VIDEOS is a duration such as 24h or 0s,"
                    + " ESTRADE_POSTER_WINDOW one of 1s to 3d");
        }
    }
}
