package dev.estrade.support.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /api/status}. A service's own says of the rest nothing; joined, they are the platform's.
 *
 * @param queue of lessons; null from whom it is not known
 * @param storage null from whom it is not known
 */
public record Status(
        @JsonProperty("checked_at") Instant checkedAt,
        List<ServiceStatus> services,
        @Nullable QueueStatus queue,
        @Nullable StorageStatus storage) {

    public static Status of(ServiceStatus service) {
        return new Status(Instant.now(), List.of(service), null, null);
    }

    public Status with(QueueStatus known) {
        return new Status(checkedAt, services, known, storage);
    }

    public Status with(StorageStatus known) {
        return new Status(checkedAt, services, queue, known);
    }

    /** What this one says, of services that somebody else tells more of. */
    public Status with(ServiceStatus service) {
        return new Status(checkedAt, List.of(service), queue, storage);
    }

    public Status and(Status other) {
        return new Status(
                checkedAt,
                Stream.concat(services.stream(), other.services.stream()).toList(),
                queue == null ? other.queue : queue,
                storage == null ? other.storage : storage);
    }
}
