package dev.estrade.catalog.notification;

import java.util.List;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * One connection's way through one person's notifications: {@code notification} for each that is new, in the order of
 * their numbers, and {@code unread} whenever what is unread has changed, for which it also tells what was read.
 */
final class NotificationFeed {
    private static final int PAGE = 100;

    private final Notifications notifications;
    private final JsonMapper json;
    private final String userId;
    private Position position;

    NotificationFeed(Notifications notifications, JsonMapper json, String userId, Position from) {
        this.notifications = notifications;
        this.json = json;
        this.userId = userId;
        this.position = from;
    }

    /** What is new since the last look; the feed moves on with what it tells, so looks must follow one another. */
    Flux<ServerSentEvent<String>> look() {
        return page().expand(page -> page.size() == PAGE ? page() : Mono.empty())
                .concatMapIterable(page -> page)
                .map(this::created)
                .concatWith(Mono.defer(() -> notifications.unread(userId))
                        .filter(unread -> !unread.digest().equals(position.unread()))
                        .map(this::unread));
    }

    private Mono<List<Notification>> page() {
        return Mono.defer(() ->
                        notifications.after(position.number(), userId, PAGE).collectList())
                .doOnNext(page -> page.forEach(next -> position = new Position(next.number(), position.unread())));
    }

    private ServerSentEvent<String> created(Notification notification) {
        Position after = new Position(notification.number(), position.unread());
        return event("notification", after, NotificationView.of(notification));
    }

    private ServerSentEvent<String> unread(Unread unread) {
        position = new Position(position.number(), unread.digest());
        return event("unread", position, unread);
    }

    private ServerSentEvent<String> event(String name, Position after, Object data) {
        return ServerSentEvent.<String>builder()
                .event(name)
                .id(after.toString())
                .data(json.writeValueAsString(data))
                .build();
    }
}
