package dev.estrade.generation.ingest;

import dev.estrade.generation.backend.UploadUrls;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.NamedResult;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What lies below {@code generations/<job id>/}. */
@Component
class Incoming {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    private final ObjectStore media;
    private final UploadUrls uploads;

    Incoming(ObjectStores stores, UploadUrls uploads) {
        this.media = stores.media();
        this.uploads = uploads;
    }

    /** What was put to the upload URLs, by their number. */
    Flux<NamedResult> uploaded(Job job) {
        String folder = uploads.folder(job);
        return media.list(folder)
                .map(stored -> stored.key().substring(folder.length()))
                .filter(name -> NUMBER.matcher(name).matches())
                .map(Integer::valueOf)
                .sort()
                .map(n -> new NamedResult(null, n, null, null, null));
    }

    /** Takes away what came in, and has been copied or is not wanted. */
    Mono<Void> clear(Job job) {
        return clear(uploads.folder(job));
    }

    /** Takes away the results as well. */
    Mono<Void> clearAll(Job job) {
        return clear("generations/" + job.id() + "/");
    }

    private Mono<Void> clear(String folder) {
        return media.multipart()
                .unfinished(folder)
                .concatMap(begun -> media.multipart().abort(begun.key(), begun.uploadId()))
                .thenMany(media.list(folder))
                .concatMap(stored -> media.delete(stored.key()))
                .then();
    }
}
