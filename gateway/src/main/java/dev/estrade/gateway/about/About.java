package dev.estrade.gateway.about;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The answer to {@code GET /.well-known/estrade}.
 *
 * @param issuer of the access tokens that are accepted here
 * @param docs address of the API documents
 * @param studio how the studio, or another web app, signs people in at that issuer
 */
@ConfigurationProperties("estrade.about")
record About(String name, String version, @Nullable String issuer, URI docs, Studio studio) {
    /**
     * A public client of the issuer, by authorization code with PKCE.
     *
     * @param scope what it asks for, separated by spaces
     * @param rolesClaim where access tokens have the roles; dots descend
     */
    record Studio(String clientId, String scope, String rolesClaim) {}
}
