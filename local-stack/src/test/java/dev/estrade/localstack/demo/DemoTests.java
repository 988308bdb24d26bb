package dev.estrade.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoTests {
    private static final Path STUDIO = Path.of("../gateway/src/main/resources/studio/app.js");
    private static final Pattern ROUTE = Pattern.compile("\\[/(\\S+)/, 'watch']");

    @Test
    void namesAPlaceThatTheStudioKnows() throws IOException {
        Matcher route = ROUTE.matcher(Files.readString(STUDIO));
        assertThat(route.find()).isTrue();
        String rel = "trainer/c-1/m_1/l1";
        Matcher place =
                Pattern.compile(route.group(1)).matcher(Demo.watching(rel).substring("#".length()));
        assertThat(place.matches()).isTrue();
        assertThat(place.group(1)).isEqualTo(rel);
    }
}
