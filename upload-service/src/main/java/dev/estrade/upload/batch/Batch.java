package dev.estrade.upload.batch;

import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** Uploads that were announced together, in the order of the announcement. */
@Document("batches")
record Batch(
        @Id String id,
        @Indexed String ownerId,
        List<String> uploadIds,
        @Indexed Instant expiresAt) {}
