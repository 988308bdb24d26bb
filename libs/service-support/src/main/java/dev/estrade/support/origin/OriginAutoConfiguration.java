package dev.estrade.support.origin;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Only where the platform's own address is given: at the gateway and in playback-service. */
@AutoConfiguration
@ConditionalOnProperty("estrade.origins.public-url")
@EnableConfigurationProperties(OriginProperties.class)
public class OriginAutoConfiguration {

    @Bean
    AllowedOrigins allowedOrigins(OriginProperties settings) {
        return new AllowedOrigins(settings.publicUrl(), settings.allowed());
    }
}
