package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.Content.Module;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code PATCH} of a formation by RFC 7396: what is named replaces, null removes, the rest stays. Arrays are replaced;
 * an item of theirs that names the {@code id} of a module or lesson of this formation is patched in its turn, and stands
 * where the array has it unless it says an {@code order}.
 */
final class FormationPatch {
    /** Both spellings are accepted. */
    private static final Map<String, String> SPELLINGS =
            Map.of("video_id", "videoId", "presentation_video_id", "presentationVideoId");

    private final JsonMapper json;
    private final Content content;

    private FormationPatch(JsonMapper json, Content content) {
        this.json = json;
        this.content = content;
    }

    /** @return the body of the request that would create the formation as it is after the patch */
    static ObjectNode applied(ObjectNode patch, Content content, JsonMapper json) {
        return new FormationPatch(json, content).apply(patch);
    }

    private ObjectNode apply(ObjectNode patch) {
        ObjectNode base = json.createObjectNode()
                .put("title", content.title())
                .put("description", content.description())
                .put("published", content.published())
                .put("allow_downloads", content.allowDownloads());
        if (content.attributesJson() != null) {
            base.set("attributes", json.readTree(content.attributesJson()));
        }
        present(base, content.presentation());
        base.set("modules", array(content.modules(), this::ordered));
        ObjectNode merged = merged(base, patch);
        if (patch.get("modules") instanceof ArrayNode modules) {
            merged.set("modules", items(modules, this::module));
        }
        return merged;
    }

    /** The array takes the place of what was there, item by item. */
    private ArrayNode items(ArrayNode patches, Function<ObjectNode, ObjectNode> item) {
        ArrayNode items = json.createArrayNode();
        patches.forEach(patch -> items.add(patch instanceof ObjectNode object ? item.apply(object) : patch));
        return items;
    }

    private ObjectNode module(ObjectNode patch) {
        ObjectNode base =
                id(patch).flatMap(content::module).map(this::unordered).orElseGet(json::createObjectNode);
        ObjectNode merged = merged(base, patch);
        if (patch.get("videos") instanceof ArrayNode videos) {
            String moduleId = id(patch).orElse("");
            merged.set("videos", items(videos, lesson -> lesson(moduleId, lesson)));
        }
        return merged;
    }

    private ObjectNode lesson(String moduleId, ObjectNode patch) {
        ObjectNode base = content.lesson(
                        moduleId, text(patch, "rel").orElse(null), id(patch).orElse(""))
                .map(this::unordered)
                .orElseGet(json::createObjectNode);
        return merged(base, patch);
    }

    private ObjectNode ordered(Module module) {
        return unordered(module).put("order", module.order());
    }

    private ObjectNode unordered(Module module) {
        ObjectNode node = json.createObjectNode()
                .put("id", module.id())
                .put("title", module.title())
                .put("description", module.description());
        present(node, module.presentation());
        node.set("videos", array(module.lessons(), lesson -> unordered(lesson).put("order", lesson.order())));
        return node;
    }

    private ObjectNode unordered(Lesson lesson) {
        return json.createObjectNode()
                .put("id", lesson.id())
                .put("rel", lesson.rel().toString())
                .put("title", lesson.title())
                .put("description", lesson.description())
                .put("videoId", lesson.video().id());
    }

    private static void present(ObjectNode node, @Nullable Presentation presentation) {
        if (presentation != null) {
            node.put("presentationVideoId", presentation.videoId());
        }
    }

    private <T> ArrayNode array(Iterable<T> items, Function<T, ObjectNode> node) {
        ArrayNode array = json.createArrayNode();
        items.forEach(item -> array.add(node.apply(item)));
        return array;
    }

    private static Optional<String> id(ObjectNode patch) {
        return text(patch, "id").map(String::strip);
    }

    private static Optional<String> text(ObjectNode patch, String name) {
        return Optional.ofNullable(patch.get(name)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    /** RFC 7396, section 2. */
    private ObjectNode merged(ObjectNode target, ObjectNode patch) {
        ObjectNode result = target.deepCopy();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = SPELLINGS.getOrDefault(member.getKey(), member.getKey());
            JsonNode value = member.getValue();
            if (value.isNull()) {
                result.remove(name);
            } else if (value instanceof ObjectNode object) {
                JsonNode known = result.get(name);
                result.set(name, merged(known instanceof ObjectNode o ? o : json.createObjectNode(), object));
            } else {
                result.set(name, value);
            }
        }
        return result;
    }
}
