package dev.estrade.catalog.formation;

import dev.estrade.catalog.enrolment.Enrolments;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes away what nobody needs any more: replaced videos, news of presentations, tombstones. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FormationProperties.class)
class FormationSweep {
    private static final Duration OFTEN = Duration.ofMinutes(1);

    @Bean
    RecurringJob replacedVideoSweep(Formations formations, FormationViews views, FormationProperties settings) {
        Duration kept = settings.keepReplaced();
        return new RecurringJob(
                "replaced video sweep",
                kept.compareTo(OFTEN) < 0 && !kept.isZero() ? kept : OFTEN,
                () -> formations
                        .withReplacedVideos()
                        .concatMap(found -> views.progress(List.of(found))
                                .flatMap(progress -> formations.change(
                                        found.id(),
                                        current -> current.retired(
                                                lesson -> progress.status(lesson) == Status.READY,
                                                Instant.now(),
                                                kept))))
                        .then());
    }

    @Bean
    RecurringJob presentationNewsSweep(PresentationNews news) {
        return new RecurringJob(
                "presentation news sweep",
                Duration.ofHours(1),
                () -> news.forgetOlderThan(Instant.now().minus(Duration.ofDays(7))));
    }

    /** A learner may have been enrolled at the very moment of the deletion. */
    @Bean
    RecurringJob formationTombstoneSweep(Formations formations, Enrolments enrolments) {
        return new RecurringJob(
                "formation tombstone sweep",
                Duration.ofHours(1),
                () -> formations
                        .oldTombstones()
                        .concatMap(old -> enrolments
                                .end(old.id())
                                .then(enrolments.forget(old.id()))
                                .then(formations.forget(old)))
                        .then());
    }
}
