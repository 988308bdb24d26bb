package dev.estrade.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each test that docs/security.md names is there. */
class SecurityTests {
    private static final Document SECURITY = Document.read("docs/security.md");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Tests|IT))(?:#(\\w+))?`");

    @Test
    void namesTestsThatExist() throws IOException {
        Map<String, List<Path>> classes = testClasses();
        List<MatchResult> named =
                NAMED.matcher(String.join("\n", SECURITY.lines())).results().toList();
        assertThat(named).hasSizeGreaterThan(20).allSatisfy(test -> {
            List<Path> files = classes.getOrDefault(test.group(1), List.of());
            assertThat(files).as(test.group()).isNotEmpty();
            assertThat(files).as(test.group()).anyMatch(file -> test.group(2) == null || isTest(file, test.group(2)));
        });
    }

    @Test
    void coversEachRiskOfTheTopTenByTests() {
        assertThat(SECURITY.rows("## OWASP API Security Top 10 (2023)"))
                .hasSize(10)
                .allSatisfy(row -> assertThat(row.get(2)).as(row.get(0)).containsPattern(NAMED));
    }

    private static boolean isTest(Path file, String method) {
        return Pattern.compile(
                        "@(Parameterized|Repeated)?Test\\b(?:(?!\\n\\n).)*?\\bvoid " + method + "\\(", Pattern.DOTALL)
                .matcher(Document.text(file))
                .find();
    }

    private static Map<String, List<Path>> testClasses() throws IOException {
        Map<String, List<Path>> found = new HashMap<>();
        Files.walkFileTree(Document.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean foreign = name.equals("target") || name.equals("node_modules") || name.startsWith(".");
                return foreign && !folder.equals(Document.ROOT)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java") && file.toString().contains("/src/test/")) {
                    found.computeIfAbsent(name.replace(".java", ""), key -> new ArrayList<>())
                            .add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
