package dev.estrade.catalog.formation;

import dev.estrade.support.security.Caller;
import dev.estrade.support.stream.EventStreams;
import dev.estrade.support.stream.Hints;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@RestController
class FormationEventsController {
    private final FormationStates states;
    private final Hints hints;
    private final EventStreams streams;
    private final JsonMapper json;

    FormationEventsController(FormationStates states, Hints hints, EventStreams streams, JsonMapper json) {
        this.states = states;
        this.hints = hints;
        this.streams = streams;
        this.json = json;
    }

    /** A problem before the stream begins is an answer of its own, not an event. */
    @GetMapping(path = "/api/formations/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(
            @PathVariable String id,
            @RequestHeader(name = EventStreams.LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            @AuthenticationPrincipal Caller caller,
            Authentication authentication) {
        Mono<Formation> right = states.visible(id, caller);
        return right.map(found -> streams.answer(
                Flux.defer(() -> new FormationWatch(new FormationNews(json, id, lastEventId), right)
                        .events(states.of(found, caller), hints.of(FormationHints.keysOf(id, caller.userId())))),
                caller,
                authentication));
    }
}
