package dev.estrade.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.docs.Document.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/frontends.md shows the files that FrontendsIT and BrowserIT run. */
class FrontendsTests {
    private static final List<Block> CODE = Document.read("docs/frontends.md").blocks().stream()
            .filter(block -> !block.language().equals("sh"))
            .toList();

    /** What is not worth showing: it is only needed to build, or long and to be copied as it is. */
    private static final Set<String> UNSHOWN =
            Set.of("README.md", ".gitignore", "package.json", "tsconfig.json", "layout.tsx", "recorder.js");

    /** By npm and Next.js, where somebody tries the example. */
    private static final Pattern MADE = Pattern.compile("node_modules|\\.next/|package-lock|next-env|tsbuildinfo");

    @Test
    void showsNothingButWhatStandsInTheFileThatItNames() {
        assertThat(CODE)
                .hasSizeGreaterThan(15)
                .allSatisfy(block -> assertThat(Document.text(Document.ROOT.resolve(block.file())))
                        .as(block.file())
                        .contains(block.text() + "\n"));
    }

    @Test
    void showsEveryExample() throws IOException {
        Path folder = Document.ROOT.resolve("examples/frontends");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !MADE.matcher(file.toString()).find())
                            .filter(file -> !UNSHOWN.contains(file.getFileName().toString()))
                            .map(file -> Document.ROOT.relativize(file).toString()))
                    .isNotEmpty()
                    .isSubsetOf(CODE.stream().map(Block::file).toList());
        }
    }
}
