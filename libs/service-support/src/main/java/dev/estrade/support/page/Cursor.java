package dev.estrade.support.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/** The last item of a page; what comes after it does not move when newer items appear. Opaque to clients. */
public record Cursor(Instant createdAt, String id) {
    private static final String CREATED_AT = "createdAt";

    /** The order that a cursor stands in. */
    public static final Sort NEWEST_FIRST = newestFirst(CREATED_AT);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15}):(.{1,300})");

    /** Empty for anything that {@link #toString} never wrote. */
    static Optional<Cursor> parse(String text) {
        try {
            Matcher parts = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
            return parts.matches()
                    ? Optional.of(new Cursor(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** @param createdAt where these documents have it */
    public static Sort newestFirst(String createdAt) {
        return Sort.by(Sort.Direction.DESC, createdAt, "_id");
    }

    /** What comes after it, of documents with a {@code createdAt}. */
    public Criteria criteria() {
        return criteria(CREATED_AT);
    }

    /** @param field where these documents have it */
    public Criteria criteria(String field) {
        return new Criteria()
                .orOperator(
                        Criteria.where(field).lt(createdAt),
                        Criteria.where(field).is(createdAt).and("_id").lt(id));
    }

    @Override
    public String toString() {
        String parts = createdAt.toEpochMilli() + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(UTF_8));
    }
}
