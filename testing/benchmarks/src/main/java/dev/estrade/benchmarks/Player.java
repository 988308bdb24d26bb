package dev.estrade.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Plays one lesson through the gateway, as a web page does. */
final class Player {
    private static final Pattern VARIANT = Pattern.compile("(?m)^#EXT-X-STREAM-INF:.*\\R([^#\\s]+)");
    private static final String GENERATION = "\\?g=[^\"\\s]*";
    private static final int NOT_YET = 404;

    private final RunningStack stack;
    private final String token;
    private final URI folder;

    Player(RunningStack stack, Lesson lesson) throws Exception {
        String rel = lesson.rel();
        JsonNode grant = stack.get(
                "/api/get-video-token/v2?platform=web&ttl=3600&user_id=trainer&rel=" + URLEncoder.encode(rel, UTF_8));
        this.stack = stack;
        this.token = grant.path("token").asString();
        this.folder = stack.address("/hls2/" + rel + "/");
    }

    /** The rung with which a player begins. */
    String startRung() throws Exception {
        Matcher variant = VARIANT.matcher(text("output.m3u8"));
        if (!variant.find()) {
            throw new IllegalStateException("No variants");
        }
        String playlist = variant.group(1);
        return playlist.substring(0, playlist.indexOf('/'));
    }

    /** Paths of a rendition's segments. */
    List<String> segments(String rendition) throws Exception {
        return text(rendition + "/index.m3u8")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(file -> rendition + "/" + file)
                .toList();
    }

    HttpRequest request(String path) {
        return HttpRequest.newBuilder(folder.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Referer", stack.address("/studio").toString())
                .build();
    }

    /** Asks until it is there, as often as the answers say. @return seconds */
    double awaitSegment(String path) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = stack.ask(request(path)).get();
        while (answer.statusCode() == NOT_YET) {
            long pause = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            Thread.sleep(Duration.ofSeconds(pause).toMillis());
            answer = stack.ask(request(path)).get();
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** A copy of a rendition that plays from files, its key one folder higher. */
    void download(String rendition, Path into) throws Exception {
        Files.createDirectories(into);
        Files.write(into.resolveSibling("enc.key"), bytes("enc.key"));
        String playlist = text(rendition + "/index.m3u8");
        Files.writeString(into.resolve("index.m3u8"), playlist.replaceAll(GENERATION, ""));
        for (String segment : segments(rendition)) {
            String name = segment.substring(segment.indexOf('/') + 1).replaceAll(GENERATION, "");
            Files.write(into.resolve(name), bytes(segment));
        }
    }

    private String text(String path) throws Exception {
        return new String(bytes(path), UTF_8);
    }

    private byte[] bytes(String path) throws Exception {
        return stack.send(request(path)).body();
    }
}
