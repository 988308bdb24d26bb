package dev.estrade.support.origin;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The web pages that may call.
 *
 * @param allowed origins such as {@code https://shop.example}, {@code https://*.shop.example}
 * @param publicUrl the platform's own address; its pages may always call
 */
@ConfigurationProperties("estrade.origins")
record OriginProperties(@DefaultValue List<String> allowed, URI publicUrl) {}
