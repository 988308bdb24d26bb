package dev.estrade.generation.submission;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.job.GenerationProperties;
import dev.estrade.support.limit.UserLimits;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

@Configuration(proxyBeanMethods = false)
class SubmissionConfiguration {

    @Bean
    UserLimits jobLimits(ReactiveMongoOperations mongo, GenerationProperties settings) {
        return new UserLimits(mongo, settings.perMinute(), GenerationProblem.RATE_LIMITED, Clock.systemUTC());
    }

    @Bean
    RecurringJob jobCountForgetting(UserLimits limits) {
        return new RecurringJob("job count forgetting", Duration.ofMinutes(10), limits::forget);
    }
}
