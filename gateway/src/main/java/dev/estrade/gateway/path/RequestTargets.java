package dev.estrade.gateway.path;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Request targets that {@link java.net.URI} cannot parse would be answered 400 without a body before any filter sees
 * them. A bad path becomes one that {@link PlainPath} refuses; in a query, where browsers leave {@code |} and others as
 * they are, the characters are escaped.
 */
@Sharable
final class RequestTargets extends ChannelInboundHandlerAdapter {
    private static final String REFUSED = "/%00";
    private static final Pattern PATH =
            Pattern.compile("(?:https?://[^/?#]*)?/(?:[A-Za-z0-9_.!~*'(),:;$&+=@/-]|%[0-9A-Fa-f]{2})*");
    private static final Pattern ILLEGAL_IN_QUERY =
            Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9_.!~*'(),:;$&+=@/?\\[\\]%-]");

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.setUri(parseable(request.uri()));
        }
        context.fireChannelRead(message);
    }

    static String parseable(String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        if (!PATH.matcher(path).matches()) {
            return REFUSED;
        }
        return mark < 0
                ? path
                : path
                        + ILLEGAL_IN_QUERY
                                .matcher(target.substring(mark))
                                .replaceAll(illegal -> escaped(illegal.group().charAt(0)));
    }

    /** Netty reads the request line as ISO 8859-1: one character is one byte. */
    private static String escaped(char character) {
        return String.format(Locale.ROOT, "%%%02X", character & 0xff);
    }
}
