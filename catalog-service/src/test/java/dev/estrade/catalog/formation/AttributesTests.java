package dev.estrade.catalog.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client hangs on its formation comes back as it was, and can do nothing on its way. */
class AttributesTests {
    private final JsonMapper json = JsonMapper.shared();
    private final MappingMongoConverter mongo = converter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_class\":\"java.lang.Thread\",\"nested\":{\"_class\":\"x\"}}",
                "{\"price.eur\":12.50,\"$set\":{\"a\":[{\"$where\":\"1\"}]},\"\":null}",
                "{\"_id\":1,\"big\":12345678901234567890,\"text\":\"\\u0000 é \\\"\"}",
                "{}"
            })
    void comeBackAsTheyWere(String attributes) {
        Document stored = new Document();
        mongo.write(course("\"attributes\":" + attributes + ","), stored);

        Formation read = mongo.read(Formation.class, stored);

        assertThat(shown(read)).isEqualTo(json.readTree(attributes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"attributes\":null,"})
    void areAnEmptyObjectIfThereAreNone(String member) {
        assertThat(shown(course(member))).isEmpty();
    }

    private JsonNode shown(Formation formation) {
        return json.readTree(
                        json.writeValueAsString(FormationView.of(formation, new Progress(Map.of(), URI::create), true)))
                .path("attributes");
    }

    private static Formation course(String member) {
        return Courses.whole("{\"title\":\"C\"," + member
                + "\"modules\":[{\"title\":\"M\",\"videos\":[{\"title\":\"L\",\"videoId\":\"v1\"}]}]}");
    }

    private static MappingMongoConverter converter() {
        MongoCustomConversions conversions = MongoCustomConversions.create(spring -> {});
        MongoMappingContext context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        MappingMongoConverter converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.afterPropertiesSet();
        return converter;
    }
}
