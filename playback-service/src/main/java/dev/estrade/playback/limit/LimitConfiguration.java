package dev.estrade.playback.limit;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.playback.PlaybackProperties;
import dev.estrade.support.limit.UserLimits;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    @Bean
    UserLimits tokenLimits(ReactiveMongoOperations mongo, PlaybackProperties settings) {
        return new UserLimits(mongo, settings.tokensPerMinute(), PlaybackProblem.RATE_LIMITED, Clock.systemUTC());
    }

    @Bean
    RecurringJob tokenCountForgetting(UserLimits limits) {
        return new RecurringJob("token count forgetting", Duration.ofMinutes(10), limits::forget);
    }
}
