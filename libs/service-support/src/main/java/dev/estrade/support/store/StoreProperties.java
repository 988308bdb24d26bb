package dev.estrade.support.store;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The S3-compatible store.
 *
 * @param endpoint where services reach it
 * @param publicEndpoint where browsers reach it; the Host is signed, so this is what their URLs must name
 * @param region preset, so that no bucket-location call is made
 * @param accessKeyId needs GetObject, PutObject, DeleteObject and ListBucket on both buckets
 * @param bucket for media
 * @param keysBucket for wrapped content keys; private, and never the media bucket
 * @param pathStyle {@code endpoint/bucket/key} instead of {@code bucket.endpoint/key}
 */
@ConfigurationProperties("estrade.s3")
public record StoreProperties(
        URI endpoint,
        @Nullable URI publicEndpoint,
        @DefaultValue("us-east-1") String region,
        String accessKeyId,
        String secretAccessKey,
        @DefaultValue("estrade-media") String bucket,
        @DefaultValue("estrade-keys") String keysBucket,
        @DefaultValue("true") boolean pathStyle) {

    public StoreProperties {
        if (endpoint == null || endpoint.getHost() == null) {
            throw new IllegalArgumentException("Set ESTRADE_S3_ENDPOINT to the store's address, such as https://host");
        }
        if (accessKeyId == null || accessKeyId.isBlank() || secretAccessKey == null || secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("Set ESTRADE_S3_ACCESS_KEY_ID and ESTRADE_S3_SECRET_ACCESS_KEY");
        }
        if (bucket.equals(keysBucket)) {
            throw new IllegalArgumentException("Content keys need a bucket of their own: set ESTRADE_S3_KEYS_BUCKET");
        }
        publicEndpoint = publicEndpoint == null || publicEndpoint.toString().isBlank() ? endpoint : publicEndpoint;
    }

    @Override
    public String toString() {
        return "StoreProperties[" + endpoint + ", " + bucket + ", " + keysBucket + "]";
    }
}
