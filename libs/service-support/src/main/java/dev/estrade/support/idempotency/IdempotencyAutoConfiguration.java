package dev.estrade.support.idempotency;

import dev.estrade.support.mongodb.IndexedDocument;
import dev.estrade.support.problem.ProblemWebExceptionHandler;
import dev.estrade.support.schedule.RecurringJob;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.util.unit.DataSize;

@AutoConfiguration(afterName = "org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration")
@ConditionalOnClass(ReactiveMongoOperations.class)
public class IdempotencyAutoConfiguration {
    private static final Duration MEMORY = Duration.ofHours(24);

    @Bean
    IdempotentAnswers idempotentAnswers(ReactiveMongoOperations mongo) {
        return new IdempotentAnswers(mongo);
    }

    /** Behind Spring Security (-100): the key belongs to a caller. */
    @Bean
    @Order(0)
    IdempotencyFilter idempotencyFilter(
            IdempotentAnswers answers,
            ProblemWebExceptionHandler problems,
            @Value("${spring.http.codecs.max-in-memory-size:1MB}") DataSize maxBody) {
        return new IdempotencyFilter(answers, problems, Math.toIntExact(maxBody.toBytes()));
    }

    @Bean
    IndexedDocument idempotencyDocument() {
        return new IndexedDocument(IdempotentAnswer.class);
    }

    @Bean
    RecurringJob idempotencyForgetting(IdempotentAnswers answers) {
        return new RecurringJob("idempotency forgetting", Duration.ofHours(1), () -> answers.forgetOlderThan(MEMORY));
    }
}
