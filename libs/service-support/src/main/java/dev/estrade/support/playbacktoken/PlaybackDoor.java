package dev.estrade.support.playbacktoken;

import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The check of a playback token against the file it is shown for: the same at the gateway and behind it. */
public final class PlaybackDoor {
    private static final String SCHEME = "bearer ";

    private final PlaybackTokens tokens;

    public PlaybackDoor(PlaybackTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * @return the token, which opens this file now
     * @throws ProblemException {@code playback.token_missing} or {@code playback.token_invalid}
     */
    public Admitted admit(ServerHttpRequest request, HlsPath file) {
        Optional<String> sent = inHeader(request);
        String text = sent.or(() -> inQuery(request))
                .orElseThrow(() -> ProblemException.of(
                        PlaybackTokenProblem.TOKEN_MISSING, "Send Authorization: Bearer with a playback token."));
        PlaybackToken token = tokens.verify(text).orElseThrow(PlaybackDoor::invalid);
        boolean opens = token.kind() == Kind.OPENING || file.kind() != HlsPath.Kind.MULTIVARIANT_PLAYLIST;
        boolean mayBeInQuery = token.platform() == Platform.MOBILE;
        if (!token.rel().equals(file.rel()) || !opens || (sent.isEmpty() && !mayBeInQuery)) {
            throw invalid();
        }
        return new Admitted(token, text);
    }

    private static Optional<String> inHeader(ServerHttpRequest request) {
        List<String> values = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.get(0);
        boolean bearer = values.size() == 1 && value.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        return Optional.of(bearer ? value.substring(SCHEME.length()) : "");
    }

    private static Optional<String> inQuery(ServerHttpRequest request) {
        @Nullable List<String> values = request.getQueryParams().get("token");
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(values.size() == 1 ? String.valueOf(values.get(0)) : "");
    }

    private static ProblemException invalid() {
        return ProblemException.of(
                PlaybackTokenProblem.TOKEN_INVALID, "The playback token has expired or is for another path.");
    }

    /** @param text the token as it was sent */
    public record Admitted(PlaybackToken token, String text) {
        /** Without the credential. */
        @Override
        public String toString() {
            return "Admitted[" + token + "]";
        }
    }
}
