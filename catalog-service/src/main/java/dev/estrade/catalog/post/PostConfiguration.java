package dev.estrade.catalog.post;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.support.limit.UserLimits;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

/** What goes on beside the requests: forgotten lives end, tombstones and counts go. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PostProperties.class)
class PostConfiguration {
    private static final Duration OFTEN = Duration.ofMinutes(1);

    @Bean
    UserLimits messageLimits(ReactiveMongoOperations mongo, PostProperties settings) {
        return new UserLimits(mongo, settings.messagesPerMinute(), CatalogProblem.POST_RATE_LIMITED, Clock.systemUTC());
    }

    @Bean
    RecurringJob messageCountSweep(UserLimits messageLimits) {
        return new RecurringJob("message count sweep", OFTEN, messageLimits::forget);
    }

    /** As a stop by its author without any media does. */
    @Bean
    RecurringJob endlessLiveSweep(Posts posts, PostProperties settings) {
        Duration longest = settings.longestLive();
        return new RecurringJob(
                "endless live sweep",
                longest.compareTo(OFTEN) < 0 ? longest : OFTEN,
                () -> posts.liveSince(Instant.now().minus(longest))
                        .filter(post -> !post.isRecorded())
                        .concatMap(post -> posts.change(
                                post.id(), current -> current.isRecorded() ? current : current.stopped(null, false)))
                        .then());
    }

    @Bean
    RecurringJob postTombstoneSweep(Posts posts, Chat chat, Audience audience) {
        return new RecurringJob(
                "post tombstone sweep",
                Duration.ofHours(1),
                () -> posts.oldTombstones()
                        .concatMap(old -> chat.forget(old.id())
                                .then(audience.forget(old.id()))
                                .then(posts.forget(old)))
                        .then());
    }
}
