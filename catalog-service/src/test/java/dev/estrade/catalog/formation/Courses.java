package dev.estrade.catalog.formation;

import dev.estrade.events.UploadsClaimed;
import dev.estrade.support.events.OutgoingEvent;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Formations to test with. */
final class Courses {
    /** As the service is set up. */
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final FormationReader READER = new FormationReader(JSON);

    /** Two modules, with two videos and one. */
    static final String TWO_MODULES = """
            {"title": "Cours", "modules": [
              {"id": "m-a", "title": "M1", "videos": [{"title": "L1", "videoId": "v1"}, {"title": "L2", "videoId": "v2"}]},
              {"id": "m-b", "title": "M2", "videos": [{"title": "L3", "videoId": "v3"}]}]}
            """;

    private Courses() {}

    static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }

    static Formation submitted(String body) {
        Content content = ContentBuilder.first(READER.created(json(body)), "auth0|trainer", "f1");
        return Formation.submitted("f1", "auth0|trainer", content, false);
    }

    static Formation whole(String body) {
        return submitted(body).claimed(answerTo("f1"));
    }

    static Formation patched(Formation formation, String patch) {
        FormationRequest request = READER.patched(json(patch), formation.content());
        return formation.revised(ContentBuilder.next(request, formation), false);
    }

    static List<String> types(Formation formation) {
        return formation.pending().stream().map(OutgoingEvent::type).toList();
    }

    static Stream<String> videos(Formation formation) {
        return formation.lessons().map(lesson -> lesson.video().id());
    }

    /** All that this claim named is claimed; what that was does not matter to most. */
    static UploadsClaimed answerTo(String claimId) {
        return new UploadsClaimed(claimId.replaceFirst("~.*", ""), 0, "trainer-1", List.of(), claimId);
    }
}
