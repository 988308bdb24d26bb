package dev.estrade.gateway.about;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The answer to {@code GET /.well-known/estrade}.
 *
 * @param issuer of the access tokens that are accepted here
 * @param docs address of the API documents
 */
@ConfigurationProperties("estrade.about")
record About(String name, String version, @Nullable String issuer, URI docs) {}
