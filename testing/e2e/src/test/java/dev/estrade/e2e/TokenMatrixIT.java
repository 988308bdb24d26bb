package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every kind of token on every route, through the gateway and at the service itself: each opens what it is for. */
class TokenMatrixIT {
    private static final Stack STACK = Stack.running();
    private static final URI GATEWAY = STACK.gateway();
    private static final Map<String, URI> SERVICES = STACK.addresses();
    private static final Set<String> PUBLIC = Set.of("/media/**", "/presentation_videos/**");
    private static final String LIVE = "/live/x/output.m3u8";

    /** What opens the lesson in a header; the grants all of it but the lesson itself. */
    private static final Set<String> OPENING = Set.of("web", "mobile");

    private static final Set<String> GRANTS = Set.of("web grant", "mobile grant");
    private static final Map<String, String> TOKENS = new LinkedHashMap<>();
    private static String rel = "";
    private static String rung = "";
    private static String download = "";

    @BeforeAll
    static void collectsTokens() throws IOException {
        Path work = STACK.home().resolveSibling("matrix");
        List<Video> videos = new Videos(FfmpegTools.locate(work.resolve("ffmpeg")), work.resolve("videos")).short2s(2);
        Trainer trainer = new Trainer(STACK.as("trainer"));
        JsonNode formation = trainer.publish("Matrice", List.of(trainer.upload(videos)));
        List<JsonNode> lessons =
                Trainer.lessons(trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(2)));
        rel = lessons.get(0).path("rel").asString();
        String other = lessons.get(1).path("rel").asString();
        Forge forge = new Forge(STACK);
        String grant = forge.sign(forge.header("estrade-hls-grant+jwt"), forge.claims(rel));
        TOKENS.put("nothing", "");
        TOKENS.put("junk", "junk");
        TOKENS.put("trainer's access", STACK.token("trainer"));
        TOKENS.put("learner's access", STACK.token("learner"));
        TOKENS.put("admin's access", STACK.token("admin"));
        String web = Tokens.opening(STACK, rel, "web");
        TOKENS.put("web", web);
        TOKENS.put("mobile", Tokens.opening(STACK, rel, "mobile"));
        TOKENS.put("web grant", grant);
        TOKENS.put("mobile grant", Tokens.grant(STACK, rel));
        TOKENS.put("expired", forge.expired(rel));
        TOKENS.put("other lesson's web", Tokens.opening(STACK, other, "web"));
        TOKENS.put("other lesson's mobile", Tokens.opening(STACK, other, "mobile"));
        TOKENS.put("other lesson's grant", Tokens.grant(STACK, other));
        JsonNode issued = STACK.as("trainer")
                .get("/api/get-download-token/trainer/" + videos.get(0).file().getFileName() + "?rel=" + rel)
                .expect(200)
                .json();
        TOKENS.put("download", issued.path("token").asString());
        download = URI.create(issued.path("download_url").asString()).getRawPath();
        rung = new Player(STACK, rel, web).variants().get(0).folder();
    }

    @Test
    void lessonsOpenForTheirTokensInTheHeader() {
        List<String> wrong = new ArrayList<>();
        for (String file : files()) {
            TOKENS.forEach((kind, token) -> {
                boolean opens = OPENING.contains(kind) || (GRANTS.contains(kind) && !file.equals("output.m3u8"));
                check(wrong, kind, "playback-service", "GET", "/hls2/" + rel + "/" + file, token, opens ? 200 : 403);
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void lessonsOpenForNativePlayersAndGrantsByTheAddress() {
        List<String> wrong = new ArrayList<>();
        for (String file : files()) {
            TOKENS.forEach((kind, token) -> {
                boolean opens = kind.equals("mobile") || (GRANTS.contains(kind) && !file.equals("output.m3u8"));
                String path = "/hls2/" + rel + "/" + file + "?token=" + token;
                check(wrong, kind, "playback-service", "GET", path, "", opens ? 200 : 403);
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void originalsOpenForTheirTokenOnly() {
        List<String> wrong = new ArrayList<>();
        TOKENS.forEach((kind, token) -> {
            boolean opens = kind.equals("download");
            check(wrong, kind, "playback-service", "GET", download, token, opens ? 200 : 403);
            check(wrong, kind, "playback-service", "GET", download + "?token=" + token, "", 403);
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingElseOpensForATokenOfPlaybackOrDownloads() throws IOException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (String[] row : rows()) {
            String[] route = row[1].replace("`", "").split(" ", 2);
            if (route[1].startsWith("/hls2") || route[1].startsWith("/api/download/")) {
                continue;
            }
            String path = route[1].replace("{kind}", "images")
                    .replace("{output}", "image")
                    .replaceAll("\\{[a-z_]+}", "x")
                    .replace("/live/**", LIVE)
                    .replace("**", "x");
            for (Map.Entry<String, String> token : TOKENS.entrySet()) {
                if (token.getKey().endsWith("access")) {
                    continue;
                }
                checked++;
                check(wrong, token.getKey(), row[2], route[0], path, token.getValue(), refusal(route[1], path));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(500);
    }

    private static int refusal(String route, String path) {
        if (PUBLIC.contains(route)) {
            return 404;
        }
        return path.equals(LIVE) ? 403 : 401;
    }

    private static List<String> files() {
        return List.of("output.m3u8", rung + "/index.m3u8", rung + "/segment_000.ts", "enc.key");
    }

    /** At both doors. */
    private static void check(
            List<String> wrong, String kind, String service, String method, String path, String bearer, int expected) {
        for (URI door : List.of(GATEWAY, Objects.requireNonNull(SERVICES.get(service), service))) {
            String line = RawRequest.send(door, method, path, headers(bearer));
            if (!line.startsWith("HTTP/1.1 " + expected)) {
                wrong.add(kind + " at " + door + " " + method + " " + path + ": " + line + " instead of " + expected);
            }
        }
    }

    private static Map<String, String> headers(String bearer) {
        String page = GATEWAY + "/studio";
        return bearer.isEmpty()
                ? Map.of("Referer", page)
                : Map.of("Referer", page, "Authorization", "Bearer " + bearer);
    }

    private static List<String[]> rows() throws IOException {
        Path table = Path.of(System.getProperty("estrade.root"), "docs", "authorisation.md");
        try (var lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::strip)
                            .toArray(String[]::new))
                    .toList();
        }
    }
}
