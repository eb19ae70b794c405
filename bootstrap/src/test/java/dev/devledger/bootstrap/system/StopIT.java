package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The real jar told to stop while its database does not answer any more, and the driver would wait for it for ever. */
class StopIT {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Test
    void a_stop_ends_whatever_the_database_does() throws IOException {
        String url = Files.readString(
                        SharedDevledger.get().bean(DataDirectory.class).path().resolve("database.url"))
                .strip();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        try (SwallowingProxy proxy = new SwallowingProxy(port);
                JarProcess jar = JarProcess.start(
                        SharedDevledger.newFolder(),
                        "--spring.datasource.url=" + url.replace(":" + port + "/", ":" + proxy.port() + "/")
                                + "&socketTimeout=0",
                        "--devledger.ticktick.mode=off",
                        "--spring.lifecycle.timeout-per-shutdown-phase=3s")) {
            Api api = jar.awaitUp().api();
            String project = new Ledger(api).project("Stopped", "");
            proxy.swallowAll();
            for (int i = 0; i < 20; i++) {
                send(() -> api.post("/api/projects/" + project + "/tasks", "{\"title\": \"Never stored\"}"));
                send(() -> api.get("/api/tasks"));
            }
            Instant begin = Instant.now();
            jar.terminate();
            assertThat(jar.exitCode(LONGEST)).isEqualTo(143);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(LONGEST);
        }
    }

    private static void send(Runnable request) {
        Thread.ofVirtual().start(() -> {
            try {
                request.run();
            } catch (UncheckedIOException e) {
                // It was cut off, as was to be expected.
            }
        });
    }
}
