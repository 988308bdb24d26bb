package dev.estrade.support.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The shop's identity provider.
 *
 * @param issuerUri OIDC issuer, whose discovery document names the keys; the {@code iss} claim must equal it
 * @param jwkSetUri address of the keys, for an issuer without discovery; with {@code issuerUri} both are checked
 * @param rolesClaim claim with the roles; dots descend, such as {@code realm_access.roles}
 * @param audience value that {@code aud} must contain, if set
 */
@ConfigurationProperties("estrade.auth")
record AuthProperties(
        @Nullable URI issuerUri,
        @Nullable URI jwkSetUri,
        @DefaultValue("roles") String rolesClaim,
        @Nullable String audience) {

    AuthProperties {
        issuerUri = blankToNull(issuerUri);
        jwkSetUri = blankToNull(jwkSetUri);
        audience = audience == null || audience.isBlank() ? null : audience;
        if (issuerUri == null && jwkSetUri == null) {
            throw new IllegalArgumentException(
                    "Set ESTRADE_ISSUER_URI or ESTRADE_JWK_SET_URI: no token can be verified");
        }
    }

    private static @Nullable URI blankToNull(@Nullable URI uri) {
        return uri == null || uri.toString().isBlank() ? null : uri;
    }
}
