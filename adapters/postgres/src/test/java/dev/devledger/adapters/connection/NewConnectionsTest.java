package dev.devledger.adapters.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.connection.Fitness.UnfitDatabase;
import dev.devledger.adapters.connection.PoolConnectionSource.Limits;
import dev.devledger.adapters.connection.PoolConnectionSource.ServerChangeDetector;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class NewConnectionsTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(21));

    @TempDir
    private static Path folder;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.start(new EmbeddedDatabase.Settings(folder)
                .withBinaries(Path.of("target", "postgres-binaries").toAbsolutePath()));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static PoolConnectionSource limited(String query, Properties given, ServerChangeDetector watch) {
        return PoolConnectionSource.limited(
                database.jdbcUrl() + query, database.username(), database.password(), given, LIMITS, watch);
    }

    private static PoolConnectionSource limited(String query) {
        return limited(query, new Properties(), new ServerChangeDetector());
    }

    private static String setting(PoolConnectionSource connections, String name) {
        return JdbcClient.create(connections)
                .sql("select current_setting('" + name + "')")
                .query(String.class)
                .single();
    }

    private static int socketTimeout(PoolConnectionSource connections) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return connection.getNetworkTimeout();
        }
    }

    @Test
    void limits_are_there_unless_somebody_says_otherwise() throws SQLException {
        assertThat(setting(limited(""), "lock_timeout")).isEqualTo("2s");
        assertThat(setting(limited(""), "statement_timeout")).isEqualTo("20s");
        assertThat(setting(limited(""), "idle_in_transaction_session_timeout")).isEqualTo("21s");
        assertThat(socketTimeout(limited(""))).isEqualTo(25_000);
    }

    @Test
    void what_the_url_says_wins_and_the_rest_stays() throws SQLException {
        PoolConnectionSource theirs = limited("?options=-c%20lock_timeout%3D5s&socketTimeout=7&ApplicationName=mine");
        assertThat(setting(theirs, "lock_timeout")).isEqualTo("5s");
        assertThat(setting(theirs, "statement_timeout")).isEqualTo("20s");
        assertThat(setting(theirs, "application_name")).isEqualTo("mine");
        assertThat(socketTimeout(theirs)).isEqualTo(7_000);
        assertThat(setting(limited("?ApplicationName=mine&options=-c%20lock_timeout%3D5s"), "lock_timeout"))
                .isEqualTo("5s");
    }

    @Test
    void so_does_what_is_set_beside_the_url() throws SQLException {
        Properties given = new Properties();
        given.setProperty("socketTimeout", "8");
        given.setProperty("options", "-c lock_timeout=6s");
        PoolConnectionSource theirs = limited("", given, new ServerChangeDetector());
        assertThat(socketTimeout(theirs)).isEqualTo(8_000);
        assertThat(setting(theirs, "lock_timeout")).isEqualTo("6s");
    }

    @Test
    void work_of_unknown_length_has_no_limits() throws SQLException {
        PoolConnectionSource patient = PoolConnectionSource.patient(
                database.jdbcUrl(), database.username(), database.password(), new Properties());
        assertThat(setting(patient, "statement_timeout")).isEqualTo("0");
        assertThat(socketTimeout(patient)).isZero();
    }

    @Test
    void a_session_is_as_the_ledger_needs_it_whatever_the_login_says() {
        PoolConnectionSource odd = limited("?options=-c%20default_transaction_isolation%3Dserializable"
                + "%20-c%20synchronous_commit%3Doff%20-c%20jit%3Don");
        assertThat(setting(odd, "transaction_isolation")).isEqualTo("read committed");
        assertThat(setting(odd, "synchronous_commit")).isEqualTo("on");
        assertThat(setting(odd, "jit")).isEqualTo("off");
        assertThat(setting(limited("?options=-c%20synchronous_commit%3Dremote_apply"), "synchronous_commit"))
                .as("stronger")
                .isEqualTo("remote_apply");
    }

    @Test
    void what_is_remembered_of_a_server_is_forgotten_with_it() throws SQLException {
        List<String> forgotten = new ArrayList<>();
        ServerChangeDetector watch = new ServerChangeDetector();
        watch.remembers(() -> forgotten.add("all"));
        PoolConnectionSource connections = limited("", new Properties(), watch);
        connections.getConnection().close();
        connections.getConnection().close();
        assertThat(forgotten).as("the same server").isEmpty();

        watch.connected("another one");
        assertThat(forgotten).hasSize(1);
    }

    /** A view in the place of PostgreSQL's own says what no test can set. */
    @Test
    void a_server_that_may_lose_answers_is_warned_of_and_one_that_cannot_hold_the_ledger_is_refused() {
        assertThat(Fitness.warnings(limited(""))).isEmpty();
        assertThat(Fitness.warnings(with("fsync", "off")))
                .singleElement()
                .asString()
                .contains("fsync is off", "fsync = on");
        assertThat(Fitness.warnings(with("full_page_writes", "off")))
                .singleElement()
                .asString()
                .contains("full_page_writes");
        refuses("server_version_num", "140011", "PostgreSQL 14");
        refuses("server_encoding", "LATIN1", "LATIN1");
        refuses("default_transaction_read_only", "on", "default_transaction_read_only");
        refuses("session_replication_role", "replica", "session_replication_role");
    }

    private static void refuses(String setting, String value, String word) {
        assertThatThrownBy(() -> Fitness.warnings(with(setting, value)))
                .isInstanceOf(UnfitDatabase.class)
                .hasMessageContaining(word)
                .satisfies(refused ->
                        assertThat(((UnfitDatabase) refused).action()).isNotEmpty());
    }

    private static PoolConnectionSource with(String setting, String value) {
        JdbcClient sql = JdbcClient.create(limited(""));
        sql.sql("create schema if not exists odd").update();
        sql.sql("create or replace view odd.pg_settings as select name, case name when '" + setting + "' then '" + value
                        + "' else setting end as setting, reset_val from pg_catalog.pg_settings")
                .update();
        return limited("?options=-c%20search_path%3Dodd,pg_catalog");
    }
}
