package dev.estrade.catalog.notification;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream has told: the id of its events.
 *
 * @param number of the last notification; it only grows
 * @param unread the digest of what was said to be unread last
 */
record Position(long number, String unread) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\.([0-9a-f-]{0,36})");

    /** Of somebody who has heard nothing of what is unread. */
    static Position at(long number) {
        return new Position(number, "");
    }

    /** Empty for what no stream of ours has sent: it begins anew. */
    static Optional<Position> parse(@Nullable String lastEventId) {
        Matcher parts = FORM.matcher(lastEventId == null ? "" : lastEventId);
        return parts.matches()
                ? Optional.of(new Position(Long.parseLong(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return number + "." + unread;
    }
}
