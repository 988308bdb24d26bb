package dev.estrade.gateway.limit;

import dev.estrade.support.playbacktoken.HlsPath;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ipresolver.RemoteAddressResolver;
import org.springframework.cloud.gateway.support.ipresolver.XForwardedRemoteAddressResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * Per address before security, so that guessing tokens is limited too, and per user behind it. Media are not counted: a
 * school behind one address plays a hundred segments a second, and their tokens cost less to check than a limit.
 */
@Configuration(proxyBeanMethods = false)
class Rates {
    private static final List<String> MEDIA = List.of("/media/", "/presentation_videos/");
    /** A network that one customer has: addresses within it cost nothing. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private static final int BEHIND_CORS = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    @Order(BEHIND_CORS)
    WebFilter addressRate(RateProperties settings, MeterRegistry meters) {
        Rate rate = new Rate("address", settings.perAddress(), refusals(meters, "address"));
        RemoteAddressResolver addresses = settings.trustedProxies() == 0
                ? new RemoteAddressResolver() {}
                : XForwardedRemoteAddressResolver.maxTrustedIndex(settings.trustedProxies());
        return (exchange, chain) -> {
            if (!isMedia(exchange)) {
                rate.take(network(addresses.resolve(exchange)));
            }
            return chain.filter(exchange);
        };
    }

    @Bean
    @Order(0)
    WebFilter userRate(RateProperties settings, MeterRegistry meters) {
        Rate rate = new Rate("user", settings.perUser(), refusals(meters, "user"));
        return (exchange, chain) -> exchange.getPrincipal()
                .doOnNext(user -> rate.take(user.getName()))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static Counter refusals(MeterRegistry meters, String by) {
        return Counter.builder("estrade.gateway.rate.limited")
                .description("Requests refused because too many came at once")
                .tag("by", by)
                .register(meters);
    }

    private static boolean isMedia(ServerWebExchange exchange) {
        String path = exchange.getRequest().getURI().getRawPath();
        return HlsPath.covers(path) || MEDIA.stream().anyMatch(path::startsWith);
    }

    private static String network(@Nullable InetSocketAddress address) {
        InetAddress ip = address == null ? null : address.getAddress();
        if (ip instanceof Inet6Address) {
            return HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), IPV6_PREFIX_BYTES));
        }
        return ip == null ? "unknown" : ip.getHostAddress();
    }
}
