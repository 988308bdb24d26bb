package dev.estrade.transcode.work;

import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** How large segments are, noted by whoever stored them, until their lesson's last playlists say so. */
@Component
class Measures {
    private final ReactiveMongoOperations mongo;

    Measures(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * @param bytes as stored
     * @param firstPicture clear bytes up to its end; 0 of sound
     */
    record Size(long bytes, long firstPicture) {}

    Mono<Void> note(String lessonId, String rendition, int segment, Size size) {
        Query one = Query.query(Criteria.where("_id").is(lessonId + "/" + rendition));
        Update update = new Update().set("sizes." + segment, size).set("rendition", rendition);
        return mongo.upsert(one, update.setOnInsert("lesson", lessonId), Sizes.class)
                .retryWhen(Retry.max(3).filter(DuplicateKeyException.class::isInstance))
                .then();
    }

    /** By rendition and segment; what was not noted is missing. */
    Mono<Map<String, Map<String, Size>>> of(String lessonId) {
        return mongo.find(ofLesson(lessonId), Sizes.class).collectMap(Sizes::rendition, Sizes::sizes);
    }

    Mono<Void> forget(String lessonId) {
        return mongo.remove(ofLesson(lessonId), Sizes.class).then();
    }

    private static Query ofLesson(String lessonId) {
        return Query.query(Criteria.where("lesson").is(lessonId));
    }

    /** @param sizes by the segment's number */
    @Document("measures")
    record Sizes(@Id String id, @Indexed String lesson, String rendition, Map<String, Size> sizes) {}
}
