package dev.estrade.support.status;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

/** For the services behind the gateway, which has an answer of its own and no database. */
@AutoConfiguration
@ConditionalOnClass(ReactiveMongoOperations.class)
public class StatusAutoConfiguration {

    @Bean
    StatusController statusController(Environment environment, ObjectProvider<StatusContributor> contributors) {
        return new StatusController(
                environment.getRequiredProperty("spring.application.name"),
                contributors.orderedStream().toList());
    }
}
