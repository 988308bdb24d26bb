package dev.estrade.gateway;

import dev.estrade.support.security.PublicRoutes;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {
    public static void main(String[] args) {
        SpringApplication.run(GatewayApplication.class, args);
    }

    /** The rows of CONTRACT.md's first table that have no access token. */
    @Bean
    PublicRoutes publicRoutes() {
        return PublicRoutes.of(
                "/hls2/**",
                "/live/**",
                "/presentation_videos/**",
                "/media/**",
                "/api/webhooks/**",
                "/api/download/**",
                "/api/docs/**",
                "/studio/**",
                "/.well-known/**");
    }
}
