package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import java.util.List;
import java.util.Map;

/** How to start one service, as often as needed, always at the same address. */
record Launch(Service service, Endpoint endpoint, List<String> command, Map<String, String> environment, Home home) {
    ServiceProcess start() {
        return ServiceProcess.start(this);
    }
}
