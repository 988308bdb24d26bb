package dev.estrade.upload.cors;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages upload.
 *
 * @param origins as {@code FOCUST_ALLOWED_ORIGINS} has them
 * @param publicUrl the gateway's, where the studio is
 */
@ConfigurationProperties("estrade.cors")
record CorsProperties(@DefaultValue List<String> origins, URI publicUrl) {

    List<String> all() {
        String own = publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
        return Stream.concat(Stream.of(own), origins.stream().map(String::strip).filter(origin -> !origin.isEmpty()))
                .distinct()
                .toList();
    }
}
