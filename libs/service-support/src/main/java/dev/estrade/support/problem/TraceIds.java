package dev.estrade.support.problem;

import dev.estrade.support.trace.TraceParent;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.web.server.ServerWebExchange;

/** The W3C trace id of an exchange; one made up for what the web server does not observe, such as management. */
public final class TraceIds {
    private static final String ATTRIBUTE = TraceIds.class.getName();
    private static final SecureRandom RANDOM = new SecureRandom();

    private TraceIds() {}

    /** @return 32 hexadecimal digits */
    public static String of(ServerWebExchange exchange) {
        return TraceParent.of(exchange).map(TraceParent::traceId).orElseGet(() ->
                (String) exchange.getAttributes().computeIfAbsent(ATTRIBUTE, unused -> made()));
    }

    private static String made() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
