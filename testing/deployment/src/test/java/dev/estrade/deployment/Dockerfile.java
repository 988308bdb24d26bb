package dev.estrade.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The instructions of a Dockerfile, by stage. */
record Dockerfile(List<Stage> stages) {
    record Instruction(String name, String arguments) {}

    /** @param base of its FROM line: an image, or an earlier stage */
    record Stage(String name, String base, List<Instruction> instructions) {
        Stream<String> all(String instruction) {
            return instructions.stream()
                    .filter(line -> line.name().equals(instruction))
                    .map(Instruction::arguments);
        }

        String last(String instruction) {
            return all(instruction).reduce((first, second) -> second).orElse("");
        }
    }

    static Dockerfile at(String path) {
        List<Stage> stages = new ArrayList<>();
        for (String line : lines(Files.text(path))) {
            String[] parts = line.strip().split("\\s+", 2);
            if (parts[0].equals("FROM")) {
                String[] from = parts[1].split(" AS ", -1);
                stages.add(new Stage(from.length == 2 ? from[1] : "", from[0], new ArrayList<>()));
            } else {
                stages.get(stages.size() - 1).instructions().add(new Instruction(parts[0], parts[1]));
            }
        }
        return new Dockerfile(List.copyOf(stages));
    }

    Stage last() {
        return stages.get(stages.size() - 1);
    }

    Stage named(String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> lines(String text) {
        String whole = text.lines().filter(line -> !line.startsWith("#")).reduce("", (all, line) -> all + line + "\n");
        return whole.replaceAll("\\\\\n\\s*", " ")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
