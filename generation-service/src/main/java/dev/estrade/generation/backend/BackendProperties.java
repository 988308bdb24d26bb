package dev.estrade.generation.backend;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The generation backend.
 *
 * @param url below which its routes lie
 * @param publicUrl the gateway's address, as the backend reaches it: there it sends its webhooks
 * @param timeout of one call
 * @param concurrency calls at once, in each replica; as many jobs are sent and as many are asked for
 * @param retries the longest pause after the first, second… call that came to nothing; the last one goes for all after it
 * @param silence after which the backend is asked about a job
 * @param resends how often a job that it does not know is sent again
 * @param uploadUrls addresses per job to which the backend may put results
 */
@ConfigurationProperties("estrade.generation.backend")
public record BackendProperties(
        URI url,
        URI publicUrl,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("8") int concurrency,
        @DefaultValue({"2s", "5s", "15s", "30s", "60s"}) List<Duration> retries,
        @DefaultValue("60s") Duration silence,
        @DefaultValue("2") int resends,
        @DefaultValue("8") int uploadUrls) {

    public BackendProperties {
        if (url == null || url.getHost() == null) {
            throw new IllegalArgumentException("Set ESTRADE_GENERATION_BACKEND_URL, such as http://localhost:5000");
        }
        if (publicUrl == null || publicUrl.getHost() == null) {
            throw new IllegalArgumentException("Set ESTRADE_PUBLIC_URL to the gateway's address, such as https://host");
        }
        if (timeout.toMillis() < 1 || silence.toMillis() < 1 || retries.isEmpty()) {
            throw new IllegalArgumentException("estrade.generation.backend has durations that are not positive");
        }
        if (concurrency < 1 || resends < 0 || uploadUrls < 0 || uploadUrls > 100) {
            throw new IllegalArgumentException("estrade.generation.backend has counts that make no sense");
        }
        retries = List.copyOf(retries);
    }

    /** The address of a path of the backend. */
    URI at(String path) {
        return URI.create(withoutSlash(url) + path);
    }

    /** Where webhooks about jobs of this kind go. */
    String callback(String kind) {
        return withoutSlash(publicUrl) + "/api/webhooks/" + kind + "-completion";
    }

    private static String withoutSlash(URI base) {
        return base.toString().replaceAll("/+$", "");
    }
}
