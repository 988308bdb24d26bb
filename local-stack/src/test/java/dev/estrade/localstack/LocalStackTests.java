package dev.estrade.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStackTests {
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start",
                "token",
                "token nobody",
                "status --xml",
                "up --detached",
                "down now",
                "infra --home",
                "demo-generation now"
            })
    void printsHelpOnWrongUse(String line) throws InterruptedException {
        assertThat(run(line)).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("Usage: ./estrade <command>");
    }

    @Test
    void saysInOneSentenceThatAFileIsMissing() throws InterruptedException {
        assertThat(run("demo no-such-lecture.mp4")).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .isEqualTo("estrade: There is no file no-such-lecture.mp4.\n");
    }

    private int run(String line) throws InterruptedException {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));
        var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return LocalStack.run(arguments, out, new PrintStream(errors, true, StandardCharsets.UTF_8));
    }
}
