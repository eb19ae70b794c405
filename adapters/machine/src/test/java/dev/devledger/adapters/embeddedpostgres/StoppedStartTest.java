package dev.devledger.adapters.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process of its own is told to stop while its PostgreSQL comes up. */
@Tag("long")
class StoppedStartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    /** While its folder is being made, and while it starts. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres/data.new/PG_VERSION", "postgres/data/postmaster.pid"})
    void a_stop_in_the_middle_leaves_no_postgres_behind(String seen) throws Exception {
        Process server = WritingServer.start(folder);
        try {
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> Files.exists(folder.resolve(seen)));
            server.destroy(); // as kill does
            assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(left()).as("the PostgreSQL that is left").isEmpty();
        } finally {
            server.destroyForcibly();
            left().ifPresent(ProcessHandle::destroy);
        }
    }

    /** A program that makes the folder, or the server. */
    private Optional<ProcessHandle> left() throws IOException {
        String path = folder.toRealPath().toString();
        return ProcessHandle.allProcesses()
                .filter(each -> each.pid() != ProcessHandle.current().pid())
                .filter(each -> each.info().commandLine().orElse("").contains(path))
                .filter(each -> !each.info().command().orElse("").endsWith("java"))
                .findFirst();
    }
}
