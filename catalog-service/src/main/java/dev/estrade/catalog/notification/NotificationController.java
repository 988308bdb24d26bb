package dev.estrade.catalog.notification;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's own notifications; the frontend's own server, or an admin, names another {@code user_id}. */
@RestController
@RequestMapping("/api/notifications")
class NotificationController {
    private final Notifications notifications;
    private final NotificationHints hints;

    NotificationController(Notifications notifications, NotificationHints hints) {
        this.notifications = notifications;
        this.hints = hints;
    }

    @GetMapping
    Mono<NotificationView.Listed> list(
            @RequestParam MultiValueMap<String, String> query, @AuthenticationPrincipal Caller caller) {
        NotificationQuery wanted = NotificationQuery.of(caller.actingFor(query.getFirst("user_id")), query);
        return Mono.zip(
                notifications.list(wanted).collectList(),
                notifications.unreadCount(wanted.userId()),
                (found, unread) -> NotificationView.Listed.of(found, wanted.limit(), unread));
    }

    /** Repeating it changes nothing; somebody else's is as unknown as none. */
    @PostMapping("/{id}/read")
    Mono<NotificationView> read(
            @PathVariable String id,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        String reader = caller.actingFor(userId);
        return told(reader, notifications.read(reader, List.of(id)))
                .then(notifications.find(id, reader))
                .switchIfEmpty(Mono.error(() -> ProblemException.of(
                        CatalogProblem.NOTIFICATION_UNKNOWN, CatalogProblem.NOTIFICATION_UNKNOWN.title())))
                .map(NotificationView::of);
    }

    @PostMapping("/read")
    Mono<Left> readMany(
            @RequestBody(required = false) @Nullable ReadRequest request,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        String reader = caller.actingFor(userId);
        ReadRequest wanted = Objects.requireNonNullElse(request, ReadRequest.EVERYTHING);
        wanted.check();
        return told(reader, read(reader, wanted))
                .then(notifications.unreadCount(reader))
                .map(Left::new);
    }

    private Mono<Long> read(String reader, ReadRequest wanted) {
        if (wanted.ids() != null) {
            return notifications.read(reader, wanted.ids());
        }
        return wanted.until() == null ? notifications.readAll(reader) : notifications.readUntil(reader, wanted.until());
    }

    private Mono<Void> told(String reader, Mono<Long> changed) {
        return changed.filter(count -> count > 0).flatMap(some -> hints.tellMany(reader));
    }

    /** What is left to read. */
    record Left(long unreadCount) {}
}
