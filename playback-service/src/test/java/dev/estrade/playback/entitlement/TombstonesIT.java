package dev.estrade.playback.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.estrade.events.EnrolmentChanged;
import dev.estrade.events.Event;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.LessonReady;
import dev.estrade.events.LiveChanged;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import dev.estrade.test.Infra;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

class TombstonesIT {
    private static final Rel L1 = new Rel("t", "f1", "m1", "l1");
    private static final Rel L2 = new Rel("t", "f1", "m1", "l2");

    private final MongoClient client = MongoClients.create(Infra.running().address("ESTRADE_MONGODB_URI"));
    private final ReactiveMongoTemplate mongo = new ReactiveMongoTemplate(
            client, "test_" + UUID.randomUUID().toString().substring(0, 8));
    private final Projection projection = new Projection(mongo);
    private final Tombstones tombstones = new Tombstones(mongo, projection);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void leavesNothingOfADeletedFormationADayLater() {
        hear(new FormationPublished("f1", 1, "t", true, List.of(L1, L2), false));
        enrol("f1", "u1", true);
        enrol("f10", "u1", true);
        hear(new LessonReady(L1, "g1", 1, 60, List.of(), "t", null));
        hear(new FormationDeleted("f1", 2, "t"));
        sweepADayLater();
        assertThat(all(Formation.class)).as("it keeps g1 from playing").hasSize(1);

        hear(new GenerationsRemoved("f1", 2, List.of(new RemovedGeneration(L1, "g1"))));
        tombstones.sweep(Instant.now().plus(Duration.ofHours(23))).block();
        assertThat(all(Lesson.class)).hasSize(1);
        sweepADayLater();

        assertThat(all(Formation.class)).isEmpty();
        assertThat(all(Lesson.class)).isEmpty();
        assertThat(all(Enrolment.class)).extracting(Enrolment::id).containsExactly("f10:u1");
    }

    @Test
    void leavesNothingOfADeletedLiveADayLater() {
        Rel stream = LivePlace.stream("f1");
        Rel recording = LivePlace.recording("t", "f1", "r1");
        hear(new FormationPublished("f1", 9, "t", true, List.of(L1), false));
        hear(new LiveChanged("f1", 1, "t", true, true, List.of(stream, recording)));
        hear(new LessonReady(stream, "r1", 1, 60, List.of(), "t", null));
        hear(new LessonReady(recording, "r1", 1, 60, List.of(), "t", null));
        hear(new GenerationsRemoved("f1", 2, List.of(new RemovedGeneration(stream, "r1"))));
        sweepADayLater();
        assertThat(all(Lesson.class)).as("the live names its stream still").hasSize(3);

        hear(new LiveChanged("f1", 2, "t", false, false, List.of()));
        hear(new GenerationsRemoved("f1", 3, List.of(new RemovedGeneration(recording, "r1"))));
        sweepADayLater();

        assertThat(all(Lesson.class)).extracting(Lesson::id).containsExactly(L1.toString());
        assertThat(all(Formation.class)).extracting(Formation::id).containsExactly("f1");
    }

    @Test
    void keepsALessonThatWaitsForAnotherVideo() {
        hear(new FormationPublished("f1", 1, "t", true, List.of(L1), false));
        hear(new LessonReady(L1, "g1", 1, 60, List.of(), "t", null));
        hear(new GenerationsRemoved("f1", 2, List.of(new RemovedGeneration(L1, "g1"))));
        enrol("f1", "u1", false);

        sweepADayLater();

        assertThat(all(Lesson.class)).singleElement().satisfies(lesson -> {
            assertThat(lesson.generations()).isEmpty();
            assertThat(lesson.formationId()).isEqualTo("f1");
        });
        assertThat(all(Enrolment.class)).isEmpty();
        assertThat(all(Formation.class)).hasSize(1);
    }

    private void hear(Event event) {
        new CatalogHandler(projection).handle(event, Instant.EPOCH).block();
        if (event instanceof LiveChanged live) {
            projection.keep(Formation.of(live, Instant.now())).block();
        }
        new GenerationHandler(projection).handle(event, Instant.EPOCH).block();
    }

    private void enrol(String formation, String user, boolean enrolled) {
        projection
                .keep(Enrolment.of(new EnrolmentChanged(formation, user, 1, enrolled), Instant.now()))
                .block();
    }

    private void sweepADayLater() {
        tombstones.sweep(Instant.now().plus(Duration.ofHours(25))).block();
    }

    private <T> List<T> all(Class<T> type) {
        return mongo.find(new Query(), type).collectList().blockOptional().orElseThrow();
    }
}
