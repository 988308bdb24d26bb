package dev.estrade.support.outbound;

import dev.estrade.support.outbound.OutboundException.Reason;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Calls URLs that somebody else chose. Only public addresses are connected to, and only those that were checked;
 * redirects are answers like others; proxies of the environment are ignored, because a proxy would resolve the name
 * again; a request is never repeated in silence. Each call has a connection of its own: none outlives its check.
 */
public final class OutboundClient {
    private final Duration patience;
    private final UrlRules rules;
    private final GuardedResolvers resolvers;
    private final HttpClient http;

    /** @param names look up hosts, unguarded */
    OutboundClient(OutboundProperties settings, Supplier<AddressResolverGroup<InetSocketAddress>> names) {
        this.patience = settings.connectTimeout();
        this.rules = new UrlRules(settings);
        this.resolvers = new GuardedResolvers(settings, names);
        this.http = HttpClient.create(ConnectionProvider.newConnection())
                .protocol(HttpProtocol.HTTP11)
                .resolver(resolvers)
                .noProxy()
                .followRedirect(false)
                .disableRetry(true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .headers(headers -> headers.set("User-Agent", "Estrade"));
    }

    /** Whether a URL could be called now: completes, or fails with an {@link OutboundException}. Connects to nobody. */
    public Mono<Void> check(URI url) {
        return Mono.fromRunnable(() -> rules.check(url))
                .then(Mono.defer(() -> resolve(url)))
                .timeout(patience)
                .onErrorMap(UnknownHostException.class, unknown -> hostUnknown(url))
                .onErrorMap(TimeoutException.class, silence -> hostUnknown(url));
    }

    /**
     * Fails with an {@link OutboundException}, a TimeoutException, or an IOException of the network.
     *
     * @param reader decides by the status, and reads as much of the body as it needs
     */
    public <T> Mono<T> exchange(OutboundRequest request, Function<OutboundResponse, Mono<T>> reader) {
        return Mono.fromRunnable(() -> rules.check(request.url()))
                .then(Mono.defer(() -> send(request, reader)))
                .timeout(request.timeout())
                .onErrorMap(UnknownHostException.class, unknown -> hostUnknown(request.url()));
    }

    private <T> Mono<T> send(OutboundRequest request, Function<OutboundResponse, Mono<T>> reader) {
        return http.headers(headers -> request.headers().forEach(headers::set))
                .headers(headers -> headers.set("Content-Length", request.body().length))
                .request(HttpMethod.valueOf(request.method().name()))
                .uri(request.url())
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(request.body())))
                .response((response, bytes) -> reader.apply(new OutboundResponse(response, bytes)))
                .next();
    }

    private Mono<Void> resolve(URI url) {
        InetSocketAddress asked = InetSocketAddress.createUnresolved(url.getHost(), UrlRules.port(url));
        return Mono.create(sink -> resolvers
                .getResolver(HttpResources.get().onClient(true).next())
                .resolveAll(asked)
                .addListener((Future<List<InetSocketAddress>> found) -> settle(sink, found)));
    }

    private static void settle(MonoSink<Void> sink, Future<List<InetSocketAddress>> found) {
        if (found.isSuccess()) {
            sink.success();
        } else {
            sink.error(found.cause());
        }
    }

    private static OutboundException hostUnknown(URI url) {
        return new OutboundException(Reason.HOST_UNKNOWN, "The host " + url.getHost() + " was not found.");
    }
}
