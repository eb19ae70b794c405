package dev.devledger.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.bootstrap.start.PortCheck.CannotListen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class PortCheckTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void a_port_is_taken_or_free() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, HERE)) {
            port = taken.getLocalPort();
            assertThatThrownBy(() -> PortCheck.require(HERE, port)).isInstanceOf(PortInUseException.class);
            assertThatThrownBy(() -> PortCheck.require(null, port))
                    .as("an address for all of them")
                    .isInstanceOf(PortInUseException.class);
        }
        assertThatCode(() -> PortCheck.require(HERE, port)).doesNotThrowAnyException();
        assertThatCode(() -> PortCheck.require(HERE, 0)).doesNotThrowAnyException();
        assertThatCode(() -> PortCheck.require(HERE, 70_000))
                .as("no port, which others say")
                .doesNotThrowAnyException();
    }

    /** 192.0.2.0/24 is for documentation, and nobody's. */
    @Test
    void an_address_of_another_machine() throws IOException {
        InetAddress nobodys = InetAddress.getByName("192.0.2.1");
        assertThatThrownBy(() -> PortCheck.require(nobodys, 0))
                .isInstanceOf(CannotListen.class)
                .hasMessageContaining("192.0.2.1: this machine does not have that address");
    }
}
