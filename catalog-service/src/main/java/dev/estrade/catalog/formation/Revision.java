package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.Content.Video;
import dev.estrade.events.FormationSubmitted.LessonVideo;
import dev.estrade.events.FormationSubmitted.PresentationVideo;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.PresentationsRemoved.RemovedPresentation;
import dev.estrade.events.Rel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a change of a formation's content means for videos. Lessons are the same by their rels: forms may have given one id
 * to lessons of several modules.
 */
record Revision(String formationId, Content before, Content after) {

    /** Whether something must be claimed first. */
    boolean bringsVideos() {
        return !newVideos().isEmpty() || !newPresentations().isEmpty();
    }

    /** Videos that lessons have not had so far. */
    List<LessonVideo> newVideos() {
        return after.lessons()
                .filter(lesson -> before.lesson(lesson.rel())
                        .filter(same -> same.video().id().equals(lesson.video().id()))
                        .isEmpty())
                .map(lesson -> new LessonVideo(lesson.video().id(), lesson.rel()))
                .toList();
    }

    List<PresentationVideo> newPresentations() {
        Map<String, Presentation> known = Place.all(formationId, before);
        return Place.all(formationId, after).entrySet().stream()
                .filter(place -> {
                    Presentation same = known.get(place.getKey());
                    return same == null
                            || !same.videoId().equals(place.getValue().videoId());
                })
                .map(place -> new PresentationVideo(place.getValue().videoId(), place.getKey()))
                .toList();
    }

    /** Everything of lessons that are no more. */
    List<RemovedGeneration> removedGenerations() {
        return before.lessons()
                .filter(lesson -> after.lesson(lesson.rel()).isEmpty())
                .flatMap(Revision::generations)
                .toList();
    }

    /** Of places that have none any more. Another upload in the same place replaces the one before by itself. */
    List<RemovedPresentation> removedPresentations() {
        Set<String> left = Place.all(formationId, after).keySet();
        return Place.all(formationId, before).entrySet().stream()
                .filter(place -> !left.contains(place.getKey()))
                .map(place ->
                        new RemovedPresentation(place.getKey(), place.getValue().videoId()))
                .toList();
    }

    /** The content after the change, in which each lesson remembers what it had. */
    Content result() {
        Map<Rel, Lesson> known = before.lessons().collect(Collectors.toMap(Lesson::rel, Function.identity()));
        return after.withLessons(lesson -> {
            Lesson same = known.get(lesson.rel());
            if (same == null) {
                return lesson;
            }
            return same.video().id().equals(lesson.video().id())
                    ? lesson.with(same.video(), same.replaced())
                    : lesson.with(lesson.video(), replaced(same));
        });
    }

    private static List<Video> replaced(Lesson same) {
        return Stream.concat(
                        same.replaced().stream(),
                        Stream.of(new Video(same.video().id(), null)))
                .toList();
    }

    static Stream<RemovedGeneration> generations(Lesson lesson) {
        return lesson.videos().map(video -> new RemovedGeneration(lesson.rel(), video.id()));
    }
}
