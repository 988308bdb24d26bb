package dev.estrade.gateway.upstream;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.client.HttpClient;

/**
 * How much of an answer is on its way through the gateway at a time. Each piece costs the same, so they are larger than
 * Reactor Netty's 8 KiB; for a client that reads slowly one or two wait here instead of its 128, so that a thousand of
 * such clients hold some 64 MiB and not a gigabyte.
 */
@Component
class Pieces implements HttpClientCustomizer {
    private static final int SIZE = 32 << 10;
    private static final int SMALLEST = 2 << 10;
    private static final String WAITING = "1";

    /** Reactor Netty reads this when it sends for the first time, and has no other way to be told. */
    Pieces() {
        System.setProperty("reactor.netty.send.maxPrefetchSize", WAITING);
    }

    @Override
    public HttpClient customize(HttpClient client) {
        return client.option(
                        ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(SMALLEST, SMALLEST, SIZE))
                .httpResponseDecoder(decoder -> decoder.maxChunkSize(SIZE));
    }
}
