package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.Content.Module;
import dev.estrade.catalog.formation.Content.Video;
import dev.estrade.catalog.formation.FormationRequest.LessonItem;
import dev.estrade.catalog.formation.FormationRequest.ModuleItem;
import dev.estrade.events.Rel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request that passed {@link RequestChecks} into a formation's content. Items that the formation has already
 * are known by their ids and stay what they are, wherever they come to stand; the others get ids of ours.
 */
final class ContentBuilder {
    private final String ownerId;
    private final String formationId;
    private final Content known;
    private final @Nullable Instant since;

    private ContentBuilder(String ownerId, String formationId, Content known, @Nullable Instant since) {
        this.ownerId = ownerId;
        this.formationId = formationId;
        this.known = known;
        this.since = since;
    }

    static Content first(FormationRequest request, String ownerId, String formationId) {
        return new ContentBuilder(ownerId, formationId, Content.NOTHING, null).build(request);
    }

    static Content next(FormationRequest request, Formation formation) {
        return new ContentBuilder(formation.ownerId(), formation.id(), formation.content(), now()).build(request);
    }

    /** One lesson gets another video; it may be the one that it has. */
    static Content withVideo(Content content, Lesson lesson, String videoId) {
        Video video = new Video(videoId, now());
        return videoId.equals(lesson.video().id())
                ? content
                : content.withLessons(
                        known -> known.rel().equals(lesson.rel()) ? known.with(video, known.replaced()) : known);
    }

    /** What the database keeps: an unchanged formation must compare equal. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private Content build(FormationRequest request) {
        List<ModuleItem> items = present(request.modules());
        return new Content(
                text(request.title()),
                text(request.description()),
                !Boolean.FALSE.equals(request.published()),
                Boolean.TRUE.equals(request.allowDownloads()),
                request.attributesJson(),
                presentation(request.presentationVideoId(), known.presentation()),
                IntStream.range(0, items.size())
                        .mapToObj(i -> module(items.get(i), i))
                        .toList());
    }

    private Module module(ModuleItem item, int position) {
        Module same = known.module(text(item.id())).orElse(null);
        String id = same == null ? Ids.next() : same.id();
        List<LessonItem> items = present(item.videos());
        return new Module(
                id,
                same == null ? item.id() : same.clientRef(),
                text(item.title()),
                text(item.description()),
                Objects.requireNonNullElse(item.order(), position),
                presentation(item.presentationVideoId(), same == null ? null : same.presentation()),
                IntStream.range(0, items.size())
                        .mapToObj(i -> lesson(id, items.get(i), i))
                        .toList());
    }

    private Lesson lesson(String moduleId, LessonItem item, int position) {
        String videoId = text(item.videoId());
        int order = Objects.requireNonNullElse(item.order(), position);
        Lesson same = known.lesson(moduleId, item.rel(), text(item.id())).orElse(null);
        if (same == null) {
            String id = Ids.next();
            Rel rel = new Rel(Rel.segmentOf(ownerId), formationId, moduleId, id);
            Video video = new Video(videoId, since);
            return new Lesson(
                    id, item.id(), text(item.title()), text(item.description()), order, rel, video, List.of());
        }
        Video video = same.video().id().equals(videoId) ? same.video() : new Video(videoId, since);
        return new Lesson(
                same.id(),
                same.clientRef(),
                text(item.title()),
                text(item.description()),
                order,
                same.rel(),
                video,
                same.replaced());
    }

    private static @Nullable Presentation presentation(@Nullable String videoId, @Nullable Presentation same) {
        if (videoId == null) {
            return null;
        }
        return same != null && same.videoId().equals(videoId.strip())
                ? same
                : Presentation.wanted(videoId.strip(), same);
    }

    private static <T> List<T> present(@Nullable List<@Nullable T> items) {
        return items == null
                ? List.of()
                : items.stream().flatMap(Stream::ofNullable).toList();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
