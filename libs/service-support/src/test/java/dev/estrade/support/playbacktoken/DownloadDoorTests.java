package dev.estrade.support.playbacktoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.estrade.events.Rel;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.support.problem.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class DownloadDoorTests {
    private static final String PATH = "/api/download/auth0%7C1/Le%C3%A7on%20100%25.mp4";

    private final DownloadTokens tokens = new DownloadTokens(new KeyedSecrets(Forge.SECRETS), Clock.systemUTC());
    private final DownloadDoor door = new DownloadDoor(tokens);
    private final String token = token("auth0|1", "Leçon 100%.mp4");

    @Test
    void admitsTheTokenOfThisPath() {
        assertThat(door.admit(request(PATH, "Bearer " + token)).filename()).isEqualTo("Leçon 100%.mp4");
        assertThat(door.admit(request(PATH, "bearer " + token)).userId()).isEqualTo("auth0|1");
    }

    @Test
    void wantsItInTheHeader() {
        assertThat(refused(request(PATH))).isEqualTo(DownloadTokenProblem.TOKEN_MISSING);
        assertThat(refused(request(PATH + "?token=" + token))).isEqualTo(DownloadTokenProblem.TOKEN_MISSING);
        assertThat(refused(request(PATH, token))).isEqualTo(DownloadTokenProblem.TOKEN_INVALID);
        assertThat(refused(request(PATH, "Basic " + token))).isEqualTo(DownloadTokenProblem.TOKEN_INVALID);
        assertThat(refused(request(PATH, "Bearer " + token, "Bearer " + token)))
                .isEqualTo(DownloadTokenProblem.TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/download/auth0%7C1/Le%C3%A7on%20100%2525.mp4",
                "/api/download/auth0%7C1/Le%C3%A7on%20100.mp4",
                "/api/download/auth0%7C1/le%C3%A7on%20100%25.mp4",
                "/api/download/auth0%7C1/Lec%CC%A7on%20100%25.mp4",
                "/api/download/auth0%7C1/Le%C3%A7on+100%25.mp4",
                "/api/download/auth0%7C10/Le%C3%A7on%20100%25.mp4",
                "/api/download/auth0/Le%C3%A7on%20100%25.mp4",
                "/api/download/auth0%257C1/Le%C3%A7on%20100%25.mp4"
            })
    void opensNoOtherPath(String path) {
        assertThat(refused(request(path, "Bearer " + token))).isEqualTo(DownloadTokenProblem.TOKEN_INVALID);
    }

    @Test
    void knowsNoOtherKindOfPath() {
        assertThat(refused(request("/api/download/auth0%7C1", "Bearer " + token)))
                .isEqualTo(CommonProblem.NOT_FOUND);
    }

    private ProblemCode refused(ServerHttpRequest request) {
        return catchThrowableOfType(ProblemException.class, () -> door.admit(request))
                .code();
    }

    private String token(String userId, String filename) {
        Instant now = Instant.now();
        return tokens.issue(new DownloadToken(
                new Rel("t", "c", "m", "l1"), "g1", userId, filename, "s1", now, now.plusSeconds(60)));
    }

    private static ServerHttpRequest request(String path, String... authorization) {
        return MockServerHttpRequest.method(HttpMethod.GET, URI.create("https://video.example" + path))
                .header("Authorization", authorization)
                .build();
    }
}
