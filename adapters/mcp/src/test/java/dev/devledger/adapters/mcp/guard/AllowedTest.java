package dev.devledger.adapters.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.mcp.guard.GuardConfiguration.Allowed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTest {
    private static final Allowed HOSTS =
            Allowed.hosts(List.of("localhost:*", "[::1]:*", "Ledger.example", "other.example:8443"));
    private static final Allowed ORIGINS = Allowed.origins(List.of("http://localhost:*", "https://ledger.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:1",
                "LOCALHOST:8080",
                "[::1]",
                "[::1]:8080",
                "ledger.example",
                "other.example:8443"
            })
    void hosts_that_are_named(String host) {
        assertThat(HOSTS.takes(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:",
                "localhost:80a",
                "localhost.evil.example",
                "localhost:80.evil.example",
                "evil.example",
                "ledger.example:80",
                "other.example",
                "127.0.0.1"
            })
    void hosts_that_are_not(String host) {
        assertThat(HOSTS.takes(host)).isFalse();
        assertThat(HOSTS.takes(null)).isFalse();
    }

    @Test
    void origins_have_a_scheme() {
        assertThat(ORIGINS.takes("http://localhost:5173")).isTrue();
        assertThat(ORIGINS.takes("https://ledger.example")).isTrue();
        assertThat(List.of("null", "localhost", "https://localhost:5173", "http://ledger.example", ""))
                .noneMatch(ORIGINS::takes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://localhost", "local host", "*", "localhost:", "localhost/path"})
    void what_is_no_host_is_refused_with_what_would_be_one(String entry) {
        assertThatThrownBy(() -> Allowed.hosts(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + entry + "\"")
                .hasMessageContaining("localhost:*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "null", "https://ledger.example/", "*"})
    void what_is_no_origin_is_refused_with_what_would_be_one(String entry) {
        assertThatThrownBy(() -> Allowed.origins(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://ledger.example");
    }
}
