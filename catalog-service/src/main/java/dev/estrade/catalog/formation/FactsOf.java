package dev.estrade.catalog.formation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.catalog.fact.Fact;
import dev.estrade.catalog.fact.Fact.Type;
import dev.estrade.catalog.formation.Content.Lesson;
import dev.estrade.catalog.formation.FormationFacts.LessonEnd;
import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What there is to say of a formation and its lessons. */
final class FactsOf {
    private FactsOf() {}

    /** Empty for a video that its lesson has not any more. */
    static Optional<Fact> lesson(Formation formation, LessonEnd end) {
        Optional<Lesson> place = formation
                .lessons()
                .filter(lesson -> lesson.rel().equals(end.rel()))
                .findFirst();
        if (place.filter(lesson -> !formation.has(lesson.rel(), end.generation()))
                .isPresent()) {
            return Optional.empty();
        }
        Map<String, Object> titles = new LinkedHashMap<>();
        titles.put("formation_title", formation.shown().title());
        place.ifPresent(lesson -> titles.put("title", lesson.title()));
        return Optional.of(lesson(formation.ownerId(), end, titles));
    }

    /** Of a formation that was not heard of yet. */
    static Optional<Fact> lesson(LessonEnd end) {
        return Optional.ofNullable(end.ownerId()).map(owner -> lesson(owner, end, Map.of()));
    }

    private static Fact lesson(String ownerId, LessonEnd end, Map<String, Object> titles) {
        Map<String, Object> data = new LinkedHashMap<>(titles);
        data.put("formation_id", end.rel().courseId());
        data.put("lesson_id", end.rel().lessonId());
        data.put("rel", end.rel().toString());
        data.put("video_id", end.generation());
        data.putAll(end.outcome());
        String id = end.type().text() + ":" + LessonState.idOf(end.rel(), end.generation())
                + (end.type() == Type.LESSON_FAILED ? ":" + end.version() : "");
        return new Fact(id, end.type(), ownerId, end.at(), data);
    }

    /** Its creation came to nothing. */
    static Fact rejected(Formation formation, List<RejectedUpload> uploads, Instant at) {
        Map<String, Object> data = data(formation, "rejected");
        data.put(
                "errors",
                uploads.stream()
                        .map(upload ->
                                Map.of("video_id", upload.videoId(), "code", upload.code(), "detail", upload.detail()))
                        .toList());
        return new Fact(
                Type.FORMATION_FAILED.text() + ":" + formation.id(),
                Type.FORMATION_FAILED,
                formation.ownerId(),
                at,
                data);
    }

    /** All its lessons are at their ends; once for each set of videos that it has. Empty until then. */
    static Optional<Fact> settled(Formation formation, Progress progress, Instant at) {
        FormationStatus status = FormationStatus.of(formation, progress);
        if (formation.isTombstone() || (status != FormationStatus.READY && status != FormationStatus.DEGRADED)) {
            return Optional.empty();
        }
        Type type = status == FormationStatus.READY ? Type.FORMATION_READY : Type.FORMATION_FAILED;
        Map<String, Object> data = data(formation, status.json());
        data.put("lessons", formation.lessons().count());
        data.put(
                "failed_lessons",
                formation
                        .lessons()
                        .filter(lesson -> progress.status(lesson) == Status.FAILED)
                        .map(Lesson::id)
                        .toList());
        return Optional.of(new Fact(
                type.text() + ":" + formation.id() + ":" + videos(formation, progress),
                type,
                formation.ownerId(),
                at,
                data));
    }

    private static Map<String, Object> data(Formation formation, String status) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("formation_id", formation.id());
        data.put("title", formation.shown().title());
        data.put("status", status);
        return data;
    }

    /** Of those that failed the version as well: they may fail again after a retry. */
    private static String videos(Formation formation, Progress progress) {
        String all = formation
                .lessons()
                .map(lesson -> lesson.stateId() + progress.failure(lesson))
                .sorted()
                .collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(all.getBytes(UTF_8)).toString();
    }
}
