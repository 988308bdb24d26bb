package dev.estrade.localstack;

import dev.estrade.localstack.demo.Demo;
import dev.estrade.localstack.demo.GenerationDemo;
import dev.estrade.localstack.services.RestartRequests;
import dev.estrade.localstack.services.RunState;
import dev.estrade.localstack.services.Shutdown;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The command line of the local stack. {@code ./estrade} passes its commands on to it. */
public final class LocalStack {
    private static final Set<String> PEOPLE = Set.of("trainer", "trainer2", "learner", "learner2", "admin", "service");

    private final Home home;
    private final PrintStream out;

    private LocalStack(Home home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    /** Exits 0 when all went well, 1 when something is in the way (said in one sentence), 2 on wrong use. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            if (new LocalStack(Home.fromEnvironment(), out).dispatch(arguments)) {
                return 0;
            }
            err.print(help());
            return 2;
        } catch (StackException e) {
            err.println("estrade: " + e.getMessage());
            return 1;
        }
    }

    /** @return false on wrong use */
    private boolean dispatch(List<String> arguments) throws InterruptedException {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        return switch (command) {
            case "infra" -> infra(rest);
            case "up" -> up(rest);
            case "demo" -> demo(rest);
            case "demo-generation" -> demoGeneration(rest);
            case "status" -> status(rest);
            case "logs" -> logs(rest);
            case "token" -> token(rest);
            case "restart" -> restart(rest);
            case "down" -> down(rest);
            default -> false;
        };
    }

    private boolean infra(List<String> rest) throws InterruptedException {
        boolean elsewhere = rest.size() == 2 && rest.get(0).equals("--home");
        if (elsewhere || rest.isEmpty()) {
            new InfraCommand().run(elsewhere ? new Home(Path.of(rest.get(1))) : home, System.in, out);
            return true;
        }
        return false;
    }

    private boolean up(List<String> rest) throws InterruptedException {
        if (rest.equals(List.of("--foreground"))) {
            new UpCommand().run(home, projectRoot(), System.getenv(), out);
            return true;
        }
        if (rest.isEmpty()) {
            new Daemon(home, projectRoot(), out).up();
        }
        return rest.isEmpty();
    }

    private boolean demo(List<String> rest) throws InterruptedException {
        List<Path> files = Demo.files(rest);
        new Demo(home, new Daemon(home, projectRoot(), out).up(), out).run(files);
        return true;
    }

    private boolean demoGeneration(List<String> rest) throws InterruptedException {
        if (rest.isEmpty()) {
            String address = System.getenv().getOrDefault("ESTRADE_GENERATION_BACKEND_URL", "http://localhost:5000");
            new GenerationDemo(home, new Daemon(home, projectRoot(), out).up(), out)
                    .run(projectRoot(), URI.create(address));
        }
        return rest.isEmpty();
    }

    private boolean status(List<String> rest) {
        boolean json = rest.equals(List.of("--json"));
        if (json || rest.isEmpty()) {
            StatusCommand.run(home, json, out);
            return true;
        }
        return false;
    }

    private boolean logs(List<String> rest) {
        if (rest.size() <= 1) {
            new LogsCommand(home, out).run(rest.isEmpty() ? "stack" : rest.get(0));
        }
        return rest.size() <= 1;
    }

    private boolean token(List<String> rest) throws InterruptedException {
        if (rest.size() != 1 || !PEOPLE.contains(rest.get(0))) {
            return false;
        }
        out.println(new TokenClient(home, RunState.running(home).issuer()).token(rest.get(0)));
        return true;
    }

    private boolean restart(List<String> rest) throws InterruptedException {
        boolean understood =
                !rest.isEmpty() && rest.stream().skip(1).allMatch(setting -> setting.matches("[A-Z0-9_]+=.*"));
        if (understood) {
            new RestartRequests(home).request(rest.get(0), rest.subList(1, rest.size()));
        }
        return understood;
    }

    private boolean down(List<String> rest) {
        if (rest.isEmpty()) {
            out.println(Shutdown.of(home) ? "Stopped" : "Nothing is running");
        }
        return rest.isEmpty();
    }

    private static String help() {
        try (InputStream text = Objects.requireNonNull(LocalStack.class.getResourceAsStream("/help.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path projectRoot() {
        return Path.of(System.getProperty("estrade.root", ".")).toAbsolutePath().normalize();
    }
}
