package dev.estrade.catalog.formation;

import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What was said last of each place's presentation: it may be heard before the upload, which comes by another topic. News
 * are kept before the formation is changed, and read after it: whoever comes second sees the other.
 */
@Component
class PresentationNews {
    private final ReactiveMongoOperations mongo;

    PresentationNews(ReactiveMongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Older news change nothing. */
    Mono<Void> keep(Place place, Presentation said) {
        return of(place)
                .map(known -> Presentation.newest(known, said))
                .defaultIfEmpty(said)
                .flatMap(newest -> mongo.save(new News(place.toString(), newest, Instant.now())))
                .then();
    }

    Mono<Presentation> of(Place place) {
        return mongo.findById(place.toString(), News.class).map(News::said);
    }

    Mono<Void> forgetOlderThan(Instant time) {
        return mongo.remove(Query.query(Criteria.where("at").lt(time)), News.class)
                .then();
    }

    @Document("presentation_news")
    record News(
            @Id String place, Presentation said, @Indexed Instant at) {}
}
