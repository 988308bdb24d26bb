package dev.estrade.gateway.path;

import dev.estrade.gateway.answer.AnswerHeaders;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.logging.AccessLog;
import reactor.netty.http.server.logging.AccessLogArgProvider;

/** The server's own settings: readable request targets, and an access log that knows no query and so no token. */
@Component
class PublicPort implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    private final RequestTargets targets = new RequestTargets();

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::settings);
    }

    private HttpServer settings(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) ->
                        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "request-targets", targets))
                .accessLog(true, PublicPort::line);
    }

    private static AccessLog line(AccessLogArgProvider request) {
        String target = String.valueOf(request.uri());
        int query = target.indexOf('?');
        return AccessLog.create(
                "{} {} -> {} {} bytes {} ms, request {}",
                request.method(),
                query < 0 ? target : target.substring(0, query),
                request.status(),
                request.contentLength(),
                request.duration(),
                request.responseHeader(AnswerHeaders.REQUEST_ID));
    }
}
