package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** One {@code POST /upload/lesson}, its bytes made while it is sent. */
final class LessonForm {
    private static final String BOUNDARY = "estrade-benchmark";
    private static final byte[] END = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8);

    private final byte[] fields;
    private final long size;

    /** @param size of its video, bytes */
    LessonForm(int number, long size) {
        this.fields = fields(number).getBytes(UTF_8);
        this.size = size;
    }

    /** @return the answer's status */
    int send(RunningStack stack, boolean declaresLength) throws IOException, InterruptedException {
        BodyPublisher chunked = BodyPublishers.ofInputStream(this::stream);
        BodyPublisher body =
                declaresLength ? BodyPublishers.fromPublisher(chunked, fields.length + size + END.length) : chunked;
        return stack.send(stack.request("/upload/lesson")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(body)
                        .build())
                .statusCode();
    }

    private InputStream stream() {
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(fields), new RandomVideo(0, size), new ByteArrayInputStream(END))));
    }

    private static String fields(int number) {
        return field("trainer_id", "trainer")
                + field("course_id", "benchmark")
                + field("module_id", "forms")
                + field("lesson_id", UUID.randomUUID() + "-" + number)
                + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"video\"; filename=\"lesson.mp4\"\r\n"
                + "Content-Type: video/mp4\r\n\r\n";
    }

    private static String field(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}
