package dev.estrade.localstack;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The command line of the local stack. */
public final class LocalStack {
    private static final String HELP = """
            Usage: local-stack <command>
              infra [--home <dir>]   broker, stores and issuer only, on free ports; prints their addresses as JSON
            """;

    private LocalStack() {}

    /** Exits 0 when all went well, 1 when something is in the way (said in one sentence), 2 on wrong use. */
    public static void main(String[] arguments) throws InterruptedException {
        int status = run(List.of(arguments), System.out, System.err);
        System.exit(status);
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            return dispatch(arguments, out, err);
        } catch (StackException e) {
            err.println("estrade: " + e.getMessage());
            return 1;
        }
    }

    private static int dispatch(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (arguments.isEmpty() || !arguments.get(0).equals("infra")) {
            err.print(HELP);
            return 2;
        }
        Home home = arguments.size() == 3 && arguments.get(1).equals("--home")
                ? new Home(Path.of(arguments.get(2)))
                : Home.fromEnvironment();
        new InfraCommand().run(home, System.in, out);
        return 0;
    }
}
