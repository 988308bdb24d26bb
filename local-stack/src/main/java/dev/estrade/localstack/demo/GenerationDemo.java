package dev.estrade.localstack.demo;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import dev.estrade.localstack.services.RunState;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code demo-generation}: two pictures and a clip, made by the reference backend. */
public final class GenerationDemo {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "CANCELLED");
    private static final String PROMPT = "A quiet lake under the mountains, early in the morning";

    private final HttpClient http = Gateway.connections();
    private final Home home;
    private final Screen screen;
    private final Gateway gateway;

    /** @param kind in paths: {@code images} or {@code videos} */
    private record Job(String kind, String id) {
        String path(String what) {
            return "/api/" + kind + "/" + id + "/" + what;
        }
    }

    public GenerationDemo(Home home, RunState stack, PrintStream out) {
        this.home = home;
        this.screen = new Screen(out, Boolean.getBoolean("estrade.terminal"));
        this.gateway = Gateway.of(http, home, stack, "trainer");
    }

    /** @param address at which the stack looks for its generation backend */
    public void run(Path projectRoot, URI address) throws InterruptedException {
        screen.say("Starting the backend of examples/flask-backend at " + address);
        try (var backend = FlaskBackend.start(home, projectRoot, address)) {
            screen.say("Asking for two pictures and a clip: “" + PROMPT + "”");
            List<Job> jobs = List.of(
                    ask("images", Map.of("prompt", PROMPT, "count", 2, "size", "1280x720")),
                    ask("videos", Map.of("prompt", PROMPT, "duration", 4, "size", "640x360")));
            follow(jobs);
            screen.say("Fetched from the platform's own store, where they stay when the backend is gone:");
            for (Job job : jobs) {
                fetch(job);
            }
        }
    }

    private Job ask(String kind, Map<String, Object> wanted) throws InterruptedException {
        JsonNode answer = gateway.post("/api/" + kind + "/generate", wanted);
        return new Job(kind, answer.path("job_id").asString());
    }

    private void follow(List<Job> jobs) throws InterruptedException {
        while (true) {
            List<String> lines = new ArrayList<>();
            boolean over = true;
            for (Job job : jobs) {
                JsonNode status = gateway.get(job.path("status"));
                lines.add(line(job, status));
                over &= ENDED.contains(status.path("status").asString());
            }
            if (over) {
                screen.settle(lines);
                return;
            }
            screen.show(lines);
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private static String line(Job job, JsonNode status) {
        int progress = status.path("progress").asInt();
        String why =
                status.at("/error/detail").asString(status.at("/waiting/detail").asString(""));
        return String.format(
                        Locale.ROOT,
                        "  %-9s %s %3d %%  %-10s %s",
                        job.kind(),
                        Screen.bar(progress / 100.0),
                        progress,
                        status.path("status").asString(),
                        why)
                .stripTrailing();
    }

    private void fetch(Job job) throws InterruptedException {
        for (JsonNode file : gateway.get(job.path("result")).path("files")) {
            URI uri = gateway.address().resolve(file.path("url").asString());
            String type = file.path("content_type").asString();
            screen.say(String.format(Locale.ROOT, "  %s, %d bytes  %s", type, sizeOf(uri), uri));
        }
    }

    /** @return how many bytes really came */
    private int sizeOf(URI uri) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new StackException("GET " + uri + " answered " + answer.statusCode() + ".");
            }
            return answer.body().length;
        } catch (IOException e) {
            throw new StackException("GET " + uri + " got no answer: " + e, e);
        }
    }
}
