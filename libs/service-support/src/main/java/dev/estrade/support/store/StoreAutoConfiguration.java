package dev.estrade.support.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@AutoConfiguration
@ConditionalOnProperty("estrade.s3.endpoint")
@EnableConfigurationProperties(StoreProperties.class)
public class StoreAutoConfiguration {
    private static final int CONNECTIONS = 200;

    /** @param filters see every call to the store, in their order */
    @Bean
    ObjectStores objectStores(StoreProperties settings, ObjectProvider<ExchangeFilterFunction> filters) {
        WebClient http = WebClient.builder()
                .filters(all -> filters.orderedStream().forEach(all::add))
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(ConnectionProvider.builder("s3")
                        .maxConnections(CONNECTIONS)
                        .maxIdleTime(Duration.ofSeconds(20))
                        .build())))
                .build();
        SigningKeys keys = new SigningKeys(settings.accessKeyId(), settings.secretAccessKey(), settings.region());
        return new ObjectStores(
                store(http, settings, keys, settings.bucket()), store(http, settings, keys, settings.keysBucket()));
    }

    /** The keys' bucket too in services that have its keys. */
    @Bean
    StoreProbe storeProbe(StoreProperties settings, ObjectStores stores, Environment environment) {
        return new StoreProbe(
                settings,
                environment.containsProperty("estrade.keys.encryption-keys")
                        ? List.of(stores.media().calls(), stores.keys().calls())
                        : List.of(stores.media().calls()));
    }

    private static ObjectStore store(WebClient http, StoreProperties settings, SigningKeys keys, String bucket) {
        Clock clock = Clock.systemUTC();
        return new ObjectStore(
                http,
                new Presigner(settings.endpoint(), bucket, settings.pathStyle(), keys, clock),
                new Presigner(
                        Objects.requireNonNull(settings.publicEndpoint()), bucket, settings.pathStyle(), keys, clock));
    }
}
