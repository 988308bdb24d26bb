package dev.estrade.localstack.issuer;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Between the JDK's HTTP server and the SDK, which knows requests and answers but serves none. Nothing is kept by
 * caches; pages elsewhere may read what an endpoint says they may.
 *
 * @param base the server's own address
 */
record Route(URI base, String path, Set<String> methods, Endpoint endpoint) implements HttpHandler {
    private static final int LONGEST_FORM = 8192;
    private static final int NO_BODY = -1;

    /** By any other name it is a page elsewhere that calls, whose name was made to lead here (DNS rebinding). */
    private static final Pattern OWN_NAMES =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?", Pattern.CASE_INSENSITIVE);

    interface Endpoint {
        HTTPResponse answer(HTTPRequest request);
    }

    static HTTPResponse text(int status, String type, String body) {
        HTTPResponse answer = new HTTPResponse(status);
        answer.setHeader("Content-Type", type);
        answer.setBody(body);
        return answer;
    }

    /** 303, so that a form is not sent on (RFC 9700, 4.12). */
    static HTTPResponse redirect(URI to) {
        HTTPResponse answer = new HTTPResponse(303);
        answer.setLocation(to);
        return answer;
    }

    static HTTPResponse readableEverywhere(HTTPResponse answer) {
        answer.setHeader("Access-Control-Allow-Origin", "*");
        return answer;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        write(exchange, answer(exchange));
    }

    private HTTPResponse answer(HttpExchange exchange) throws IOException {
        @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !OWN_NAMES.matcher(host).matches()) {
            return new HTTPResponse(421);
        }
        String method = exchange.getRequestMethod();
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return new HTTPResponse(404);
        }
        if (method.equals("OPTIONS")) {
            HTTPResponse preflight = readableEverywhere(new HTTPResponse(204));
            preflight.setHeader("Access-Control-Allow-Headers", "*");
            return preflight;
        }
        return methods.contains(method) ? endpoint.answer(read(exchange)) : new HTTPResponse(405);
    }

    private HTTPRequest read(HttpExchange exchange) throws IOException {
        URI target = exchange.getRequestURI();
        @Nullable String query = target.getRawQuery();
        HTTPRequest request = new HTTPRequest(
                HTTPRequest.Method.valueOf(exchange.getRequestMethod()),
                base.resolve(path + (query == null ? "" : "?" + query)));
        Headers headers = exchange.getRequestHeaders();
        headers.forEach((name, values) -> request.setHeader(name, values.toArray(String[]::new)));
        request.setBody(new String(exchange.getRequestBody().readNBytes(LONGEST_FORM), StandardCharsets.UTF_8));
        return request;
    }

    private static void write(HttpExchange exchange, HTTPResponse answer) throws IOException {
        answer.getHeaderMap().forEach(exchange.getResponseHeaders()::put);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        @Nullable String body = answer.getBody();
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.getStatusCode(), bytes.length == 0 ? NO_BODY : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
