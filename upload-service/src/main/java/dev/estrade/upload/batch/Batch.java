package dev.estrade.upload.batch;

import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** Uploads that were announced together, in the order of the announcement. */
@Document("batches")
record Batch(@Id String id, String ownerId, List<String> uploadIds, Instant expiresAt) {}
