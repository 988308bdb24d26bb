package dev.estrade.support.playbacktoken;

import dev.estrade.support.origin.AllowedOrigins;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The check of a playback token against the file it is shown for: the same at the gateway and behind it. */
public final class PlaybackDoor {
    private final PlaybackTokens tokens;
    private final AllowedOrigins origins;

    /** @param origins the pages on which lessons play */
    public PlaybackDoor(PlaybackTokens tokens, AllowedOrigins origins) {
        this.tokens = tokens;
        this.origins = origins;
    }

    /**
     * An address that we wrote with a grant is followed by that grant, whatever header comes along: web players send
     * theirs with every request, expired or not.
     *
     * <p>A web token also needs an allowed page: {@code Origin} or {@code Referer}. A filter, not a lock; players beside
     * browsers send what they like.
     *
     * @return the token, which opens this file now
     * @throws ProblemException {@code playback.token_missing}, {@code playback.token_invalid} or
     *     {@code playback.referrer_refused}
     */
    public Admitted admit(ServerHttpRequest request, HlsPath file) {
        Optional<Sent> query = inQuery(request);
        Admitted admitted = query.flatMap(sent -> opened(sent, file))
                .filter(followed -> followed.token().kind() == Kind.GRANT)
                .orElseGet(() -> admit(inHeader(request).or(() -> query), file));
        requirePage(admitted.token(), request.getHeaders());
        return admitted;
    }

    private Admitted admit(Optional<Sent> sent, HlsPath file) {
        if (sent.isEmpty()) {
            throw ProblemException.of(
                    PlaybackTokenProblem.TOKEN_MISSING, "Send Authorization: Bearer with a playback token.");
        }
        return opened(sent.get(), file).orElseThrow(PlaybackDoor::invalid);
    }

    /** In a query only what we wrote there ourselves, or what native players have to: addresses end in logs. */
    private Optional<Admitted> opened(Sent sent, HlsPath file) {
        return tokens.verify(sent.text())
                .filter(token -> token.rel().equals(file.rel()))
                .filter(token -> token.kind() == Kind.OPENING || file.kind() != HlsPath.Kind.MULTIVARIANT_PLAYLIST)
                .filter(token -> !sent.inQuery() || token.kind() == Kind.GRANT || token.platform() == Platform.MOBILE)
                .map(token -> new Admitted(token, sent.text()));
    }

    private void requirePage(PlaybackToken token, HttpHeaders request) {
        if (token.platform() == Platform.WEB && !origins.allowPageOf(request)) {
            throw ProblemException.of(
                    PlaybackTokenProblem.REFERRER_REFUSED, "Referer and Origin name no page where lessons may play.");
        }
    }

    private static Optional<Sent> inHeader(ServerHttpRequest request) {
        return Bearer.in(request.getHeaders()).map(text -> new Sent(text, false));
    }

    private static Optional<Sent> inQuery(ServerHttpRequest request) {
        @Nullable List<String> values = request.getQueryParams().get("token");
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Sent(values.size() == 1 ? String.valueOf(values.get(0)) : "", true));
    }

    private static ProblemException invalid() {
        return ProblemException.of(
                PlaybackTokenProblem.TOKEN_INVALID, "The playback token has expired or is for another path.");
    }

    private record Sent(String text, boolean inQuery) {}

    /** @param text the token as it was sent */
    public record Admitted(PlaybackToken token, String text) {
        /** Without the credential. */
        @Override
        public String toString() {
            return "Admitted[" + token + "]";
        }
    }
}
