package dev.estrade.gateway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.webjars.WebJarVersionLocator;

/** {@code /api/docs}: everything comes from here, so the page works where there is no Internet, and calls nobody else. */
@RestController
class DocsController {
    /** Swagger UI writes styles into the page; scripts come as files only. */
    private static final String POLICY = """
            default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
            connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'""";

    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");

    private final Map<String, File> files = Map.of(
            "openapi.json", new File(own("openapi.json"), MediaType.APPLICATION_JSON),
            "docs.js", new File(own("docs.js"), SCRIPT),
            "swagger-ui-bundle.js", new File(swagger("swagger-ui-bundle.js"), SCRIPT),
            "swagger-ui.css", new File(swagger("swagger-ui.css"), STYLE),
            "favicon-32x32.png", new File(swagger("favicon-32x32.png"), MediaType.IMAGE_PNG));

    private record File(Resource content, MediaType type) {}

    @GetMapping({"/api/docs", "/api/docs/"})
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
                .header("Content-Security-Policy", POLICY)
                .cacheControl(CacheControl.noCache())
                .body(own("index.html"));
    }

    @GetMapping("/api/docs/{file}")
    ResponseEntity<Resource> file(@PathVariable String file) {
        File found = files.get(file);
        if (found == null) {
            throw ProblemException.of(CommonProblem.NOT_FOUND, CommonProblem.NOT_FOUND.title());
        }
        return ResponseEntity.ok()
                .contentType(found.type())
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(found.content());
    }

    private static Resource own(String name) {
        return new ClassPathResource("docs/" + name);
    }

    private static Resource swagger(String name) {
        return new ClassPathResource(
                Objects.requireNonNull(new WebJarVersionLocator().fullPath("swagger-ui", name), name));
    }
}
