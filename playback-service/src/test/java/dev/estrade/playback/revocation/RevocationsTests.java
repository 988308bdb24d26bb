package dev.estrade.playback.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.events.Revoked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RevocationsTests {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.500Z");
    private static final Rel REL = new Rel("t", "c", "m", "l1");
    private static final Rel LONGER = new Rel("t", "c", "m", "l10");
    private static final Rel OF_ANOTHER_TRAINER = new Rel("t2", "c2", "m", "l1");

    private Instant now = AT;
    private long nanos = 77;
    private final Revocations revocations = new Revocations(new NowClock(), () -> nanos);

    @Test
    void voidsAWholeLessonAndNoOtherOne() {
        revocations.add(Revoked.lesson(REL, AT));

        assertThat(covers(REL, "u", "s")).isTrue();
        assertThat(covers(LONGER, "u", "s")).isFalse();
        assertThat(covers(new Rel("t", "c", "m1", "l1"), "u", "s")).isFalse();
        assertThat(covers(OF_ANOTHER_TRAINER, "u", "s")).isFalse();
    }

    @Test
    void voidsAUsersRightsEverywhereOrWithOneTrainer() {
        revocations.add(Revoked.user("u", null, AT));
        revocations.add(Revoked.user("v", "t", AT));

        assertThat(covers(REL, "u", "s")).isTrue();
        assertThat(covers(OF_ANOTHER_TRAINER, "u", "s")).isTrue();
        assertThat(covers(LONGER, "v", "s")).isTrue();
        assertThat(covers(OF_ANOTHER_TRAINER, "v", "s")).isFalse();
        assertThat(covers(REL, "w", "s")).isFalse();
    }

    @Test
    void voidsAUsersRightsInOneCourse() {
        revocations.add(Revoked.userOfCourse("u", "c", AT));

        assertThat(covers(REL, "u", "s")).isTrue();
        assertThat(covers(new Rel("t", "other", "m", "l1"), "u", "s")).isFalse();
        assertThat(covers(REL, "v", "s")).isFalse();
    }

    @Test
    void voidsASessionAndNoOtherOneOfItsUser() {
        revocations.add(Revoked.session("s1", null, AT));
        revocations.add(Revoked.session("s2", "t2", AT));

        assertThat(covers(REL, "u", "s1")).isTrue();
        assertThat(covers(REL, "u", "s2")).isFalse();
        assertThat(covers(OF_ANOTHER_TRAINER, "u", "s2")).isTrue();
        assertThat(covers(REL, "u", "s3")).isFalse();
    }

    @Test
    void takesNoUserForASessionOfThatName() {
        revocations.add(Revoked.user("x", null, AT));

        assertThat(covers(REL, "u", "x")).isFalse();
    }

    @Test
    void leavesWhatWasIssuedLater() {
        revocations.add(Revoked.lesson(REL, AT));

        assertThat(revocations.covers(REL, "u", "s", AT)).isTrue();
        assertThat(revocations.covers(REL, "u", "s", AT.minus(Duration.ofHours(1))))
                .isTrue();
        assertThat(revocations.covers(REL, "u", "s", AT.plusMillis(1))).isFalse();
    }

    @Test
    void keepsTheLatestInWhateverOrderTheyCome() {
        revocations.add(Revoked.lesson(REL, AT));
        revocations.add(Revoked.lesson(REL, AT.minusSeconds(60)));
        revocations.add(Revoked.lesson(REL, AT));

        assertThat(covers(REL, "u", "s")).isTrue();
        assertThat(revocations.size()).isEqualTo(1);
    }

    @Test
    void forgetsWhatVoidsNoRightThatStillLives() {
        revocations.add(Revoked.lesson(REL, AT));
        now = AT.plus(Duration.ofHours(25));
        revocations.prune();
        assertThat(covers(REL, "u", "s")).isTrue();

        now = AT.plus(Duration.ofHours(26));
        revocations.prune();
        assertThat(revocations.size()).isZero();
        revocations.add(Revoked.lesson(REL, AT));
        assertThat(revocations.size()).isZero();
    }

    @Test
    void isCurrentForFiveSecondsAfterItWasComplete() {
        assertThat(revocations.areCurrent()).isFalse();
        assertThat(revocations.wereComplete()).isFalse();

        revocations.completeAsOf(nanos);
        nanos += Duration.ofMillis(4999).toNanos();
        assertThat(revocations.areCurrent()).isTrue();

        nanos += Duration.ofMillis(1).toNanos();
        assertThat(revocations.areCurrent()).isFalse();
        assertThat(revocations.wereComplete()).isTrue();
    }

    private boolean covers(Rel rel, String userId, String sessionId) {
        return revocations.covers(rel, userId, sessionId, AT.minusMillis(1));
    }

    private final class NowClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
