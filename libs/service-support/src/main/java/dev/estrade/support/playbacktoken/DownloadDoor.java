package dev.estrade.support.playbacktoken;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The check of a download token against the path it is shown for: the same at the gateway and behind it. */
public final class DownloadDoor {
    private final DownloadTokens tokens;

    public DownloadDoor(DownloadTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The token comes in {@code Authorization: Bearer} only: addresses end in logs and histories.
     *
     * @return the token, which opens this path now
     * @throws ProblemException {@code download.token_missing} or {@code download.token_invalid}, or
     *     {@code resource.not_found} if no download has such a path
     */
    public DownloadToken admit(ServerHttpRequest request) {
        DownloadPath path = DownloadPath.parse(request.getURI().getRawPath())
                .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, CommonProblem.NOT_FOUND.title()));
        String sent = Bearer.in(request.getHeaders())
                .orElseThrow(() -> ProblemException.of(
                        DownloadTokenProblem.TOKEN_MISSING, "Send Authorization: Bearer with a download token."));
        return tokens.verify(sent)
                .filter(token -> path.equals(new DownloadPath(token.userId(), token.filename())))
                .orElseThrow(() -> ProblemException.of(
                        DownloadTokenProblem.TOKEN_INVALID, "The download token has expired or is for another path."));
    }
}
