package dev.estrade.catalog.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTests {

    @Test
    void isReadAsItWasWritten() {
        Position position = new Position(20_778_000_017L, new Unread(2, List.of("a", "b")).digest());

        assertThat(Position.parse(position.toString())).contains(position);
        assertThat(Position.parse(Position.at(7).toString())).contains(Position.at(7));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"17", ".", "-1.a", "99999999999999999999.a", "1.zzz", "1.a b", "1.a\n2.b"})
    void isNothingThatWasNotWritten(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }

    @Test
    void knowsOneStateOfWhatIsUnreadFromAnother() {
        assertThat(new Unread(1, List.of("a")).digest())
                .isEqualTo(new Unread(1, List.of("a")).digest())
                .isNotEqualTo(new Unread(1, List.of("b")).digest())
                .isNotEqualTo(new Unread(2, List.of("a")).digest());
    }
}
