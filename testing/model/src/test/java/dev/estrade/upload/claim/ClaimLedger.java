package dev.estrade.upload.claim;

import java.util.List;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

/** The claims as they stand. */
public final class ClaimLedger {
    private ClaimLedger() {}

    /** @param holds whether uploads may be held in its name */
    public record Row(String id, String formationId, boolean open, boolean holds, boolean followedUp) {}

    public static List<Row> rows(ReactiveMongoOperations mongo) {
        return mongo.findAll(Claim.class)
                .map(claim -> new Row(
                        claim.id(),
                        claim.request().formationId(),
                        claim.isOpen(),
                        claim.decision() == Claim.Decision.CLAIMED,
                        claim.followedUp()))
                .toStream()
                .toList();
    }
}
