package dev.estrade.localstack.issuer;

import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has said who he is.
 *
 * @param id tells two sign-ins of one person apart
 * @param role {@code trainer}, {@code learner}, {@code admin} or {@code service}
 * @param nonce as the client's request had it
 */
record SignIn(
        String id,
        String user,
        String role,
        ClientID client,
        @Nullable Nonce nonce,
        Instant at) {}
