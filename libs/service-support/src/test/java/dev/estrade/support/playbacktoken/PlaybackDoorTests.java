package dev.estrade.support.playbacktoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.events.Rel;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.origin.AllowedOrigins;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.problem.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class PlaybackDoorTests {
    private static final Rel L1 = new Rel("t", "c", "m", "l1");

    private final PlaybackTokens tokens = new PlaybackTokens(new KeyedSecrets(Forge.SECRETS), Clock.systemUTC());
    private final PlaybackDoor door = new PlaybackDoor(
            tokens, new AllowedOrigins(URI.create("https://video.example"), List.of("https://shop.example")));

    @Test
    void admitsTheHeaderOnEveryFile() {
        String token = token(Kind.OPENING, Platform.WEB);

        for (String file : new String[] {"output.m3u8", "480p/index.m3u8", "480p/segment_000.ts", "enc.key"}) {
            assertThat(door.admit(header("Bearer " + token), path("l1", file)).text())
                    .isEqualTo(token);
        }
    }

    @Test
    void admitsTheQueryForMobileOnly() {
        String mobile = token(Kind.OPENING, Platform.MOBILE);
        String web = token(Kind.OPENING, Platform.WEB);

        assertThat(door.admit(query(mobile), path("l1", "output.m3u8")).text()).isEqualTo(mobile);
        assertInvalid(() -> door.admit(query(web), path("l1", "output.m3u8")));
    }

    @Test
    void letsAGrantFollowButNotOpen() {
        String grant = token(Kind.GRANT, Platform.MOBILE);

        assertThat(door.admit(query(grant), path("l1", "enc.key")).token().kind())
                .isEqualTo(Kind.GRANT);
        assertInvalid(() -> door.admit(query(grant), path("l1", "output.m3u8")));
    }

    @Test
    void followsAGrantOnTheWebWhateverHeaderComesAlong() {
        String grant = token(Kind.GRANT, Platform.WEB);

        for (String header : List.of("Bearer x", "Basic x", "Bearer " + token(Kind.OPENING, Platform.WEB))) {
            ServerHttpRequest both = both(grant, header, "https://shop.example/course");
            assertThat(door.admit(both, path("l1", "enc.key")).text()).isEqualTo(grant);
            assertInvalid(() -> door.admit(both, path("l10", "enc.key")));
        }
        ServerHttpRequest elsewhere = both(grant, "Bearer x", "https://evil.example/");
        assertThatThrownBy(() -> door.admit(elsewhere, path("l1", "enc.key")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(PlaybackTokenProblem.REFERRER_REFUSED));
    }

    @Test
    void neverOpensALongerName() {
        String token = token(Kind.OPENING, Platform.WEB);

        assertInvalid(() -> door.admit(header("Bearer " + token), path("l10", "output.m3u8")));
        assertInvalid(() -> door.admit(header("Bearer " + token), path("l", "output.m3u8")));
        assertInvalid(() -> door.admit(header("Bearer " + token), path("L1", "output.m3u8")));
    }

    @Test
    void opensALiveByBothNamesForItsStreamsTokenOnly() {
        Instant end = Instant.now().plusSeconds(60);
        Rel stream = new Rel("live", "live", "7", "stream");
        String live = tokens.issue(
                new PlaybackToken(Kind.OPENING, stream, "learner", Platform.WEB, "s1", Instant.now(), end));

        for (String folder : List.of("/live/7/", "/hls2/live/live/7/stream/")) {
            HlsPath file = HlsPath.parse(folder + "output.m3u8").orElseThrow();
            assertThat(door.admit(header("Bearer " + live), file).text()).isEqualTo(live);
            assertInvalid(() -> door.admit(header("Bearer " + token(Kind.OPENING, Platform.WEB)), file));
            assertThatThrownBy(() -> door.admit(from("https://evil.example/", "Bearer " + live), file))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo(PlaybackTokenProblem.REFERRER_REFUSED));
        }
        HlsPath other = HlsPath.parse("/live/70/output.m3u8").orElseThrow();
        assertInvalid(() -> door.admit(header("Bearer " + live), other));
    }

    @Test
    void admitsTheWebFromAnAllowedPageOnly() {
        String web = "Bearer " + token(Kind.OPENING, Platform.WEB);
        String mobile = "Bearer " + token(Kind.OPENING, Platform.MOBILE);
        HlsPath file = path("l1", "enc.key");

        assertThat(door.admit(from("https://shop.example/course", web), file)).isNotNull();
        assertThat(door.admit(from("https://evil.example/", mobile), file)).isNotNull();
        for (String page : List.of("https://evil.example/", "about:blank")) {
            assertThatThrownBy(() -> door.admit(from(page, web), file))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo(PlaybackTokenProblem.REFERRER_REFUSED));
        }
    }

    @Test
    void saysWhenThereIsNoToken() {
        ServerHttpRequest bare = MockServerHttpRequest.get("/").build();

        assertThatThrownBy(() -> door.admit(bare, path("l1", "enc.key")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(PlaybackTokenProblem.TOKEN_MISSING));
    }

    @Test
    void refusesOtherCredentials() {
        String token = token(Kind.OPENING, Platform.MOBILE);
        HlsPath file = path("l1", "enc.key");

        assertInvalid(() -> door.admit(header("Basic " + token), file));
        assertInvalid(() -> door.admit(header(token), file));
        assertInvalid(() -> door.admit(header("Bearer  " + token), file));
        assertInvalid(() -> door.admit(header("Bearer x", "Bearer " + token), file));
        assertInvalid(() -> door.admit(
                MockServerHttpRequest.get("/?token={a}&token={b}", token, token).build(), file));
    }

    @Test
    void doesNotFallBackFromABadHeaderToTheQuery() {
        String token = token(Kind.OPENING, Platform.MOBILE);
        ServerHttpRequest both = MockServerHttpRequest.get("/?token={t}", token)
                .header("Authorization", "Bearer x")
                .build();

        assertInvalid(() -> door.admit(both, path("l1", "enc.key")));
    }

    private static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(PlaybackTokenProblem.TOKEN_INVALID));
    }

    private String token(Kind kind, Platform platform) {
        Instant end = Instant.now().plusSeconds(60);
        return tokens.issue(new PlaybackToken(kind, L1, "learner", platform, "s1", Instant.now(), end));
    }

    private static ServerHttpRequest from(String page, String... authorization) {
        return MockServerHttpRequest.get("/")
                .header("Authorization", authorization)
                .header("Referer", page)
                .build();
    }

    private static ServerHttpRequest both(String token, String header, String page) {
        return MockServerHttpRequest.get("/?token={token}", token)
                .header("Authorization", header)
                .header("Referer", page)
                .build();
    }

    private static ServerHttpRequest header(String... values) {
        return from("https://video.example/studio", values);
    }

    private static ServerHttpRequest query(String token) {
        return MockServerHttpRequest.get("/?token={token}", token).build();
    }

    private static HlsPath path(String lesson, String file) {
        return HlsPath.parse("/hls2/t/c/m/" + lesson + "/" + file).orElseThrow();
    }
}
