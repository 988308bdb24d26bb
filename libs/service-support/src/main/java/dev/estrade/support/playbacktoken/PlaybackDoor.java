package dev.estrade.support.playbacktoken;

import dev.estrade.support.origin.AllowedOrigins;
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
    private final AllowedOrigins origins;

    /** @param origins the pages on which lessons play */
    public PlaybackDoor(PlaybackTokens tokens, AllowedOrigins origins) {
        this.tokens = tokens;
        this.origins = origins;
    }

    /**
     * A web token also needs an allowed page: {@code Origin} or {@code Referer}. A filter, not a lock; players beside
     * browsers send what they like.
     *
     * @return the token, which opens this file now
     * @throws ProblemException {@code playback.token_missing}, {@code playback.token_invalid} or
     *     {@code playback.referrer_refused}
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
        requirePage(token, request.getHeaders());
        return new Admitted(token, text);
    }

    private void requirePage(PlaybackToken token, HttpHeaders request) {
        if (token.platform() == Platform.WEB && !origins.allowPageOf(request)) {
            throw ProblemException.of(
                    PlaybackTokenProblem.REFERRER_REFUSED, "Referer and Origin name no page where lessons may play.");
        }
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
