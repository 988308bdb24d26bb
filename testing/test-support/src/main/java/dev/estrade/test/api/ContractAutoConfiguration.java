package dev.estrade.test.api;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

/** In every service that a test starts in its own process. */
@AutoConfiguration
class ContractAutoConfiguration {

    /** The gateway's upstreams are a test's own: of what passes there, only its refusals are its own. */
    @Bean
    HttpHandlerDecoratorFactory contractObserver(Environment environment) {
        boolean gateway = "gateway".equals(environment.getProperty("spring.application.name"));
        return handler -> (request, response) -> {
            if (request.getURI().getRawPath().startsWith("/actuator/")) {
                return handler.handle(request, response);
            }
            ObservedResponse observed = new ObservedResponse(request, response, gateway);
            return handler.handle(request, observed).doFinally(signal -> observed.end());
        };
    }
}
