package dev.estrade.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file in Markdown. */
record Document(List<String> lines) {
    static final Path ROOT = Path.of(System.getProperty("estrade.root"));

    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("\\]\\(\\.\\./([^)]+)\\)");

    /** @param file the one that the last link before it names, from the project's root; empty before any link */
    record Block(String language, String file, String text) {}

    static Document read(String path) {
        return new Document(text(ROOT.resolve(path)).lines().toList());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        String file = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(FENCE)) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                blocks.add(
                        new Block(line.substring(FENCE.length()), file, String.join("\n", lines.subList(i + 1, end))));
                i = end;
            } else {
                Matcher link = LINK.matcher(line);
                while (link.find()) {
                    file = link.group(1);
                }
            }
        }
        return blocks;
    }

    /** Cells of the tables below a heading, headers left out, until the next heading. */
    List<List<String>> rows(String heading) {
        int begin = lines.indexOf(heading);
        if (begin < 0) {
            throw new IllegalArgumentException("No " + heading);
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = begin + 1; i < lines.size() && !lines.get(i).startsWith("#"); i++) {
            if (lines.get(i).startsWith("|")) {
                rows.add(cells(lines.get(i)));
            }
        }
        return withoutHeaders(rows);
    }

    private static List<List<String>> withoutHeaders(List<List<String>> rows) {
        List<List<String>> kept = new ArrayList<>();
        for (List<String> row : rows) {
            if (row.get(0).matches("-+:?")) {
                kept.remove(kept.size() - 1);
            } else {
                kept.add(row);
            }
        }
        return kept;
    }

    private static List<String> cells(String line) {
        String[] cells = line.split("(?<!\\\\)\\|", -1);
        return Arrays.stream(cells, 1, cells.length - 1).map(String::strip).toList();
    }
}
