package dev.estrade.generation;

import dev.estrade.support.security.PublicRoutes;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
@ConfigurationPropertiesScan
public class GenerationApplication {
    public static void main(String[] args) {
        SpringApplication.run(GenerationApplication.class, args);
    }

    /** The backend signs what it says; it has no access token. */
    @Bean
    PublicRoutes publicRoutes() {
        return PublicRoutes.of("/api/webhooks/**");
    }
}
