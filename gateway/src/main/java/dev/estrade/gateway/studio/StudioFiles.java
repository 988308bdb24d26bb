package dev.estrade.gateway.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.web.reactive.function.server.RequestPredicates.methods;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.util.DigestUtils;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * {@code /studio/}: files as they are, for everybody; what they show they ask the API for in the visitor's name. They are
 * asked for again each time, and told by their content to be the same.
 */
@Configuration(proxyBeanMethods = false)
class StudioFiles {
    /** Scripts of its own only. Media, posters and uploads may be at any store or CDN, the issuer anywhere. */
    private static final String POLICY = """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: https: http:; \
            media-src 'self' blob: https: http:; connect-src 'self' https: http:; worker-src 'self'; font-src 'self'; \
            base-uri 'none'; form-action 'self'; frame-ancestors 'none'""";

    private static final String PERMISSIONS =
            "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()";

    private static final Resource FOLDER = new ClassPathResource("studio/");
    private static final Resource PAGE = new ClassPathResource("studio/index.html");

    /** Of files that are what they are as long as this process lives. */
    private static final Map<Resource, String> DIGESTS = new ConcurrentHashMap<>();

    @Bean
    RouterFunction<ServerResponse> studio(@Value("${estrade.studio.enabled}") boolean enabled) {
        return RouterFunctions.nest(
                methods(HttpMethod.GET, HttpMethod.HEAD).and(request -> enabled),
                RouterFunctions.route(
                                path("/studio"),
                                request -> ServerResponse.temporaryRedirect(URI.create("/studio/"))
                                        .build())
                        .and(RouterFunctions.resource(path("/studio/"), PAGE, StudioFiles::describe))
                        .and(RouterFunctions.resources("/studio/**", FOLDER, StudioFiles::describe)));
    }

    private static void describe(Resource file, HttpHeaders headers) {
        headers.setContentType(typeOf(file));
        headers.setCacheControl(CacheControl.noCache());
        headers.setETag('"' + DIGESTS.computeIfAbsent(file, StudioFiles::digest) + '"');
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Permissions-Policy", PERMISSIONS);
    }

    private static MediaType typeOf(Resource file) {
        MediaType type = MediaTypeFactory.getMediaType(file).orElse(MediaType.TEXT_PLAIN);
        return type.getType().equals("text") ? new MediaType(type, UTF_8) : type;
    }

    private static String digest(Resource file) {
        try (InputStream content = file.getInputStream()) {
            return DigestUtils.md5DigestAsHex(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
