package dev.estrade.support.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;

/** For services that have streams: they have a bean that says what changes them. */
@AutoConfiguration(afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass(ConsumerFactory.class)
@ConditionalOnBean(HintKeys.class)
@EnableConfigurationProperties(StreamProperties.class)
public class StreamAutoConfiguration {

    @Bean
    Hints hints(List<HintKeys> features) {
        return new Hints(features);
    }

    @Bean
    HintReader hintReader(ConsumerFactory<?, ?> kafka, List<HintKeys> features, Hints hints) {
        Map<String, Object> settings = new HashMap<>(kafka.getConfigurationProperties());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.putAll(HintReader.settings());
        Set<String> topics =
                features.stream().flatMap(feature -> feature.topics().stream()).collect(Collectors.toSet());
        return new HintReader(
                () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
                topics,
                hints);
    }

    @Bean
    Looks looks(Hints hints, StreamProperties settings) {
        return new Looks(hints, settings);
    }

    @Bean
    EventStreams eventStreams(StreamProperties settings, MeterRegistry meters) {
        return new EventStreams(settings, meters);
    }
}
