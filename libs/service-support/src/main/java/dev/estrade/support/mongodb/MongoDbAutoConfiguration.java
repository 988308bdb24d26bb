package dev.estrade.support.mongodb;

import com.mongodb.WriteConcern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

@AutoConfiguration(afterName = "org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration")
@ConditionalOnClass(ReactiveMongoOperations.class)
public class MongoDbAutoConfiguration {

    /**
     * A write counts when a failover cannot take it back. Before Boot's own customizer (0), so that the operator's URI
     * may say otherwise ({@code ?w=1&journal=false}); a single server is its own majority.
     */
    @Bean
    @Order(-1)
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings ->
                settings.writeConcern(WriteConcern.MAJORITY.withJournal(true)).retryWrites(true);
    }

    @Bean
    Indexes indexes(
            ReactiveMongoOperations mongo, MongoMappingContext mappings, ObjectProvider<IndexedDocument> others) {
        return new Indexes(mongo, mappings, others.stream().toList());
    }
}
