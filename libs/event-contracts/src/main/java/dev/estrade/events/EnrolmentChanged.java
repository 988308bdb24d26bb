package dev.estrade.events;

/**
 * Somebody is enrolled in a formation, or is not any more.
 *
 * @param version the enrolment's own version, not the formation's
 */
public record EnrolmentChanged(String formationId, String userId, long version, boolean enrolled) implements Event {
    @Override
    public String aggregateId() {
        return formationId;
    }
}
