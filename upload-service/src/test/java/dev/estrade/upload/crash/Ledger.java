package dev.estrade.upload.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.support.store.MultipartUploads.Unfinished;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.StoredObject;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import reactor.core.publisher.Flux;

/** What bucket and database hold. */
final class Ledger {
    private static final List<UploadStatus> OPEN = List.of(UploadStatus.WAITING, UploadStatus.COMPLETED);

    private final ReactiveMongoOperations mongo;
    private final ObjectStore media;

    /** Begins with an empty bucket: the tests of one JVM share it. */
    Ledger(RunningService service) {
        this.mongo = service.bean(ReactiveMongoOperations.class);
        this.media = service.media();
        Flux.fromIterable(objects()).concatMap(media::delete).blockLast();
        media.multipart()
                .unfinished("uploads/")
                .concatMap(parts -> media.multipart().abort(parts.key(), parts.uploadId()))
                .blockLast();
    }

    /** Lets a day pass for everything that nothing claimed or saved. */
    void expire() {
        mongo.updateMulti(
                        Query.query(Criteria.where("state.status").in(UploadStatus.WAITING, UploadStatus.COMPLETED)),
                        new Update().set("transfer.expiresAt", Instant.now().minusSeconds(1)),
                        Upload.class)
                .block();
    }

    /** Waits for the sweepers; fails unless what expired is gone, objects and rows agree, and no parts are left. */
    void awaitBalance(String after) {
        Awaitility.await(after).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(rows()).noneMatch(row -> OPEN.contains(row.status()));
            assertThat(parts()).isEmpty();
            assertThat(objects()).isEqualTo(keysOfRows());
        });
    }

    List<Upload> rows() {
        return mongo.findAll(Upload.class).collectList().blockOptional().orElseThrow();
    }

    private Set<String> keysOfRows() {
        return rows().stream()
                .filter(row ->
                        row.status() == UploadStatus.COMPLETED || row.status().isHeld())
                .map(row -> row.status() == UploadStatus.SAVED ? row.declared().fileKey() : row.objectKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> objects() {
        return Flux.just("uploads/", "videos/", "photos/")
                .concatMap(media::list)
                .map(StoredObject::key)
                .collect(Collectors.<String, Set<String>>toCollection(TreeSet::new))
                .blockOptional()
                .orElseThrow();
    }

    private List<String> parts() {
        return media.multipart()
                .unfinished("uploads/")
                .map(Unfinished::key)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }
}
