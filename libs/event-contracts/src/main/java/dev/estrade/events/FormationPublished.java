package dev.estrade.events;

import java.util.List;
import java.util.Objects;

/**
 * Every upload is claimed and the formation exists as a whole, in this form; sent again when it changes.
 *
 * @param ownerId the trainer's {@code sub}
 * @param published whether enrolled learners see it
 * @param allowDownloads whether they may download what it was made of as well; not if absent
 */
public record FormationPublished(
        String formationId, long version, String ownerId, boolean published, List<Rel> lessons, Boolean allowDownloads)
        implements Event {

    public FormationPublished {
        allowDownloads = Objects.requireNonNullElse(allowDownloads, false);
    }

    @Override
    public String aggregateId() {
        return formationId;
    }
}
