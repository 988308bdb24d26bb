package dev.estrade.catalog.formation;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.estrade.catalog.formation.Formation.Content;
import dev.estrade.catalog.formation.Formation.Lesson;
import dev.estrade.catalog.formation.Formation.Module;
import dev.estrade.events.Rel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of {@code POST /api/formations}. A client's own item {@code id} comes back as {@code client_ref}; files are
 * bound to lessons by {@code videoId}, never by position.
 */
record FormationRequest(
        @Nullable String trainerId,
        @Nullable String title,
        @Nullable String description,
        @Nullable Boolean published,
        @Nullable ObjectNode attributes,
        @Nullable List<@Nullable ModuleItem> modules,
        @Nullable Boolean keepUploads) {

    record ModuleItem(
            @Nullable String id,
            @Nullable String title,
            @Nullable String description,
            @Nullable Integer order,
            @Nullable List<@Nullable LessonItem> videos) {}

    record LessonItem(
            @Nullable String id,
            @Nullable String title,
            @Nullable String description,
            @Nullable Integer order,
            @JsonAlias("videoId") @Nullable String videoId) {}

    boolean keepsUploads() {
        return Boolean.TRUE.equals(keepUploads);
    }

    @Nullable
    String attributesJson() {
        return attributes == null ? null : attributes.toString();
    }

    /** The formation that this asks for, with ids of our own. Call it on a request that passed {@link RequestChecks}. */
    Formation toFormation(String ownerId) {
        String formationId = Ids.next();
        List<@Nullable ModuleItem> items = modules == null ? List.of() : modules;
        List<Module> built = new ArrayList<>();
        for (ModuleItem item : items) {
            if (item != null) {
                built.add(module(ownerId, formationId, item, built.size()));
            }
        }
        Content content =
                new Content(text(title), text(description), !Boolean.FALSE.equals(published), attributesJson(), built);
        return Formation.submitted(formationId, ownerId, content, keepsUploads());
    }

    private static Module module(String ownerId, String formationId, ModuleItem item, int position) {
        String moduleId = Ids.next();
        List<@Nullable LessonItem> items = item.videos() == null ? List.of() : item.videos();
        List<Lesson> lessons = new ArrayList<>();
        for (LessonItem lesson : items) {
            if (lesson != null) {
                String lessonId = Ids.next();
                Rel rel = new Rel(Rel.segmentOf(ownerId), formationId, moduleId, lessonId);
                lessons.add(new Lesson(
                        lessonId,
                        lesson.id(),
                        text(lesson.title()),
                        text(lesson.description()),
                        orElse(lesson.order(), lessons.size()),
                        text(lesson.videoId()),
                        rel,
                        null));
            }
        }
        return new Module(
                moduleId,
                item.id(),
                text(item.title()),
                text(item.description()),
                orElse(item.order(), position),
                lessons);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static int orElse(@Nullable Integer order, int position) {
        return order == null ? position : order;
    }
}
