package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Forged and misused tokens and paths, at the gateway and at playback-service itself: nothing opens, nothing breaks. */
class TokenAttacksIT {
    private static final Stack STACK = Stack.running();
    private static final URI GATEWAY = STACK.gateway();

    /** The gateway, and playback-service without it. */
    private static final List<URI> DOORS =
            List.of(GATEWAY, Objects.requireNonNull(STACK.addresses().get("playback-service")));

    /** Each stands for a separator, a dot, an end or nothing, to some reader on the way. */
    private static final List<String> TRICKS = List.of(
            "%2f",
            "%2F",
            "%5c",
            "%2e",
            "%2e%2e",
            "%00",
            "%0a",
            "%0d%0a",
            "%09",
            "%7f",
            "%25",
            "%252f",
            "%252e%252e",
            "%25252e",
            "%3b",
            "%c0%ae",
            "%c0%af",
            "%e0%80%af",
            "%f0%80%80%af",
            "%c1%9c",
            "%ff",
            "%u002f",
            "%",
            "%2g",
            "%%32%66",
            "\\",
            "\\..\\",
            "..\\",
            ";",
            ";a=b",
            ";jsessionid=1",
            "/",
            "/./",
            "/../",
            "/.../",
            "/..;/",
            "/.;/",
            "/%2e/",
            "/%2e%2e/",
            "/.%2e/",
            "/%2e./",
            "..%2f",
            "%2e%2e%2f",
            "..%5c",
            "..%c0%af",
            "..%255c",
            "\t",
            "\u007f",
            "\u00a0",
            "#",
            "\"",
            "<",
            ">",
            "^",
            "`",
            "{",
            "|",
            "}",
            "%d0",
            "%ed%a0%80",
            "*",
            "?",
            "&",
            "+",
            "~",
            "..",
            ".");

    private static String mine = "";
    private static String others = "";
    private static String rung = "";
    private static String token = "";

    @BeforeAll
    static void publishesTwoLessons() throws IOException {
        Path work = STACK.home().resolveSibling("attacks");
        List<Video> videos = new Videos(FfmpegTools.locate(work.resolve("ffmpeg")), work.resolve("videos")).short2s(2);
        Trainer trainer = new Trainer(STACK.as("trainer"));
        JsonNode formation = trainer.publish("Attaques", List.of(trainer.upload(videos)));
        List<JsonNode> lessons =
                Trainer.lessons(trainer.awaitReady(formation.path("id").asString(), Duration.ofMinutes(2)));
        mine = lessons.get(0).path("rel").asString();
        others = lessons.get(1).path("rel").asString();
        token = Tokens.opening(STACK, mine, "mobile");
        rung = new Player(STACK, mine, Tokens.opening(STACK, mine, "web"))
                .variants()
                .get(0)
                .folder();
    }

    @Test
    void opensNothingForForgedAndMisusedTokens() {
        Forge forge = new Forge(STACK);
        List<String> others = List.of(
                STACK.token("trainer"),
                STACK.token("learner"),
                STACK.token("admin"),
                STACK.token("service"),
                Tokens.opening(STACK, TokenAttacksIT.others, "web"),
                Tokens.opening(STACK, TokenAttacksIT.others, "mobile"));
        Set<String> forged =
                new LinkedHashSet<>(ForgedTokens.of(forge, mine, Tokens.opening(STACK, mine, "web"), others));
        assertThat(forged).hasSizeGreaterThan(300);
        assertThat(get(GATEWAY, "/hls2/" + mine + "/enc.key", forge.sign(forge.header(), forge.claims(mine))))
                .as("the forge makes good tokens too")
                .isEqualTo(200);

        List<String> wrong = new ArrayList<>();
        for (URI door : DOORS) {
            for (String file : List.of("output.m3u8", "enc.key", rung + "/segment_000.ts")) {
                for (String text : forged) {
                    int status = get(door, "/hls2/" + mine + "/" + file, text);
                    boolean huge = text.length() > 8000 && status >= 400 && status < 500;
                    if (status != 403 && !huge) {
                        wrong.add(status + " at " + door + " " + file + " for " + abbreviated(text));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void opensNothingBehindPathTricks() {
        List<String> paths = List.of(
                "/hls2/" + others + "/output.m3u8",
                "/hls2/" + others + "/" + rung + "/segment_000.ts",
                "/hls2/" + others + "/enc.key",
                "/live/l1/output.m3u8",
                "/hls2/live/live/l1/stream/enc.key",
                "/media/" + "hls/" + others + "/x/output.m3u8",
                "/presentation_videos/courses/../../hls/" + others + "/output.m3u8",
                "/api/download/trainer/lesson.mp4",
                "/api/formations/f1",
                "/hls2/" + mine + "/../" + others.replaceFirst(".*/", "") + "/enc.key");
        Set<String> tricked = new LinkedHashSet<>();
        for (String path : paths) {
            TRICKS.forEach(trick -> tricked.addAll(at(path, trick)));
        }
        assertThat(tricked).hasSizeGreaterThan(2000);
        List<String> wrong = new ArrayList<>();
        for (URI door : DOORS) {
            for (String path : tricked) {
                int status = get(door, path, token);
                if (status < 400 || status >= 500) {
                    wrong.add(status + " at " + door + " " + path);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> at(String path, String trick) {
        List<String> tricked = new ArrayList<>();
        for (int i = path.indexOf('/', 1); i >= 0; i = path.indexOf('/', i + 1)) {
            tricked.add(path.substring(0, i + 1) + trick + path.substring(i + 1));
            tricked.add(path.substring(0, i) + trick + path.substring(i + 1));
        }
        tricked.add(path + trick);
        return tricked;
    }

    /** @return the status; 400 if the server hung up on what is no HTTP, or has more header than it reads */
    private static int get(URI door, String path, String bearer) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + bearer, "Referer", GATEWAY + "/studio");
        String line = RawRequest.get(door, path, headers);
        return line.startsWith("HTTP/1.1 ") ? Integer.parseInt(line.substring(9, 12)) : 400;
    }

    private static String abbreviated(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }
}
