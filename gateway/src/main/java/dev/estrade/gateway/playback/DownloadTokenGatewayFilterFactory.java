package dev.estrade.gateway.playback;

import dev.estrade.support.playbacktoken.DownloadDoor;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.stereotype.Component;

/** {@code DownloadToken} in the routes: only the holder of a token for this path passes. */
@Component
class DownloadTokenGatewayFilterFactory extends AbstractGatewayFilterFactory<Object> {
    private final DownloadDoor door;

    DownloadTokenGatewayFilterFactory(DownloadDoor door) {
        this.door = door;
    }

    @Override
    public GatewayFilter apply(Object unused) {
        return (exchange, chain) -> {
            door.admit(exchange.getRequest());
            return chain.filter(exchange);
        };
    }
}
