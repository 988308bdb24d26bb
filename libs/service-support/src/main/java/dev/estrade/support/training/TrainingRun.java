package dev.estrade.support.training;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes one start worth keeping, where {@code estrade.training} asks for it: the service is started whole, with its listeners
 * and its web servers, asked as a probe and a stranger would, and ended. What it loaded on the way is what every later start
 * loads (<a href="https://openjdk.org/jeps/514">JEP 514</a>). Nothing that it depends on has to be there.
 */
final class TrainingRun implements ApplicationListener<ApplicationReadyEvent> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** For what starts by itself and a little later: consumers, monitors of the stores, jobs. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        if (environment.getProperty("estrade.training", Boolean.class, false)) {
            train(environment);
        }
    }

    private static void train(Environment environment) {
        WebClient client = WebClient.create();
        Flux.just(
                        at(environment, "local.management.port", "/actuator/health/liveness"),
                        at(environment, "local.management.port", "/actuator/health/readiness"),
                        at(environment, "local.server.port", "/api/"))
                .concatMap(address -> answer(client, address))
                .then(Mono.delay(LINGER))
                .subscribe(unused -> new Thread(() -> System.exit(0), "end-of-training").start());
    }

    /** Whatever it is: without its database a service says that it is not ready. */
    private static Mono<Void> answer(WebClient client, String address) {
        return client.get()
                .uri(address)
                .exchangeToMono(answer -> answer.releaseBody())
                .timeout(PATIENCE)
                .onErrorComplete();
    }

    private static String at(Environment environment, String port, String path) {
        return "http://localhost:" + environment.getRequiredProperty(port) + path;
    }
}
