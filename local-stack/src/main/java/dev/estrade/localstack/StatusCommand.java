package dev.estrade.localstack;

import dev.estrade.localstack.services.Health;
import dev.estrade.localstack.services.RunState;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code status [--json]}. */
final class StatusCommand {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** The documented form of {@code status --json}. */
    record Status(
            long pid,
            boolean ready,
            String gateway,
            String issuer,
            String s3,
            String mongodb,
            String kafka,
            Map<String, ServiceStatus> services) {
        static Status of(RunState state) {
            Map<String, ServiceStatus> services = new LinkedHashMap<>();
            state.services().forEach((name, service) -> services.put(name, ServiceStatus.of(service)));
            return new Status(
                    state.stack().pid(),
                    state.ready(),
                    state.gateway(),
                    state.issuer(),
                    state.s3(),
                    state.mongodb(),
                    state.kafka(),
                    services);
        }
    }

    /** @param health {@code UP}, {@code DOWN} or {@code EXITED} */
    record ServiceStatus(long pid, int port, String health) {
        static ServiceStatus of(RunState.RunningService service) {
            String health = service.process().find().isPresent()
                    ? Health.of(service.managementPort()).name()
                    : "EXITED";
            return new ServiceStatus(service.process().pid(), service.port(), health);
        }
    }

    private StatusCommand() {}

    static void run(Home home, boolean json, PrintStream out) {
        RunState state = RunState.running(home);
        Status status = Status.of(state);
        if (json) {
            out.println(JSON.writeValueAsString(status));
            return;
        }
        out.printf("%-20s %s%n", "gateway", status.gateway());
        out.printf("%-20s %s%n", "studio", state.studio());
        out.printf("%-20s %s%n", "issuer", status.issuer());
        out.printf("%-20s %s%n", "s3", status.s3());
        out.printf("%-20s %s%n", "mongodb", status.mongodb());
        out.printf("%-20s %s%n", "kafka", status.kafka());
        status.services()
                .forEach((name, service) -> out.printf(
                        "%-20s %-7s port %-6d pid %d%n", name, service.health(), service.port(), service.pid()));
    }
}
