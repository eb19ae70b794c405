package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A ledger that an older Devledger made and exported, with the sandbox that it was linked to: four projects as a card, a list
 * and neither, tasks that were edited on both sides, a conflict that was applied, a task that was deleted. Its events were
 * stored by schema 83, and the file was written by the last one before the tables were made in one go.
 */
@Tag("long")
class OlderLedgerIT {
    private static final String FILE = "/ledgers/exported-173.ndjson";

    private static long headOfThen;
    private static RunningDevledger devledger;
    private static Api api;
    private static Ledger ledger;
    private static Sandbox ticktick;

    @BeforeAll
    static void starts_with_what_is_there() throws Exception {
        Path folder = SharedDevledger.newFolder();
        MadeCluster.putInto(folder);
        JarCommand.here("import", file(folder).toString(), "--devledger.data-dir=" + folder)
                .expect(0);
        devledger = SharedDevledger.start(
                folder,
                "devledger.ticktick.mode=sandbox",
                "devledger.ticktick.poll-interval=0s",
                "devledger.ticktick.settle=500ms");
        api = devledger.api();
        ledger = new Ledger(api);
        ticktick = new Sandbox(api);
        headOfThen = new Tables(devledger).head();
        ledger.idle();
    }

    @AfterAll
    static void end() {
        devledger.close();
    }

    private static Path file(Path folder) throws IOException {
        Path file = folder.resolveSibling(folder.getFileName() + ".gz");
        try (InputStream lines = Objects.requireNonNull(OlderLedgerIT.class.getResourceAsStream(FILE));
                OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            lines.transferTo(packed);
        }
        return file;
    }

    private static JsonNode task(String key) {
        return api.read("/api/tasks/" + key);
    }

    private static JsonNode there(String key) {
        String id = Sandbox.text(task(key).at("/links/0"), "remoteId");
        return ticktick.everything().stream()
                .filter(each -> Sandbox.text(each, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void it_is_read_as_it_was() {
        List<JsonNode> projects = Sandbox.elements(api.read("/api/projects").path("items"));
        assertThat(projects)
                .extracting(each -> each.path("name").asString() + " "
                        + each.path("placement").asString())
                .containsExactlyInAnyOrder("Parser card", "Website list", "Backups card", "Garden none");
        assertThat(task("T-3").path("status").asString()).isEqualTo("completed");
        assertThat(Sandbox.text(task("T-6"), "parentId")).isEqualTo(Sandbox.text(task("T-2"), "id"));
        assertThat(Sandbox.elements(task("T-1").path("checklist")))
                .extracting(each -> each.path("title").asString() + " " + each.path("done"))
                .containsExactly("first chapter true", "second chapter false");
        JsonNode before = api.read("/api/tasks/T-1?asOf=10");
        assertThat(before.path("title").asString()).isEqualTo("Read the grammar");
        assertThat(api.read("/api/tasks/T-4").path("deletedAt").isNull()).isFalse();
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

        JsonNode conflict =
                Sandbox.elements(api.read("/api/sync/conflicts").path("items")).getFirst();
        assertThat(conflict.path("state").asString()).isEqualTo("applied");
        new TwoWay(api).resolve(conflict, "\"local\"");
        ledger.sync();
        assertThat(task("T-2").path("title").asString()).isEqualTo("Write the lexer by hand");
        assertThat(Sandbox.text(there("T-2"), "title")).isEqualTo("Write the lexer by hand");
    }
}
