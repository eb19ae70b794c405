package dev.devledger.adapters.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.devledger.adapters.embeddedpostgres.Binaries.Archive;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import dev.devledger.adapters.embeddedpostgres.Postmaster.PidFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("long")
class EmbeddedDatabaseTest {

    /** Shared, because making a database takes longer than starting it. */
    @TempDir
    private static Path temporary;

    @Test
    void what_it_answers_is_on_the_disk() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            assertThat(List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums"))
                    .allSatisfy(setting -> assertThat(show(database, setting)).isEqualTo("on"));
        }
    }

    @Test
    void only_this_machine_with_the_password_gets_in() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            assertThat(show(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(database, "password_encryption")).isEqualTo("scram-sha-256");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.username(), "wrong"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", database.password()))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> Ledger.tell(database, "copy (select 1) to program 'id'"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void it_sorts_and_stores_text_alike_on_every_system() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            assertThat(show(database, "server_encoding")).isEqualTo("UTF8");
            assertThat(Ledger.ask(database, "select datlocale from pg_database where datname = current_database()"))
                    .isEqualTo("C.UTF-8");
        }
    }

    @Test
    void closing_twice_is_closing_once_and_the_next_start_finds_everything() throws SQLException {
        EmbeddedDatabase first = start();
        Ledger.create(first);
        Ledger.append(first, 7);
        first.close();
        first.close();
        try (EmbeddedDatabase second = start()) {
            assertThat(Ledger.entries(second)).containsExactly(7);
            assertThat(second.password()).isNotEqualTo(first.password());
        }
    }

    @Test
    void files_are_for_the_owner_alone_and_the_url_opens_the_database() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("empty at first"));
        assumeTrue(DataDirectory.isPosix(folder));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (EmbeddedDatabase database = start(folder)) {
            Path url = folder.resolve("database.url");
            assertThat(url).content().startsWith(database.jdbcUrl());
            assertThat(mode(folder)).isEqualTo("rwx------");
            assertThat(mode(url)).isEqualTo("rw-------");
            assertThat(mode(folder.resolve("postgres"))).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("postgres/administrator.password"))).isEqualTo("rw-------");
            assertThat(openToOthers(folder)).isEmpty();
            try (Connection connection =
                    DriverManager.getConnection(Files.readString(url).strip())) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
        assertThat(folder.resolve("database.url")).doesNotExist();
    }

    private static List<String> openToOthers(Path folder) throws Exception {
        List<String> open = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                if (!mode(each).endsWith("------")) {
                    open.add(each + " " + mode(each));
                }
            }
        }
        return open;
    }

    @Test
    void a_second_start_on_the_folder_says_who_has_it() throws SQLException {
        try (EmbeddedDatabase database = start()) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(this::start)
                        .hasMessageContaining("Another Devledger (process "
                                + ProcessHandle.current().pid())
                        .extracting("reason")
                        .isEqualTo(Reason.DATA_FOLDER_IN_USE);
            }
            assertThat(show(database, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void the_folder_of_another_major_version_is_left_alone() throws Exception {
        Path folder = temporary.resolve("older");
        DataDirectory.open(folder);
        Path data = Files.createDirectories(folder.resolve("postgres/data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        assertThatThrownBy(() -> start(folder))
                .hasMessageContaining("made by PostgreSQL 17; this Devledger brings PostgreSQL 18.")
                .hasMessageContaining("export FILE")
                .extracting("reason")
                .isEqualTo(Reason.OTHER_VERSION);
        assertThat(data).isDirectoryNotContaining("glob:**postgresql.conf");
    }

    @Test
    void a_path_that_is_no_folder_is_named() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> start(file))
                .hasMessage("The data folder " + file + " cannot be made: there is a file of that name.")
                .extracting("reason")
                .isEqualTo(Reason.DATA_FOLDER_UNUSABLE);
        Path below = file.resolve("below").resolve("it");
        assertThatThrownBy(() -> start(below))
                .hasMessage("The data folder " + below + " cannot be made: " + file + " is a file, not a folder.")
                .extracting("reason")
                .isEqualTo(Reason.DATA_FOLDER_UNUSABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$HOME", "\"", "`id`"})
    void a_path_that_the_shell_would_change_is_refused(String name) {
        Path folder = temporary.resolve("a" + name);
        assertThatThrownBy(() -> start(folder))
                .hasMessage("PostgreSQL cannot use the folder %s, because its path contains the character %s."
                        .formatted(folder, name.charAt(0)))
                .extracting("reason")
                .isEqualTo(Reason.DATA_FOLDER_NAME);
        assertThat(folder).doesNotExist();
        Path good = temporary.resolve("good");
        assertThatThrownBy(() -> EmbeddedDatabase.start(Ledger.settings(good).withBinaries(folder)))
                .extracting("reason")
                .isEqualTo(Reason.DATA_FOLDER_NAME);
    }

    /** As in a container that is run with {@code --user 12345}. */
    @Test
    void a_user_without_a_name_is_told_what_to_do() throws Exception {
        Path home = Files.createDirectories(temporary.resolve("nameless"));
        OperatingSystemAccount nameless = new OperatingSystemAccount(
                OperatingSystemAccount.NOBODY_ACCOUNT.prefix().stream()
                        .map(option -> option.startsWith("--reuid=") ? "--reuid=12345" : option)
                        .toList(),
                12345);
        assumeTrue(nameless.worksIn(home));
        Path cache = Files.createDirectories(Ledger.settings(home).binaries());
        Binaries binaries =
                Binaries.unpacked(Archive.ofThisMachine(), cache, OperatingSystemAccount.OWN, Duration.ofMinutes(1));
        Cluster cluster = new Cluster(home, binaries, nameless);
        assertThatThrownBy(() -> cluster.prepare(DataDirectory.open(temporary.resolve("nameless-data"))))
                .hasMessageContaining("for a user with a name")
                .extracting("reason")
                .isEqualTo(Reason.USER_WITHOUT_NAME);
    }

    @Test
    void root_does_not_mix_its_files_into_a_users_folder() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("somebody's"));
        assumeTrue(DataDirectory.isPosix(folder)
                && Files.getAttribute(folder, "unix:uid").equals(0));
        Files.setAttribute(folder, "unix:uid", 1234);
        assertThatThrownBy(() -> start(folder))
                .hasMessage("The user 'root' cannot use the data folder " + folder + ": it belongs to '1234'.")
                .extracting("reason")
                .isEqualTo(Reason.DATA_FOLDER_UNUSABLE);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_failing_start_shows_the_end_of_the_log_and_lets_go_of_the_folder() throws Exception {
        start().close();
        Path own = dataDir().resolve("postgres/data/local.conf");
        Files.writeString(own, "no_such_setting = 1\n");
        assertThatThrownBy(this::start)
                .hasMessageContaining("unrecognized configuration parameter \"no_such_setting\"")
                .extracting("reason")
                .isEqualTo(Reason.DID_NOT_START);
        Files.writeString(own, "max_connections = 20\nfsync = off\n");
        try (EmbeddedDatabase database = start()) {
            assertThat(show(database, "max_connections")).isEqualTo("20");
            assertThat(show(database, "fsync")).isEqualTo("on");
        } finally {
            Files.delete(own);
        }
    }

    @Test
    void durability_switched_off_behind_its_back_is_refused() throws Exception {
        start().close();
        Path late = dataDir().resolve("postgres/data/postgresql.auto.conf");
        Files.writeString(late, "synchronous_commit = off\n");
        assertThatThrownBy(this::start).hasMessageContaining("synchronous_commit");
        assertThat(PidFile.of(dataDir().resolve("postgres/data"))).isEmpty();
        Files.writeString(late, "");
    }

    @Test
    void a_first_start_that_was_killed_half_way_is_begun_anew() throws Exception {
        Path folder = temporary.resolve("half");
        DataDirectory.open(folder);
        Path draft = Files.createDirectories(folder.resolve("postgres/data.new"));
        Files.writeString(draft.resolve("PG_VERSION"), "18\n");
        try (EmbeddedDatabase database = start(folder)) {
            assertThat(show(database, "fsync")).isEqualTo("on");
        }
    }

    private EmbeddedDatabase start() {
        return start(dataDir());
    }

    private static EmbeddedDatabase start(Path dataDir) {
        return EmbeddedDatabase.start(Ledger.settings(dataDir));
    }

    private static Path dataDir() {
        return temporary.resolve("somebody's data folder");
    }

    private static String show(EmbeddedDatabase database, String setting) {
        return Ledger.ask(database, "show " + setting);
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
