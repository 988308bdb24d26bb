package dev.estrade.support.security;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;

/** Verifies access tokens; the issuer is asked at the first token, so that start order does not matter. */
final class AccessTokens {
    private static final Set<SignatureAlgorithm> ASYMMETRIC = Set.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS384,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384,
            SignatureAlgorithm.ES512);

    private AccessTokens() {}

    static ReactiveJwtDecoder decoder(AuthProperties settings) {
        return new SupplierReactiveJwtDecoder(() -> build(settings));
    }

    private static ReactiveJwtDecoder build(AuthProperties settings) {
        NimbusReactiveJwtDecoder decoder = keys(settings);
        decoder.setJwtValidator(validator(settings));
        return decoder;
    }

    private static NimbusReactiveJwtDecoder keys(AuthProperties settings) {
        URI jwkSetUri = settings.jwkSetUri();
        if (jwkSetUri != null) {
            return NimbusReactiveJwtDecoder.withJwkSetUri(jwkSetUri.toString())
                    .jwsAlgorithms(algorithms -> algorithms.addAll(ASYMMETRIC))
                    .build();
        }
        return NimbusReactiveJwtDecoder.withIssuerLocation(String.valueOf(settings.issuerUri()))
                .build();
    }

    private static OAuth2TokenValidator<Jwt> validator(AuthProperties settings) {
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
        validators.add(new JwtTimestampValidator());
        URI issuer = settings.issuerUri();
        if (issuer != null) {
            validators.add(new JwtIssuerValidator(issuer.toString()));
        }
        @Nullable String audience = settings.audience();
        if (audience != null) {
            validators.add(new JwtAudienceValidator(audience));
        }
        return new DelegatingOAuth2TokenValidator<>(validators);
    }
}
