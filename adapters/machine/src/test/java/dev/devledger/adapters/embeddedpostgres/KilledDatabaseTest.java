package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.devledger.adapters.embeddedpostgres.Binaries.Archive;
import dev.devledger.adapters.embeddedpostgres.Postmaster.PidFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every process that is killed here was started here, and is named by its number. */
@Tag("long")
class KilledDatabaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path temporary;

    @AfterEach
    void leaveNoServerBehind() throws IOException {
        if (PidFile.of(data())
                .filter(left -> left.holder() == PidFile.Holder.THIS_CLUSTERS_POSTGRES)
                .isPresent()) {
            kill(postmaster());
        }
    }

    @Test
    void a_killed_postgres_comes_back_on_its_port_with_every_answered_write() throws Exception {
        try (EmbeddedDatabase database = start()) {
            Ledger.create(database);
            List<Integer> answered = new ArrayList<>();
            try (Connection connection = Ledger.connect(database);
                    Statement sql = connection.createStatement()) {
                for (int number = 0; number < 200; number++) {
                    sql.execute("insert into entry values (" + number + ")");
                    answered.add(number);
                }
                kill(postmaster());
            } catch (SQLException e) {
                // closing the connection of a killed server
            }
            awaitConnection(database);
            assertThat(Ledger.entries(database)).containsAll(answered);
        }
        try (EmbeddedDatabase next = start()) {
            assertThat(Ledger.entries(next)).hasSizeGreaterThanOrEqualTo(200);
        }
    }

    @Test
    void a_postgres_that_outlived_its_killed_server_is_stopped_and_nothing_is_lost() throws Exception {
        Process server = WritingServer.start(dataDir());
        List<Integer> answered = answers(server, 100);
        assertThatThrownBy(this::start).hasMessageContaining("Another Devledger (process " + server.pid() + ")");
        PidFile orphan = PidFile.of(data()).orElseThrow();

        kill(server.pid());
        server.onExit().join();
        assertThat(orphan.holder()).isEqualTo(PidFile.Holder.THIS_CLUSTERS_POSTGRES);

        try (EmbeddedDatabase database = start()) {
            assertThat(orphan.isRunning()).isFalse();
            assertThat(Ledger.entries(database)).containsAll(answered);
        }
    }

    @Test
    void server_and_postgres_killed_together_recover() throws Exception {
        Process server = WritingServer.start(dataDir());
        List<Integer> answered = answers(server, 100);
        long orphan = postmaster();
        kill(server.pid());
        server.onExit().join();
        kill(orphan);

        try (EmbeddedDatabase database = start()) {
            assertThat(Ledger.entries(database)).containsAll(answered);
        }
    }

    @Test
    void a_process_that_got_the_number_of_a_dead_postgres_is_left_alone() throws Exception {
        start().close();
        Process unrelated = new ProcessBuilder("sleep", "60").start();
        try {
            plantPidFile(unrelated.pid());
            try (EmbeddedDatabase database = start()) {
                assertThat(Ledger.ask(database, "select 1")).isEqualTo("1");
            }
            assertThat(unrelated.isAlive()).isTrue();
        } finally {
            unrelated.destroyForcibly().onExit().join();
        }
    }

    @Test
    void the_postgres_of_another_folder_is_left_alone() throws Exception {
        start().close();
        try (EmbeddedDatabase other = EmbeddedDatabase.start(Ledger.settings(temporary.resolve("other")))) {
            plantPidFile(pid(temporary.resolve("other/postgres/data")));
            PidFile planted = PidFile.of(data()).orElseThrow();
            assertThat(planted.holder()).isEqualTo(PidFile.Holder.UNCERTAIN);
            assertThatThrownBy(this::start).hasMessageContaining("postmaster.pid");
            assertThat(Ledger.ask(other, "select 1")).isEqualTo("1");
        } finally {
            Files.delete(data().resolve("postmaster.pid"));
        }
    }

    @Test
    void root_without_user_namespaces_runs_it_as_nobody_and_can_change_over() throws Exception {
        Path home = DataDirectory.open(dataDir()).path().resolve("postgres");
        start().close();
        assumeTrue(!OperatingSystemAccount.forFolder(home).equals(OperatingSystemAccount.OWN)
                && OperatingSystemAccount.NOBODY_ACCOUNT.worksIn(home));

        Path cache = Ledger.settings(dataDir()).binaries();
        Binaries binaries = Binaries.unpacked(
                Archive.ofThisMachine(), cache, OperatingSystemAccount.NOBODY_ACCOUNT, Duration.ofMinutes(1));
        Cluster cluster = new Cluster(home, binaries, OperatingSystemAccount.NOBODY_ACCOUNT);
        cluster.prepare(DataDirectory.open(dataDir()));
        Postmaster postmaster = new Postmaster(cluster, PATIENCE);
        postmaster.start();
        assertThat(Files.getAttribute(data().resolve("postmaster.pid"), "unix:uid"))
                .isEqualTo(65534);
        postmaster.stop();
        try (EmbeddedDatabase database = start()) {
            assertThat(Ledger.ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void what_a_program_is_just_saying_does_not_make_its_folder_look_broken() throws Exception {
        start().close();
        Path cache = Ledger.settings(dataDir()).binaries();
        Path program = Path.of(
                Binaries.unpacked(Archive.ofThisMachine(), cache, OperatingSystemAccount.OWN, Duration.ofMinutes(1))
                        .program("postgres"));
        Object before = Files.readAttributes(program, BasicFileAttributes.class).fileKey();
        Path saying = program.resolveSibling("../output1.tmp").normalize();
        Files.writeString(saying, "postgres (PostgreSQL)");
        try {
            start().close();
        } finally {
            Files.delete(saying);
        }
        assertThat(Files.readAttributes(program, BasicFileAttributes.class).fileKey())
                .as("the same file, and not one that was unpacked anew")
                .isEqualTo(before);
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(Ledger.settings(dataDir()));
    }

    private Path dataDir() {
        return temporary.resolve("data");
    }

    private Path data() throws IOException {
        return dataDir().toRealPath().resolve("postgres/data");
    }

    private long postmaster() throws IOException {
        return pid(data());
    }

    private static long pid(Path data) throws IOException {
        return PidFile.of(data).orElseThrow().pid();
    }

    private void plantPidFile(long pid) throws IOException {
        String content = "%d%n%s%n%d%n5432%n%n127.0.0.1%n  1234 0%nready%n"
                .formatted(pid, data(), Instant.now().minusSeconds(3600).getEpochSecond());
        Files.writeString(data().resolve("postmaster.pid"), content);
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static void awaitConnection(EmbeddedDatabase database) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try (Connection connection = Ledger.connect(database)) {
                assertThat(connection.isValid(1)).isTrue();
                return;
            } catch (SQLException e) {
                assertThat(Instant.now()).as(e.getMessage()).isBefore(deadline);
                Thread.sleep(50);
            }
        }
    }

    /** The reader stays open: a server whose output nobody takes would stop writing. */
    private static List<Integer> answers(Process server, int count) throws IOException {
        BufferedReader reader = server.inputReader(UTF_8);
        List<Integer> numbers = new ArrayList<>();
        for (String line = reader.readLine(); line != null && numbers.size() < count; line = reader.readLine()) {
            if (line.startsWith(WritingServer.ANSWER)) {
                numbers.add(Integer.valueOf(line.substring(WritingServer.ANSWER.length())));
            }
        }
        assertThat(numbers).isEqualTo(IntStream.range(0, count).boxed().toList());
        return numbers;
    }
}
