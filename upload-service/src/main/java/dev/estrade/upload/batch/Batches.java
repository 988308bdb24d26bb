package dev.estrade.upload.batch;

import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Announcements;
import dev.estrade.upload.file.Announcements.NewFile;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadProperties;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private static final int AT_ONCE = 16;

    private final ReactiveMongoOperations mongo;
    private final Uploads uploads;
    private final Announcements announcements;
    private final Removal removal;
    private final UploadProperties settings;

    Batches(
            ReactiveMongoOperations mongo,
            Uploads uploads,
            Announcements announcements,
            Removal removal,
            UploadProperties settings) {
        this.mongo = mongo;
        this.uploads = uploads;
        this.announcements = announcements;
        this.removal = removal;
        this.settings = settings;
    }

    /** A batch and its uploads, in the order of the announcement. */
    record Opened(Batch batch, List<Upload> uploads) {}

    /** The batch's row first, so that it can be rolled back whatever happens next. */
    Mono<Opened> open(String ownerId, List<NewFile> files) {
        List<Upload> drafts =
                files.stream().map(file -> announcements.draft(ownerId, file)).toList();
        Batch batch = new Batch(
                UUID.randomUUID().toString(),
                ownerId,
                drafts.stream().map(Upload::id).toList(),
                Instant.now().plus(settings.unclaimedExpiry()));
        return mongo.insert(batch)
                .then(announcements.admit(ownerId, drafts))
                .then(requireFewOpen(ownerId))
                .onErrorResume(
                        ProblemException.class,
                        limit -> removeAll(batch, drafts).then(Mono.error(limit)))
                .thenReturn(new Opened(batch, drafts));
    }

    /** The batch's uploads that were not rolled back; fails with {@code upload.batch_unknown}. */
    Mono<Opened> find(String batchId, String ownerId) {
        return owned(batchId, ownerId)
                .flatMap(batch -> uploads.findAll(batch.uploadIds())
                        .filter(upload -> upload.status() != UploadStatus.CANCELLED)
                        .sort(orderOf(batch))
                        .collectList()
                        .map(found -> new Opened(batch, found)));
    }

    /** Removes all of it; an upload that something holds refuses, and then nothing else is touched. */
    Mono<Void> remove(String batchId, String ownerId) {
        return find(batchId, ownerId)
                .doOnNext(found -> found.uploads().forEach(Upload::cancelled))
                .flatMap(found -> removeAll(found.batch(), found.uploads()));
    }

    private Mono<Void> removeAll(Batch batch, List<Upload> found) {
        return Flux.fromIterable(found)
                .flatMap(upload -> removal.remove(upload.id()), AT_ONCE)
                .then(mongo.remove(batch))
                .then();
    }

    /** Counted after the write, as {@link Announcements#admit} does. */
    private Mono<Void> requireFewOpen(String ownerId) {
        int most = settings.limits().openBatches();
        Query mine = Query.query(
                Criteria.where("ownerId").is(ownerId).and("expiresAt").gt(Instant.now()));
        return mongo.find(mine, Batch.class)
                .filterWhen(batch -> uploads.findAll(batch.uploadIds()).any(Batches::isOpen))
                .count()
                .filter(open -> open > most)
                .flatMap(open -> Mono.error(Announcements.limitReached("open batches", most)));
    }

    private static boolean isOpen(Upload upload) {
        return !upload.isHeld() && !upload.status().isTombstone();
    }

    /** The rows of batches whose uploads are claimed or gone by now. */
    Mono<Void> forgetExpired() {
        Query old = Query.query(Criteria.where("expiresAt").lt(Instant.now()));
        return mongo.remove(old, Batch.class).then();
    }

    private Mono<Batch> owned(String batchId, String ownerId) {
        return mongo.findById(batchId, Batch.class)
                .filter(batch -> batch.ownerId().equals(ownerId))
                .switchIfEmpty(Mono.error(
                        () -> ProblemException.of(UploadProblem.BATCH_UNKNOWN, UploadProblem.BATCH_UNKNOWN.title())));
    }

    private static Comparator<Upload> orderOf(Batch batch) {
        List<String> ids = batch.uploadIds();
        Map<String, Integer> places =
                IntStream.range(0, ids.size()).boxed().collect(Collectors.toMap(ids::get, i -> i));
        return Comparator.comparing(upload -> places.getOrDefault(upload.id(), ids.size()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {
        @Bean
        RecurringJob batchSweep(Batches batches) {
            return new RecurringJob("batch sweep", Duration.ofHours(1), batches::forgetExpired);
        }
    }
}
