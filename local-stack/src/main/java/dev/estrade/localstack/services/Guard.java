package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Ends the services if this process is killed and cannot do it itself: a shell that reads process numbers, and kills
 * those whose command line names this home as soon as the pipe breaks. Where there is no shell, the next start ends
 * what was left.
 */
final class Guard implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' INT HUP
            while read -r pid; do pids="$pids $pid"; done
            ours() {
              if [ -r "/proc/$1/cmdline" ]; then line=$(tr '\\0' ' ' <"/proc/$1/cmdline"); else line=$(ps -o args= -p "$1"); fi
              case "$line" in *"$0 "*) return 0 ;; *) return 1 ;; esac
            }
            for signal in TERM KILL; do
              for pid in $pids; do if ours "$pid"; then kill -s $signal "$pid"; left=1; fi; done 2>/dev/null
              [ -z "$left" ] || [ $signal = KILL ] || sleep 5
            done
            """;

    private final @Nullable Process shell;

    Guard(Home home) {
        this.shell = start(home);
    }

    static String marker(Home home) {
        return "-Destrade.home=" + home.root();
    }

    void watch(Process service) {
        if (shell != null) {
            var pids = new PrintStream(shell.getOutputStream(), true, StandardCharsets.US_ASCII);
            pids.println(service.pid());
        }
    }

    /** Called when the services have been stopped in order. */
    @Override
    public void close() {
        if (shell != null) {
            shell.destroyForcibly();
        }
    }

    private static @Nullable Process start(Home home) {
        try {
            return new ProcessBuilder("sh", "-c", SCRIPT, marker(home))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return null;
        }
    }
}
