package dev.estrade.catalog.enrolment;

import java.time.Instant;

/** @param createdAt since when */
record EnrolmentView(String formationId, String userId, Instant createdAt) {
    static EnrolmentView of(Enrolment enrolment) {
        return new EnrolmentView(enrolment.formationId(), enrolment.userId(), enrolment.createdAt());
    }
}
