package dev.estrade.support.training;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Ends a service as soon as it has started, where {@code estrade.training} asks for it. */
@AutoConfiguration
@ConditionalOnBooleanProperty("estrade.training")
public class TrainingAutoConfiguration {
    @Bean
    TrainingRun trainingRun(Environment environment) {
        return new TrainingRun(environment);
    }
}
