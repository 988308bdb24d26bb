package dev.estrade.upload.library;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where saved media are public.
 *
 * @param publicUrl the gateway's, with which {@code /media/{file_key}} is served
 * @param cdnDomain host of a CDN before the bucket; null for none
 */
@ConfigurationProperties("estrade.library")
public record LibraryProperties(URI publicUrl, @Nullable String cdnDomain) {

    public LibraryProperties {
        if (publicUrl == null || publicUrl.getHost() == null) {
            throw new IllegalArgumentException("Set ESTRADE_PUBLIC_URL to the gateway's address, such as https://host");
        }
    }

    /** The one address of a saved file, computed and never taken from a client. */
    public String address(String fileKey) {
        return cdnDomain == null || cdnDomain.isBlank()
                ? publicUrl.toString().replaceAll("/+$", "") + "/media/" + fileKey
                : "https://" + cdnDomain.replaceAll("^https?://|/+$", "") + "/" + fileKey;
    }
}
