package dev.estrade.catalog.notification;

import dev.estrade.support.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification as people see it. A frontend says it in its own language by {@code type} and {@code data}; {@code title}
 * and {@code text} are English, for those that do not.
 */
record NotificationView(
        String id,
        String type,
        String title,
        String text,
        Map<String, Object> data,
        Instant createdAt,
        @Nullable Instant readAt) {

    static NotificationView of(Notification notification) {
        return new NotificationView(
                notification.id(),
                notification.type().text(),
                Sentences.title(notification.type()),
                Sentences.text(notification.type(), notification.data()),
                notification.data(),
                notification.createdAt(),
                notification.readAt());
    }

    /** @param unreadCount of all, not only of this page */
    record Listed(List<NotificationView> data, @Nullable String nextCursor, long unreadCount) {
        static Listed of(List<Notification> found, int limit, long unreadCount) {
            Page<NotificationView> page = Page.of(found, limit, NotificationView::of, Notification::cursor);
            return new Listed(page.data(), page.nextCursor(), unreadCount);
        }
    }
}
