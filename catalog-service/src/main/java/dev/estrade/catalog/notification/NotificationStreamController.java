package dev.estrade.catalog.notification;

import dev.estrade.support.security.Caller;
import dev.estrade.support.stream.EventStreams;
import dev.estrade.support.stream.Looks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@RestController
class NotificationStreamController {
    private final Notifications notifications;
    private final Looks looks;
    private final EventStreams streams;
    private final JsonMapper json;

    NotificationStreamController(Notifications notifications, Looks looks, EventStreams streams, JsonMapper json) {
        this.notifications = notifications;
        this.looks = looks;
        this.streams = streams;
        this.json = json;
    }

    /** From now on, or, for a client that comes back, from where it lost the stream. */
    @GetMapping(path = "/api/notifications/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<Flux<ServerSentEvent<String>>> stream(
            @RequestHeader(name = EventStreams.LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller,
            Authentication authentication) {
        String reader = caller.actingFor(userId);
        Flux<ServerSentEvent<String>> events = begin(reader, lastEventId).flatMapMany(from -> events(reader, from));
        return streams.answer(events, caller, authentication);
    }

    private Flux<ServerSentEvent<String>> events(String reader, Position from) {
        NotificationFeed feed = new NotificationFeed(notifications, json, reader, from);
        return looks.at(Flux.defer(feed::look), NotificationHints.keysOf(reader));
    }

    /** Never beyond what there is: a number from a database that was restored would hide what comes. */
    private Mono<Position> begin(String reader, @Nullable String lastEventId) {
        return notifications
                .lastNumber(reader)
                .map(last -> Position.parse(lastEventId)
                        .map(told -> new Position(Math.min(told.number(), last), told.unread()))
                        .orElse(Position.at(last)));
    }
}
