package dev.estrade.playback.revocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.estrade.events.Rel;
import dev.estrade.events.Revoked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the answer says of a revocation.
 *
 * @param revokedAt RFC 3339; rights that were given until then are void
 */
@JsonInclude(Include.NON_NULL)
record RevocationView(
        @Nullable Rel rel,
        @Nullable String userId,
        @Nullable String sessionId,
        Instant revokedAt) {

    static RevocationView of(Revoked revoked) {
        return new RevocationView(revoked.rel(), revoked.userId(), revoked.sessionId(), revoked.at());
    }
}
