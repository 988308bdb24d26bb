package dev.estrade.support.problem;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebExchange;

/** The W3C trace id of an exchange: the caller's {@code traceparent} if it sent one, else one made up once. */
public final class TraceIds {
    private static final String ATTRIBUTE = TraceIds.class.getName();
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TraceIds() {}

    /** @return 32 hexadecimal digits */
    public static String of(ServerWebExchange exchange) {
        return (String) exchange.getAttributes().computeIfAbsent(ATTRIBUTE, unused -> {
            String header = exchange.getRequest().getHeaders().getFirst("traceparent");
            Matcher matcher = TRACEPARENT.matcher(header == null ? "" : header);
            return matcher.matches() ? matcher.group(1) : made();
        });
    }

    private static String made() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
