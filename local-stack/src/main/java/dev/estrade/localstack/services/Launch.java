package dev.estrade.localstack.services;

import dev.estrade.localstack.Home;
import java.util.HashMap;
import java.util.Map;

/**
 * How to start one service, as often as needed, always at the same address.
 *
 * @param cache used from the start on before which it was made
 */
record Launch(Service service, Endpoint endpoint, StartCache cache, Map<String, String> environment, Home home) {
    Launch with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(settings);
        return new Launch(service, endpoint, cache, all, home);
    }

    ServiceProcess start() {
        return ServiceProcess.start(this);
    }
}
