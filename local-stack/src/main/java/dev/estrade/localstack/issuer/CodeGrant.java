package dev.estrade.localstack.issuer;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What an authorization code stands for. */
record CodeGrant(SignIn signIn, URI redirect, CodeChallenge challenge) {

    /** Whether the one who has the code is the one who asked for it (RFC 6749, 4.1.3; RFC 7636, 4.6). */
    boolean belongsTo(@Nullable ClientID client, AuthorizationCodeGrant presented) {
        @Nullable CodeVerifier verifier = presented.getCodeVerifier();
        return signIn.client().equals(client)
                && redirect.equals(presented.getRedirectionURI())
                && verifier != null
                && challenge.equals(CodeChallenge.compute(CodeChallengeMethod.S256, verifier));
    }
}
