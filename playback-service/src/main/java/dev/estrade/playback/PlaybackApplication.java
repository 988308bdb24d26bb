package dev.estrade.playback;

import dev.estrade.support.security.PublicRoutes;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
@ConfigurationPropertiesScan
public class PlaybackApplication {
    public static void main(String[] args) {
        SpringApplication.run(PlaybackApplication.class, args);
    }

    /** What carries a token of its own, or is public. */
    @Bean
    PublicRoutes publicRoutes() {
        return PublicRoutes.of("/hls2/**", "/live/**", "/presentation_videos/**", "/media/**", "/api/download/**");
    }
}
