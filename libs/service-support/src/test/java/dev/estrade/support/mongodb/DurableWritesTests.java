package dev.estrade.support.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DurableWritesTests {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MongoReactiveAutoConfiguration.class,
                    DataMongoReactiveAutoConfiguration.class,
                    MongoDbAutoConfiguration.class));

    @Test
    void countAWriteWhenAMajorityHasItOnDisk() {
        assertThat(writeConcernOf("mongodb://localhost:1")).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
    }

    @Test
    void leaveTheOperatorTheLastWord() {
        assertThat(writeConcernOf("mongodb://localhost:1/?w=1").getWObject()).isEqualTo(1);
    }

    private WriteConcern writeConcernOf(String uri) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder();
        service.withPropertyValues("spring.mongodb.uri=" + uri, "spring.mongodb.database=test")
                .run(context -> context.getBeanProvider(MongoClientSettingsBuilderCustomizer.class)
                        .orderedStream()
                        .forEach(customizer -> customizer.customize(settings)));
        return settings.build().getWriteConcern();
    }
}
