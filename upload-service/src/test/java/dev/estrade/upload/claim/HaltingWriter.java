package dev.estrade.upload.claim;

import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.FormationSubmitted.LessonVideo;
import dev.estrade.events.Rel;
import dev.estrade.upload.UploadApplication;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.mapping.event.ReactiveAfterSaveCallback;
import reactor.core.publisher.Mono;

/** The service, in a process that dies at once, like by kill -9, when a decision is written and not yet published. */
public class HaltingWriter {
    private static final int KILLED = 137;

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(UploadApplication.class, Halting.class);
        ClaimSaga saga = application.run(args).getBean(ClaimSaga.class);
        LessonVideo missing = new LessonVideo("missing", new Rel("t", "f", "m", "l"));
        saga.submitted(new FormationSubmitted(args[0], 0, "t", true, List.of(missing), args[0], List.of()))
                .block();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Halting {
        @Bean
        ReactiveAfterSaveCallback<Claim> halt() {
            return (claim, document, collection) -> {
                if (!claim.pending().isEmpty()) {
                    Runtime.getRuntime().halt(KILLED);
                }
                return Mono.just(claim);
            };
        }
    }
}
