package dev.estrade.playback.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.playback.entitlement.Original;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AttachmentTests {
    static List<List<String>> names() {
        return List.of(
                List.of("a.mp4", "a.mp4", "a.mp4"),
                List.of("Leçon 1.mp4", "Lecon 1.mp4", "Le%C3%A7on%201.mp4"),
                List.of("\"1\" 100%\\.mp4", "_1_ 100__.mp4", "%221%22%20100%25%5C.mp4"),
                List.of("課.mp4", "_.mp4", "%E8%AA%B2.mp4"),
                List.of("a\r\nSet-Cookie: b", "a__Set-Cookie: b", "a%0D%0ASet-Cookie%3A%20b"),
                List.of("it's (1)*.mp4", "it's (1)*.mp4", "it%27s%20%281%29%2A.mp4"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void bearsTheNameInBothForms(List<String> name) {
        assertThat(Attachment.disposition(name.get(0)))
                .isEqualTo("attachment; filename=\"" + name.get(1) + "\"; filename*=UTF-8''" + name.get(2));
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, video/mp4",
        "webm, video/webm",
        "mp3, audio/mpeg",
        "mxf, application/octet-stream",
        "html, application/octet-stream"
    })
    void isOfATypeThatNoBrowserRuns(String container, String type) {
        assertThat(Attachment.of(new Original("f", "k", "e", 1, container)).getFirst("Content-Type"))
                .isEqualTo(type);
    }
}
