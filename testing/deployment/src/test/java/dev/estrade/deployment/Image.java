package dev.estrade.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder that is filled as the Dockerfile fills an image's /app, by the very commands in it. */
final class Image {
    private static final Dockerfile DOCKERFILE = Dockerfile.at("Dockerfile");

    private final Path root;
    private final Jdk jdk;
    private final Map<String, String> variables = new TreeMap<>();

    private Image(Path root, Jdk jdk, String service) {
        this.root = root;
        this.jdk = jdk;
        variables.put("SERVICE", service);
        variables.put("PATH", jdk.home().resolve("bin") + ":" + System.getenv("PATH"));
    }

    static Image build(Path root, Jdk jdk, String service) {
        Image image = new Image(root, jdk, service);
        image.makeFolder("app", "rwxr-xr-x");
        image.makeFolder("tmp", "rwxrwxrwx");
        DOCKERFILE.named("layers").all("RUN").forEach(command -> image.run(Files.ROOT, command));
        DOCKERFILE.last().instructions().forEach(image::apply);
        return image;
    }

    Path app() {
        return root.resolve("app");
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    /** Its ENV lines, and what finds the JVM. */
    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    String user() {
        return DOCKERFILE.last().last("USER").split(":", -1)[0];
    }

    List<String> entrypoint() {
        try {
            String[] command = Files.JSON.readValue(DOCKERFILE.last().last("ENTRYPOINT"), String[].class);
            return Stream.of(command).filter(jdk::knows).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply(Dockerfile.Instruction line) {
        switch (line.name()) {
            case "ENV" ->
                Stream.of(line.arguments().split(" ")).forEach(setting -> {
                    String[] pair = setting.split("=", 2);
                    variables.put(pair[0], inside(pair[1]));
                });
            case "COPY" -> copy(line.arguments());
            case "RUN" -> run(app(), line.arguments());
            case "WORKDIR", "USER", "HEALTHCHECK", "ENTRYPOINT" -> {}
            default -> throw new AssertionError("Nobody knows here what " + line.name() + " does");
        }
    }

    private void copy(String arguments) {
        List<String> parts = new ArrayList<>(List.of(arguments.split(" ")));
        boolean folders = parts.remove("--from=layers");
        parts.remove("./");
        for (String source : parts) {
            String from = folders ? inside(source) + "/." : source;
            run(Files.ROOT, "cp -a '" + from + "' '" + app() + "'");
        }
    }

    private void run(Path folder, String command) {
        Command.output(folder, variables, List.of("sh", "-c", inside(jdk.known(command))));
    }

    private String inside(String text) {
        return text.replaceAll("(^|[ =>])/(layers|app)\\b", "$1" + root + "/$2");
    }

    private void makeFolder(String name, String permissions) {
        try {
            Path folder = java.nio.file.Files.createDirectories(root.resolve(name));
            java.nio.file.Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
