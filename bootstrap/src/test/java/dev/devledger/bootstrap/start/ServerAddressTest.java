package dev.devledger.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost, true",
        "0.0.0.0, localhost, true",
        "::1, localhost, true",
        "127.0.0.2, 127.0.0.2, true",
        "192.0.2.7, 192.0.2.7, false"
    })
    void it_shows_where_it_listens(String address, String host, boolean local) throws UnknownHostException {
        ServerAddress server = new ServerAddress(InetAddress.getByName(address), false);
        assertThat(server.shown("/mcp")).isEqualTo("http://" + host + ":0/mcp");
        assertThat(server.isLocal()).isEqualTo(local);
        if (local) {
            assertThat(server.url("/")).isEqualTo("http://" + host + ":0/");
        }
    }

    @Test
    void unset_it_is_localhost() {
        assertThat(new ServerAddress(null, false).shown("/")).isEqualTo("http://localhost:0/");
    }

    @Test
    void with_a_certificate_it_speaks_https() throws UnknownHostException {
        assertThat(new ServerAddress(null, true).shown("/")).isEqualTo("https://localhost:0/");
        assertThat(new ServerAddress(InetAddress.getByName("192.0.2.7"), true).shown("/"))
                .isEqualTo("https://192.0.2.7:0/");
    }
}
