package dev.estrade.gateway.playback;

import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.playbacktoken.PlaybackDoor;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** {@code PlaybackToken} in the routes: only the holder of a token for this lesson or live passes, and on the web only a known page. */
@Component
class PlaybackTokenGatewayFilterFactory extends AbstractGatewayFilterFactory<Object> {
    private final PlaybackDoor door;

    PlaybackTokenGatewayFilterFactory(PlaybackDoor door) {
        this.door = door;
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
        door.admit(request, file);
    }
}
