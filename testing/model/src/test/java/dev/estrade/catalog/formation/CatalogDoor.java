package dev.estrade.catalog.formation;

import dev.estrade.support.security.Caller;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/formations}. */
public final class CatalogDoor {
    private final BeanFactory beans;

    public CatalogDoor(BeanFactory beans) {
        this.beans = beans;
    }

    /** A formation as an answer shows it. */
    public record Shown(int status, String id, long edition, List<ShownModule> modules) {
        public List<ShownLesson> lessons() {
            return modules.stream().flatMap(module -> module.lessons().stream()).toList();
        }
    }

    public record ShownModule(String id, List<ShownLesson> lessons) {}

    public record ShownLesson(String id, String videoId) {}

    public Mono<Shown> create(Caller caller, ObjectNode body) {
        return beans.getBean(FormationController.class)
                .create(body, null, caller)
                .map(CatalogDoor::shown);
    }

    public Mono<Shown> show(Caller caller, String id) {
        return beans.getBean(FormationController.class).show(id, caller).map(CatalogDoor::shown);
    }

    public Mono<Shown> patch(Caller caller, String id, long edition, ObjectNode body) {
        return beans.getBean(ChangeController.class)
                .patch(id, "\"" + edition + "\"", body, caller)
                .map(CatalogDoor::shown);
    }

    public Mono<Shown> replace(Caller caller, String id, String lessonId, String videoId, boolean keepUploads) {
        return beans.getBean(ChangeController.class)
                .replace(id, lessonId, null, null, new ChangeController.VideoRequest(videoId, keepUploads), caller)
                .map(CatalogDoor::shown);
    }

    public Mono<Void> delete(Caller caller, String id) {
        return beans.getBean(ChangeController.class).delete(id, null, caller);
    }

    private static Shown shown(ResponseEntity<FormationView> answer) {
        FormationView view = Objects.requireNonNull(answer.getBody());
        return new Shown(
                answer.getStatusCode().value(),
                view.id(),
                edition(answer.getHeaders().getETag()),
                view.modules().stream()
                        .map(module -> new ShownModule(
                                module.id(),
                                module.videos().stream()
                                        .map(lesson -> new ShownLesson(lesson.id(), lesson.videoId()))
                                        .toList()))
                        .toList());
    }

    private static long edition(@Nullable String tag) {
        return Long.parseLong(String.valueOf(tag).replace("\"", ""));
    }
}
