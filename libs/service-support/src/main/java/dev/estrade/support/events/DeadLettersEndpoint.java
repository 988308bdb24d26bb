package dev.estrade.support.events;

import dev.estrade.events.Topics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** {@code /actuator/deadletters} on the management port of any service: what waits, and sending it back. */
@Endpoint(id = "deadletters")
final class DeadLettersEndpoint {
    private final DeadLetters letters;

    DeadLettersEndpoint(DeadLetters letters) {
        this.letters = letters;
    }

    /** How many of each topic's events were put aside and not sent back since. */
    @ReadOperation
    Map<String, Long> waiting() {
        return Topics.ALL.stream()
                .collect(Collectors.toMap(Function.identity(), letters::waiting, Long::sum, TreeMap::new));
    }

    /** Sends back what waits: {@code {redriven}}, how many; 404 for no topic of ours. */
    @WriteOperation
    WebEndpointResponse<Map<String, Long>> redrive(@Selector String topic) {
        return Topics.ALL.contains(topic)
                ? new WebEndpointResponse<>(Map.of("redriven", letters.redrive(topic)))
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }
}
