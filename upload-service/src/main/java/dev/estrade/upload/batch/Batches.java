package dev.estrade.upload.batch;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.support.security.Caller;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.batch.BatchRequest.Announced;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Upload.DeclaredFile;
import dev.estrade.upload.file.Uploads;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens batches and finds them again. */
@Component
class Batches {
    private static final Pattern EXTENSION = Pattern.compile("\\.[a-z0-9]{1,8}$");

    private final ReactiveMongoOperations mongo;
    private final Uploads uploads;
    private final Removal removal;
    private final ObjectStore media;
    private final BatchProperties settings;

    Batches(
            ReactiveMongoOperations mongo,
            Uploads uploads,
            Removal removal,
            ObjectStores stores,
            BatchProperties settings) {
        this.mongo = mongo;
        this.uploads = uploads;
        this.removal = removal;
        this.media = stores.media();
        this.settings = settings;
    }

    /** Nothing is signed before every row is written: no byte can land that nobody knows of. */
    Mono<BatchView.Opened> open(Caller caller, List<Announced> files) {
        Instant expiresAt = Instant.now().plus(settings.unclaimedExpiry());
        List<Upload> announced =
                files.stream().map(file -> announce(caller, file, expiresAt)).toList();
        List<String> ids = announced.stream().map(Upload::id).toList();
        Batch batch = new Batch(UUID.randomUUID().toString(), caller.userId(), ids, expiresAt);
        return mongo.insert(batch)
                .then(uploads.announce(announced))
                .then(Mono.fromSupplier(() -> new BatchView.Opened(
                        batch.id(),
                        expiresAt,
                        announced.stream().map(this::signed).toList())));
    }

    /** The batch's uploads, in the order of the announcement; fails with {@code upload.batch_unknown}. */
    Mono<List<Upload>> uploadsOf(String batchId, Caller caller) {
        return owned(batchId, caller)
                .flatMapMany(batch -> uploads.findAll(batch.uploadIds())
                        .sort((a, b) -> Integer.compare(
                                batch.uploadIds().indexOf(a.id()),
                                batch.uploadIds().indexOf(b.id()))))
                .collectList();
    }

    /** Removes all of it; claimed uploads refuse, and then nothing else is touched. */
    Mono<Void> remove(String batchId, Caller caller) {
        return uploadsOf(batchId, caller)
                .doOnNext(found -> found.forEach(Upload::cancelled))
                .flatMapMany(Flux::fromIterable)
                .concatMap(upload -> removal.remove(upload.id()))
                .then(owned(batchId, caller))
                .flatMap(mongo::remove)
                .then();
    }

    /** The rows of batches whose uploads are claimed or gone by now. */
    Mono<Void> forgetExpired() {
        Query old = Query.query(Criteria.where("expiresAt").lt(Instant.now()));
        return mongo.remove(old, Batch.class).then();
    }

    private Mono<Batch> owned(String batchId, Caller caller) {
        return mongo.findById(batchId, Batch.class)
                .filter(batch -> batch.ownerId().equals(caller.userId()))
                .switchIfEmpty(Mono.error(
                        () -> ProblemException.of(UploadProblem.BATCH_UNKNOWN, UploadProblem.BATCH_UNKNOWN.title())));
    }

    private Upload announce(Caller caller, Announced file, Instant expiresAt) {
        if (file.size() > settings.maxSize().toBytes()) {
            throw ProblemException.of(
                    UploadProblem.TOO_LARGE,
                    "%s has %d bytes; the limit is %d."
                            .formatted(
                                    file.filename(),
                                    file.size(),
                                    settings.maxSize().toBytes()));
        }
        String id = UUID.randomUUID().toString();
        String fileKey = "videos/" + id + extension(file.filename());
        DeclaredFile declared =
                new DeclaredFile(file.clientRef(), file.filename(), file.contentType(), file.size(), fileKey);
        return Upload.announced(id, caller.userId(), declared, expiresAt);
    }

    private BatchView.Single signed(Upload upload) {
        DeclaredFile file = upload.declared();
        Map<String, String> type = Map.of("Content-Type", file.contentType());
        URI url = media.presignPut(
                upload.objectKey(),
                settings.urlExpiry(),
                Map.of("Content-Type", file.contentType(), "Content-Length", Long.toString(file.size())));
        return BatchView.Single.of(upload, url, type);
    }

    private static String extension(String filename) {
        Matcher matcher = EXTENSION.matcher(filename.toLowerCase(Locale.ROOT));
        return matcher.find() ? matcher.group() : "";
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob batchSweep(Batches batches) {
            return new RecurringJob("batch sweep", Duration.ofHours(1), batches::forgetExpired);
        }
    }
}
