package dev.estrade.gateway.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api/formations?q=a&limit=3", "/a%2fb", "/a//b/../c", "/x?filter[0]=%C3%A9", "http://h/a?b"
            })
    void leavesParseableTargetsAlone(String target) {
        assertThat(RequestTargets.parseable(target)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\\b", "/a b", "/a|b", "/\u00e9", "/a#b", "/%zz", "/%", "*", "", "ftp://h/a", "/[a]"})
    void replacesBadPaths(String target) {
        String replaced = RequestTargets.parseable(target);

        assertThat(PlainPath.is(URI.create(replaced).getRawPath())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/x?q=a|b, /x?q=a%7Cb", "/x?q={1}, /x?q=%7B1%7D", "/x?q=100%, /x?q=100%25", "/x?q=\u00e9, /x?q=%E9"})
    void escapesWhatBrowsersLeaveInQueries(String target, String parseable) {
        assertThat(RequestTargets.parseable(target)).isEqualTo(parseable);
    }

    @Test
    void yieldsOnlyWhatJavaParses() {
        for (char c = 0; c < 256; c++) {
            assertThat(URI.create(RequestTargets.parseable("/a" + c + "b?c" + c + "d")))
                    .isNotNull();
        }
    }
}
