package dev.estrade.support.drain;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Lets each service be replaced under load; see {@code estrade.drain} in {@code estrade-web.yml}. */
@AutoConfiguration
public class DrainAutoConfiguration {
    @Bean
    Drain drain(@Value("${estrade.drain:0s}") Duration patience) {
        return new Drain(patience);
    }
}
