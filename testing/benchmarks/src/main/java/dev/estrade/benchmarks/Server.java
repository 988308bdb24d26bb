package dev.estrade.benchmarks;

import java.util.List;

/**
 * Something that answers requests on the loopback interface.
 *
 * @param pids of all processes that an answer takes
 */
record Server(String name, int port, List<Long> pids) {
    static final String GATEWAY = "gateway";
    static final String PLAYBACK = "playback-service";

    /** Asked without the gateway. */
    static Server playback(RunningStack stack) {
        return new Server(PLAYBACK, stack.port(PLAYBACK), List.of(stack.pid(PLAYBACK)));
    }

    /** And playback-service behind it. */
    static Server gateway(RunningStack stack) {
        return new Server(GATEWAY, stack.port(GATEWAY), List.of(stack.pid(GATEWAY), stack.pid(PLAYBACK)));
    }
}
