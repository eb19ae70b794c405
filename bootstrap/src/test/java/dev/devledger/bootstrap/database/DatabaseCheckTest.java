package dev.devledger.bootstrap.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** A database that takes a connection and says nothing. On a busy machine one try may take longer than another. */
class DatabaseCheckTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void it_has_time_to_wake_up_and_is_told_within_five_seconds() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(toldAfter("")).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5)));
    }

    @Test
    void the_address_says_how_long_it_may_take() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(toldAfter("?loginTimeout=1")).isLessThan(Duration.ofSeconds(3)));
    }

    private static Duration toldAfter(String options) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AnnotationConfigServletWebServerApplicationContext context =
                        new AnnotationConfigServletWebServerApplicationContext()) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/ledger" + options;
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("given", Map.of("spring.datasource.url", url)));
            long begin = System.nanoTime();
            assertThatThrownBy(() -> new DatabaseCheck().initialize(context))
                    .isInstanceOf(CannotGetJdbcConnectionException.class);
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }
}
