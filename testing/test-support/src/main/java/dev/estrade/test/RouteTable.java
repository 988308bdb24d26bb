package dev.estrade.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Compares docs/authorisation.md with the routes that exist. */
public final class RouteTable {
    private RouteTable() {}

    /**
     * @param service the table's third column; it must have exactly this service's routes
     * @param root the package in which its controllers are
     */
    public static void documentsExactly(String service, String root) {
        assertThat(rowsOf(service))
                .isEqualTo(mappingsIn(root).map(RouteTable::plain).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> rowsOf(String service) {
        Path table = Path.of(System.getProperty("estrade.root"), "docs", "authorisation.md");
        try (var lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> line.split("\\|", -1))
                    .filter(cells -> cells[2].strip().equals(service))
                    .map(cells -> cells[1].strip().replace("`", "").replaceAll("\\{[^}]*}", "{}"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each {@code VERB path} as the controllers below a package have it. */
    public static Stream<String> mappingsIn(String root) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents(root).stream()
                .map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(Objects.requireNonNull(name), null))
                .flatMap(RouteTable::routesOf);
    }

    private static Stream<String> routesOf(Class<?> controller) {
        RequestMapping above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        return Arrays.stream(controller.getDeclaredMethods()).flatMap(method -> routesOf(above, method));
    }

    private static Stream<String> routesOf(@Nullable RequestMapping above, Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return Stream.of();
        }
        return Arrays.stream(mapping.method())
                .flatMap(verb ->
                        paths(above).flatMap(prefix -> paths(mapping).map(path -> verb + " " + prefix + path)));
    }

    private static Stream<String> paths(@Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? Stream.of("") : Arrays.stream(mapping.path());
    }

    /** A trailing slash is optional, and what a variable is called does not matter. */
    private static String plain(String path) {
        return path.replaceAll("\\{[^{}]*(\\{[^}]*})?[^}]*}", "{}").replaceAll("/$", "");
    }
}
