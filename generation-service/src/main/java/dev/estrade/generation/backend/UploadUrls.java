package dev.estrade.generation.backend;

import dev.estrade.generation.job.Job;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Where the backend may put results by itself: {@code generations/<job id>/incoming/<n>}, from 0, until the job's
 * deadline. Nobody reads from there; what is good is copied, because a signed URL goes on being good.
 */
@Component
public class UploadUrls {
    private static final Duration SHORTEST = Duration.ofSeconds(60);

    private final ObjectStore media;
    private final BackendProperties settings;

    UploadUrls(ObjectStores stores, BackendProperties settings) {
        this.media = stores.media();
        this.settings = settings;
    }

    List<String> of(Job job) {
        Duration left = Duration.between(Instant.now(), job.order().deadline());
        Duration expiry = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        return IntStream.range(0, settings.uploadUrls())
                .mapToObj(n -> media.presignPut(key(job, n), expiry, Map.of()).toString())
                .toList();
    }

    /** The key behind an upload URL of this job; empty for any other URL. */
    public Optional<String> keyOf(Job job, URI url) {
        return IntStream.range(0, settings.uploadUrls())
                .mapToObj(n -> key(job, n))
                .filter(key -> isAt(url, media.presignPut(key, SHORTEST, Map.of())))
                .findFirst();
    }

    public String key(Job job, int n) {
        return folder(job) + n;
    }

    /** Ends with a slash. */
    public String folder(Job job) {
        return "generations/" + job.id() + "/incoming/";
    }

    private static boolean isAt(URI url, URI upload) {
        return upload.getRawPath().equals(url.getRawPath())
                && upload.getScheme().equalsIgnoreCase(url.getScheme())
                && upload.getRawAuthority().equalsIgnoreCase(url.getRawAuthority());
    }
}
