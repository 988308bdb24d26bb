package dev.estrade.support.playbacktoken;

import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.origin.AllowedOrigins;
import dev.estrade.support.origin.OriginAutoConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.DispatcherHandler;

/** Only where the token secrets are given: at the gateway and in playback-service. */
@AutoConfiguration(after = OriginAutoConfiguration.class)
@ConditionalOnProperty("estrade.playback-tokens.secrets")
public class PlaybackTokensAutoConfiguration {

    @Bean
    PlaybackTokens playbackTokens(@Value("${estrade.playback-tokens.secrets}") String secrets) {
        return new PlaybackTokens(new KeyedSecrets(secrets), Clock.systemUTC());
    }

    @Bean
    DownloadTokens downloadTokens(@Value("${estrade.playback-tokens.secrets}") String secrets) {
        return new DownloadTokens(new KeyedSecrets(secrets), Clock.systemUTC());
    }

    @Bean
    DownloadDoor downloadDoor(DownloadTokens tokens) {
        return new DownloadDoor(tokens);
    }

    @Bean
    PlaybackDoor playbackDoor(PlaybackTokens tokens, AllowedOrigins origins) {
        return new PlaybackDoor(tokens, origins);
    }

    @Bean
    LessonFiles lessonFiles(DispatcherHandler handlers) {
        return new LessonFiles(handlers);
    }
}
