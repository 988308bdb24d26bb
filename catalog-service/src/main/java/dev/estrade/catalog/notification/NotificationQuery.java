package dev.estrade.catalog.notification;

import dev.estrade.support.page.Cursor;
import dev.estrade.support.page.QueryReader;
import dev.estrade.support.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.util.MultiValueMap;

/**
 * The query of {@code GET /api/notifications}.
 *
 * @param unread whether only those not read yet are wanted
 * @param after where the page before ended
 */
record NotificationQuery(
        String userId, boolean unread, int limit, @Nullable Cursor after) {

    /** @throws ProblemException {@code request.invalid} that names each faulty parameter */
    static NotificationQuery of(String userId, MultiValueMap<String, String> query) {
        QueryReader reader = new QueryReader(query);
        Boolean unread = reader.read("unread", NotificationQuery::flag);
        NotificationQuery read =
                new NotificationQuery(userId, Boolean.TRUE.equals(unread), reader.limit(), reader.cursor());
        reader.requireFaultless();
        return read;
    }

    Criteria criteria() {
        List<Criteria> all = new ArrayList<>(List.of(Criteria.where("userId").is(userId)));
        if (unread) {
            all.add(Criteria.where("readAt").isNull());
        }
        if (after != null) {
            all.add(after.criteria());
        }
        return new Criteria().andOperator(all);
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
