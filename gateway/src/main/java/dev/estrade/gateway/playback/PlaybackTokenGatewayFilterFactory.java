package dev.estrade.gateway.playback;

import dev.estrade.gateway.GatewayProblem;
import dev.estrade.gateway.origin.AllowedOrigins;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.playbacktoken.PlaybackDoor;
import dev.estrade.support.playbacktoken.PlaybackToken;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** {@code PlaybackToken} in the routes: only the holder of a token for this lesson passes, and on the web only a known page. */
@Component
class PlaybackTokenGatewayFilterFactory extends AbstractGatewayFilterFactory<Object> {
    private final PlaybackDoor door;
    private final AllowedOrigins origins;

    PlaybackTokenGatewayFilterFactory(PlaybackDoor door, AllowedOrigins origins) {
        this.door = door;
        this.origins = origins;
    }

    @Override
    public GatewayFilter apply(Object unused) {
        return (exchange, chain) -> {
            check(exchange.getRequest());
            return chain.filter(exchange);
        };
    }

    private void check(ServerHttpRequest request) {
        HlsPath file = HlsPath.parse(request.getURI().getRawPath())
                .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, CommonProblem.NOT_FOUND.title()));
        PlaybackToken token = door.admit(request, file).token();
        if (token.platform() == Platform.WEB && !origins.allowPageOf(request.getHeaders())) {
            throw ProblemException.of(
                    GatewayProblem.REFERRER_REFUSED, "Referer and Origin name no page where lessons may play.");
        }
    }
}
