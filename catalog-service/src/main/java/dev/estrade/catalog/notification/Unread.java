package dev.estrade.catalog.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;

/**
 * What one person has not read yet.
 *
 * @param ids the newest ones, up to 100: what is shown and newer than the last of them but not among them is read
 */
record Unread(long unreadCount, List<String> ids) {
    static final int NAMED = 100;

    /** The same for the same state, in every replica. */
    String digest() {
        String state = unreadCount + ":" + String.join(",", ids);
        return UUID.nameUUIDFromBytes(state.getBytes(UTF_8)).toString();
    }
}
