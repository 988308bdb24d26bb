package dev.estrade.localstack.services;

import dev.estrade.localstack.services.RunState.RunningProcess;
import dev.estrade.localstack.services.RunState.RunningService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the parts of a stack are found by people and tools. */
record Addresses(Map<String, String> environment, String gateway) {
    RunState state(Map<String, ServiceProcess> processes, boolean ready) {
        Map<String, RunningService> services = new LinkedHashMap<>();
        processes.forEach((name, process) -> services.put(name, process.state()));
        return new RunState(
                RunningProcess.of(ProcessHandle.current()),
                ready,
                gateway,
                of("ESTRADE_ISSUER_URI"),
                of("ESTRADE_S3_PUBLIC_ENDPOINT"),
                of("ESTRADE_MONGODB_URI"),
                of("ESTRADE_KAFKA_BOOTSTRAP_SERVERS"),
                services);
    }

    List<String> lines() {
        return List.of(
                "  gateway  " + gateway,
                "  studio   " + gateway + "/studio/",
                "  issuer   " + of("ESTRADE_ISSUER_URI"),
                "  s3       " + of("ESTRADE_S3_PUBLIC_ENDPOINT"),
                "  mongodb  " + of("ESTRADE_MONGODB_URI"),
                "  kafka    " + of("ESTRADE_KAFKA_BOOTSTRAP_SERVERS"));
    }

    private String of(String name) {
        return environment.getOrDefault(name, "");
    }
}
