package dev.estrade.transcode.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.estrade.transcode.plan.Plan.Track;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** Plans in the database. */
class PlanDocumentTests {
    private final MappingMongoConverter documents = documents();

    @Test
    void areReadAsTheyWereWritten() {
        Plan plan = Plan.of(Probes.of(1280, 720, Probes.THIRTY, Probes.THIRTY, 60));
        Document document = new Document();

        documents.write(plan, document);

        assertThat(documents.read(Plan.class, document)).isEqualTo(plan);
    }

    @Test
    void areReadAsEarlierBuildsWroteThem() {
        Document rung = new Document("name", "720p")
                .append("width", 1280)
                .append("height", 720)
                .append("level", 31)
                .append("maxKbps", 2800);
        Document document = new Document("rate", new Document("numerator", 25L).append("denominator", 1L))
                .append("frames", 1500L)
                .append("segmentFrames", 100)
                .append("start", 0.5)
                .append("video", 1)
                .append("audio", 0)
                .append("rungs", List.of(rung));

        Plan plan = documents.read(Plan.class, document);

        assertThat(plan.picture()).extracting(Plan.Picture::stream).isEqualTo(1);
        assertThat(plan.sounds()).extracting(Track::rendition, Track::stream).containsExactly(tuple("audio", 0));
        assertThat(plan.subtitles()).isEmpty();
        assertThat(plan.rungs()).noneMatch(Rung::isLent);
        document.remove("audio");
        assertThat(documents.read(Plan.class, document).hasAudio()).isFalse();
    }

    private static MappingMongoConverter documents() {
        MappingMongoConverter converter =
                new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, new MongoMappingContext());
        converter.afterPropertiesSet();
        return converter;
    }
}
