package dev.estrade.support.problem;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

@AutoConfiguration
public class ProblemAutoConfiguration {

    /** Before Boot's own handler (-1), which answers with another body. */
    @Bean
    @Order(-2)
    ProblemWebExceptionHandler problemWebExceptionHandler(MeterRegistry meters) {
        return new ProblemWebExceptionHandler(meters);
    }
}
