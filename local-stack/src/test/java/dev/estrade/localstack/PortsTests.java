package dev.estrade.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTests {
    /** Of 500 that were drawn from 12,000, some ten would be equal. */
    @Test
    void givesNoPortTwice() {
        assertThat(Stream.generate(Ports::free).limit(500)).doesNotHaveDuplicates();
    }

    @Test
    void prefersAPortUnlessSomebodyListensOnIt() throws IOException {
        int port = Ports.free();
        assertThat(Ports.preferably(port)).isEqualTo(port);

        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(port));
            assertThat(Ports.preferably(port)).isNotEqualTo(port).isPositive();
        }
    }
}
