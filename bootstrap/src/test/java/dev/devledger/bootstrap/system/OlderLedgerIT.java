package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;

/**
 * A ledger that an older Devledger made, with the sandbox that it was linked to: four projects as a card, a list and
 * neither, tasks that were edited on both sides, a conflict that was applied, a task that was deleted. The file has its
 * rows, and its migrations make the tables as they were.
 */
@Tag("long")
class OlderLedgerIT {
    private static final String ROWS = "/ledgers/schema-83.copy";
    private static final String LEDGER_OF_THEN = "83";
    private static final String SANDBOX_OF_THEN = "4";

    private static long headOfThen;
    private static RunningDevledger devledger;
    private static Api api;
    private static Ledger ledger;
    private static Sandbox ticktick;

    @BeforeAll
    static void starts_with_what_is_there() throws Exception {
        Path folder = SharedDevledger.newFolder();
        try (EmbeddedDatabase database = MadeCluster.startedWithoutTables(folder)) {
            migrated(database, "public", "flyway_schema_history", "classpath:db/migration", LEDGER_OF_THEN);
            migrated(database, "sandbox", "sandbox_schema_history", "classpath:db/sandbox", SANDBOX_OF_THEN);
            try (Connection older =
                    DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
                fill(older);
            }
        }
        devledger = SharedDevledger.start(
                folder,
                "devledger.ticktick.mode=sandbox",
                "devledger.ticktick.poll-interval=0s",
                "devledger.ticktick.settle=500ms");
        api = devledger.api();
        ledger = new Ledger(api);
        ticktick = new Sandbox(api);
        ledger.idle();
        // What the new version builds in another shape is there when the past can be asked for.
        Ledger.eventually(() -> api.get("/api/tasks/T-1?asOf=10").expect(200));
    }

    @AfterAll
    static void end() {
        devledger.close();
    }

    private static void migrated(
            EmbeddedDatabase database, String schema, String table, String location, String version) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.username(), database.password())
                .schemas(schema)
                .table(table)
                .locations(location)
                .target(version)
                .load()
                .migrate();
    }

    private static void fill(Connection older) throws SQLException, IOException {
        InputStream rows = Objects.requireNonNull(OlderLedgerIT.class.getResourceAsStream(ROWS));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8));
                Statement statement = older.createStatement()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("copy ")) {
                    // what the migrations have put there
                    statement.execute(line.replaceFirst("copy (\\S+) .*", "delete from $1"));
                    older.unwrap(PGConnection.class).getCopyAPI().copyIn(line, new StringReader(rowsOf(lines)));
                } else {
                    statement.execute(line);
                }
            }
            try (var head = statement.executeQuery("select max(position) from event")) {
                head.next();
                headOfThen = head.getLong(1);
            }
        }
    }

    private static String rowsOf(BufferedReader lines) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.equals("\\."); line = lines.readLine()) {
            rows.append(line).append('\n');
        }
        return rows.toString();
    }

    private static JsonNode task(String key) {
        return api.get("/api/tasks/" + key).expect(200).json();
    }

    private static JsonNode there(String key) {
        String id = Sandbox.text(task(key).path("links").path(0), "remoteId");
        return ticktick.everything().stream()
                .filter(each -> Sandbox.text(each, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void it_is_read_as_it_was() {
        List<JsonNode> projects =
                Sandbox.elements(api.get("/api/projects").expect(200).json().path("items"));
        assertThat(projects)
                .extracting(each -> each.path("name").asString() + " "
                        + each.path("placement").asString())
                .containsExactlyInAnyOrder("Parser card", "Website list", "Backups card", "Garden none");
        assertThat(task("T-3").path("status").asString()).isEqualTo("completed");
        assertThat(Sandbox.text(task("T-6"), "parentId")).isEqualTo(Sandbox.text(task("T-2"), "id"));
        assertThat(Sandbox.elements(task("T-1").path("checklist")))
                .extracting(each -> each.path("title").asString() + " " + each.path("done"))
                .containsExactly("first chapter true", "second chapter false");
        JsonNode before = api.get("/api/tasks/T-1?asOf=10").expect(200).json();
        assertThat(before.path("title").asString()).isEqualTo("Read the grammar");
        assertThat(api.get("/api/tasks/T-4")
                        .expect(200)
                        .json()
                        .path("deletedAt")
                        .isNull())
                .isFalse();
    }

    @Test
    void it_is_sound() {
        JarCommand.here(
                        "verify",
                        "--devledger.data-dir="
                                + devledger.bean(DataDirectory.class).path())
                .expect(0);
    }

    /** In this order, as each goes on with what the one before has left. */
    @Test
    void it_goes_on_being_in_step() {
        int writes = ticktick.writes();
        long head = new Tables(devledger).head();
        JsonNode nothing = ledger.sync();
        assertThat(nothing.path("pulled").asInt() + nothing.path("pushed").asInt())
                .isZero();
        assertThat(ticktick.writes()).isEqualTo(writes);
        assertThat(new Tables(devledger).head()).isEqualTo(head).isGreaterThanOrEqualTo(headOfThen);
        assertThat(ticktick.everything()).hasSize(6);

        ledger.patchTask("T-6", "{\"title\": \"Numbers and signs\"}");
        ledger.sync();
        assertThat(Sandbox.text(there("T-6"), "title")).isEqualTo("Numbers and signs");

        JsonNode read = there("T-1");
        ticktick.update(Sandbox.text(read, "projectId"), Sandbox.text(read, "id"), "\"title\":\"Read it again\"");
        ledger.sync();
        assertThat(task("T-1").path("title").asString()).isEqualTo("Read it again");

        JsonNode conflict = Sandbox.elements(
                        api.get("/api/sync/conflicts").expect(200).json().path("items"))
                .getFirst();
        assertThat(conflict.path("state").asString()).isEqualTo("applied");
        new TwoWay(api).resolve(conflict, "\"local\"");
        ledger.sync();
        assertThat(task("T-2").path("title").asString()).isEqualTo("Write the lexer by hand");
        assertThat(Sandbox.text(there("T-2"), "title")).isEqualTo("Write the lexer by hand");
    }
}
