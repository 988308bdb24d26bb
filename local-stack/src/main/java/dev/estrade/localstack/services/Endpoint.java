package dev.estrade.localstack.services;

import dev.estrade.localstack.Ports;
import dev.estrade.localstack.StackException;

/** Where one service listens: its API and its actuator. */
record Endpoint(int port, int managementPort) {
    /**
     * @param gatewayPort {@code ESTRADE_PORT}: people type the gateway's address, so it is taken literally or not at
     *     all; 0 asks for free ports everywhere
     */
    static Endpoint of(Service service, int gatewayPort) {
        if (gatewayPort == 0) {
            return new Endpoint(Ports.free(), Ports.free());
        }
        int management = Ports.preferably(service.managementPort());
        if (!service.name().equals(Service.GATEWAY)) {
            return new Endpoint(Ports.preferably(service.port()), management);
        }
        if (!Ports.isFree(gatewayPort)) {
            throw new StackException(
                    "Port " + gatewayPort + " is taken; set ESTRADE_PORT to another one, or to 0 for any free one.");
        }
        return new Endpoint(gatewayPort, management);
    }

    String uri() {
        return "http://localhost:" + port;
    }
}
