package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.domain.shared.Rejection;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each kind of change is taken back, and the undo is taken back as well; what was changed since is not lost unasked. */
class UndoIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    @Test
    void an_edit_goes_back_field_by_field_and_what_others_did_meanwhile_stays() {
        String project = project("Edited", ",\"tags\":[\"a\"],\"dueDate\":\"2027-03-01\"");
        JsonNode before = state(project);
        String edit = changeSet(
                API.patch(project, "{\"name\":\"Edited twice\",\"tags\":[],\"dueDate\":null,\"description\":\"new\"}"));
        JsonNode after = state(project);
        API.patch(200, project, "{\"priority\":\"high\"}");

        JsonNode undone = undo(edit, 1);
        assertThat(API.get(project).json().path("priority").asString()).isEqualTo("high");
        API.patch(200, project, "{\"priority\":\"none\"}");
        assertThat(state(project)).isEqualTo(before);
        undo(undone, 1);
        assertThat(state(project)).isEqualTo(after);
    }

    @Test
    void what_was_changed_since_is_told_and_lost_only_where_that_is_asked_for() {
        String project = project("First", "");
        String edit = changeSet(API.patch(project, "{\"name\":\"Second\",\"priority\":\"low\"}"));
        String later = changeSet(API.patch(project + "?agent=ada", "{\"name\":\"Third\"}"));

        JsonNode refused = API.post(409, undoOf(edit), null).json();
        assertThat(refused.path("type").asString()).isEqualTo("urn:devledger:problem:later_edits");
        assertThat(refused.path("detail").asString()).contains("1 thing was changed later", "{\"force\": true}");
        JsonNode conflict = refused.at("/conflicts/0");
        assertThat(refused.path("conflicts")).hasSize(1);
        assertThat(conflict.at("/entity/type").asString()).isEqualTo("project");
        assertThat(conflict.at("/entity/key").asString()).matches("P-[0-9]+");
        assertThat(conflict.path("field").asString()).isEqualTo("name");
        assertThat(conflict.path("was").asString()).isEqualTo("Second");
        assertThat(conflict.path("now").asString()).isEqualTo("Third");
        assertThat(conflict.path("changedBy").asString()).isEqualTo("owner");
        assertThat(conflict.path("agent").asString()).isEqualTo("ada");
        assertThat(conflict.path("changeSet").asString()).isEqualTo(later);
        assertThat(API.get(project).json().path("priority").asString()).isEqualTo("low");

        API.post(200, undoOf(edit), "{\"force\":true,\"reason\":\"not meant\"}");
        assertThat(API.get(project).json().path("name").asString()).isEqualTo("First");
        assertThat(API.get(project).json().path("priority").asString()).isEqualTo("none");
        assertThat(API.get(project + "/history?limit=1")
                        .json()
                        .at("/items/0/reason")
                        .asString())
                .isEqualTo("not meant");
    }

    @Test
    void a_note_is_retracted_and_comes_back() {
        String project = project("Noted", "");
        String note = changeSet(API.post(project + "/notes", "{\"text\":\"A word\"}"));
        JsonNode undone = undo(note, 1);
        JsonNode retracted = API.get(project + "/notes").json().at("/items/0");
        assertThat(retracted.path("retractedAt").isNull()).isFalse();
        assertThat(API.get(project).json().path("version").asInt()).isEqualTo(3);
        JsonNode told = API.get(project + "/history?limit=1").json().at("/items/0");
        assertThat(told.path("event").asString()).isEqualTo("project.note-retracted");
        assertThat(told.path("summary").asString()).isEqualTo("Retracted the note \"A word\".");
        undo(undone, 1);
        assertThat(API.get(project + "/notes").json().at("/items/0/retractedAt").isNull())
                .isTrue();
        undo(note, 1);
        undo(note, 0);
    }

    @Test
    void what_was_made_is_deleted_and_what_others_put_into_it_is_not_lost_unasked() {
        Api.Answer made = API.post("/api/projects", "{\"name\":\"Made\",\"placement\":\"none\"}");
        JsonNode project = made.expect(201).json();
        String path = "/api/projects/" + id(project);
        JsonNode task = SAMPLES.task(project, "Since");
        JsonNode refused = API.post(409, undoOf(changeSet(made)), "{}").json();
        JsonNode conflict = refused.at("/conflicts/0");
        assertThat(conflict.at("/entity/id").asString()).isEqualTo(id(task));
        assertThat(conflict.path("field").isNull()).isTrue();
        assertThat(conflict.path("was").isNull()).isTrue();
        assertThat(conflict.path("now").asString()).isEqualTo("present");
        assertThat(conflict.path("changedBy").asString()).isEqualTo("owner");

        JsonNode undone =
                API.post(200, undoOf(changeSet(made)), "{\"force\":true}").json();
        assertThat(undone.path("undone").asInt()).isEqualTo(2);
        assertThat(API.get(path).json().path("deletedAt").isNull()).isFalse();
        assertThat(API.get("/api/tasks/" + id(task)).json().path("deletedAt").isNull())
                .isFalse();
        undo(undone, 2);
        assertThat(API.get(path).json().path("deletedAt").isNull()).isTrue();
        assertThat(API.get("/api/tasks/" + id(task)).json().path("deletedAt").isNull())
                .isTrue();
        undo(changeSet(API.post(path + "/notes", "{\"text\":\"x\"}")), 1);
    }

    @Test
    void a_deletion_comes_back_with_all_that_went_with_it_and_goes_again() {
        JsonNode project = SAMPLES.project("Deleted");
        JsonNode task = SAMPLES.task(project, "Above");
        JsonNode below = SAMPLES.subtask(task, "Below");
        JsonNode gone = SAMPLES.task(project, "Gone before");
        API.delete(200, "/api/tasks/" + id(gone));
        String path = "/api/projects/" + id(project);
        String deletion = changeSet(API.delete(path));
        JsonNode undone = undo(deletion, 3);
        assertThat(API.get(path + "/tasks").json().path("items")).hasSize(2);
        assertThat(deleted(gone)).isTrue();
        undo(undone, 3);
        assertThat(deleted(below)).isTrue();
        // They went with the project again, so its restore by hand brings them back.
        API.post(200, path + "/restore", null);
        assertThat(deleted(task)).isFalse();
        assertThat(deleted(below)).isFalse();
        assertThat(deleted(gone)).isTrue();
    }

    @Test
    void a_move_goes_back_with_what_is_below_it() {
        JsonNode home = SAMPLES.project("Home");
        JsonNode away = SAMPLES.project("Away");
        JsonNode above = SAMPLES.task(home, "Above");
        JsonNode task = SAMPLES.subtask(above, "Moved");
        JsonNode below = SAMPLES.subtask(task, "Below");
        String move = changeSet(
                API.post("/api/tasks/" + id(task) + "/move", "{\"project\":\"" + id(away) + "\",\"parent\":null}"));
        JsonNode since = SAMPLES.task(away, "Since");
        API.post(200, "/api/tasks/" + id(since) + "/move", "{\"parent\":\"" + id(task) + "\"}");
        JsonNode undone = undo(move, 3);
        assertThat(place(task)).isEqualTo(id(home) + " " + id(above));
        assertThat(place(below)).isEqualTo(id(home) + " " + id(task));
        assertThat(place(since)).isEqualTo(id(home) + " " + id(task));
        undo(undone, 3);
        assertThat(place(task)).isEqualTo(id(away) + " null");
        assertThat(place(since)).isEqualTo(id(away) + " " + id(task));
    }

    @Test
    void many_at_once_take_it_back_once() {
        JsonNode one = SAMPLES.project("At once, one");
        JsonNode other = SAMPLES.project("At once, other");
        JsonNode task = SAMPLES.task(one, "There");
        JsonNode back = SAMPLES.task(other, "And back");
        String there = changeSet(API.post("/api/tasks/" + id(task) + "/move", "{\"project\":\"" + id(other) + "\"}"));
        String andBack = changeSet(API.post("/api/tasks/" + id(back) + "/move", "{\"project\":\"" + id(one) + "\"}"));
        List<CompletableFuture<Integer>> undos = IntStream.range(0, 12)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> API.post(200, undoOf(i % 2 == 0 ? there : andBack), null)
                                .json()
                                .path("undone")
                                .asInt()))
                .toList();
        assertThat(undos.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(2);
        assertThat(place(task)).isEqualTo(id(one) + " null");
        assertThat(place(back)).isEqualTo(id(other) + " null");
    }

    @Test
    void an_edit_at_the_same_time_is_never_lost() {
        JsonNode task = SAMPLES.task(SAMPLES.project("Raced"), "start");
        String path = "/api/tasks/" + id(task);
        for (int i = 0; i < 10; i++) {
            String title = "edit " + i;
            String was = API.get(path).text("title");
            String edit = changeSet(API.patch(path, "{\"title\":\"" + title + "\"}"));
            String later = "later " + i;
            CompletableFuture<Api.Answer> undo = CompletableFuture.supplyAsync(() -> API.post(undoOf(edit), null));
            API.patch(200, path, "{\"title\":\"" + later + "\"}");
            // Whoever comes first: an undo never overwrites what it has not seen.
            assertThat(undo.join().status()).isIn(200, 409);
            assertThat(API.get(path).text("title")).as("was " + was).isEqualTo(later);
        }
    }

    /** The one task of it that would need no command is the one that nobody would look at. */
    @Test
    void a_deletion_while_an_undo_waits_for_a_project_is_a_later_edit() throws Exception {
        JsonNode former = SAMPLES.project("Waited for");
        JsonNode home = SAMPLES.project("Deleted from");
        JsonNode task = SAMPLES.task(former, "Moved, then deleted");
        String moved = changeSet(API.post("/api/tasks/" + id(task) + "/move", "{\"project\":\"" + id(home) + "\"}"));
        Tables tables = new Tables(SharedDevledger.get());
        try (Connection other = SharedDevledger.get().bean(DataSource.class).getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from dev_projects where id = '" + id(former) + "' for update");
            CompletableFuture<Api.Answer> undo = CompletableFuture.supplyAsync(() -> API.post(undoOf(moved), null));
            Wait.until("the undo waits for the project", () -> ownersWaiting(tables) == 1);
            API.delete(200, "/api/tasks/" + id(task));
            assertThat(undo).isNotDone();
            other.rollback();
            other.setAutoCommit(true);

            JsonNode refused = undo.join().expect(409).json();
            assertThat(refused.path("type").asString()).isEqualTo("urn:devledger:problem:later_edits");
            assertThat(refused.at("/conflicts/0/now").asString()).isEqualTo("deleted");
        }
    }

    private static long ownersWaiting(Tables tables) {
        return tables.jdbc()
                .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and query like '%dev_projects%for no key update%' and datname = current_database()")
                .query(Long.class)
                .single();
    }

    /** As where somebody edits a task between the undo's look at it and its own command. */
    @Test
    void a_write_that_was_overtaken_is_done_over_and_gives_up_in_the_end() {
        Ledger ledger = SharedDevledger.get().inside().ledger;
        Provenance by = new Provenance("owner", "rest", null, null, "overtaken", "overtaken", null);
        AtomicInteger tries = new AtomicInteger();
        Ledger.Written<Integer> written = ledger.write(
                by,
                changes -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new Ledger.StaleDecision(Rejection.of(Rejection.Code.STALE, "It is at version 2."));
                    }
                    return tries.get();
                },
                tried -> tried);
        assertThat(written.answer()).isEqualTo(3);
        assertThatThrownBy(() -> ledger.write(
                        by,
                        changes -> {
                            throw new Ledger.StaleDecision(Rejection.of(Rejection.Code.STALE, "Again."));
                        },
                        none -> none))
                .isInstanceOf(Ledger.LedgerBusy.class);
    }

    @Test
    void a_key_has_an_undo_done_once_and_bad_calls_say_why() {
        String project = project("Keyed", "");
        String edit = changeSet(API.patch(project, "{\"name\":\"Keyed, edited\"}"));
        String key = UUID.randomUUID().toString();
        Api.Answer first = API.post(200, undoOf(edit), "{}", "Idempotency-Key", key);
        Api.Answer again = API.post(200, undoOf(edit), "{}", "Idempotency-Key", key);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("X-Change-Set")).isEqualTo(first.text("changeSet"));

        assertThat(API.post(404, undoOf(UUID.randomUUID().toString()), "{}").text("detail"))
                .contains("There is no change set", "GET /api/history");
        API.post(404, undoOf("P-1"), "{}");
        assertThat(API.post(422, undoOf(edit), "{\"force\":\"yes\",\"forse\":true}")
                        .body())
                .contains("true or false is expected", "forse", "allowed are force, reason");
        API.post(412, undoOf(edit), "{}", "If-Match", "\"1\"");
    }

    private static String project(String name, String more) {
        return "/api/projects/"
                + API.post(201, "/api/projects", "{\"name\":\"" + name + "\",\"placement\":\"none\"" + more + "}")
                        .text("id");
    }

    private static String changeSet(Api.Answer write) {
        assertThat(write.status()).as(write.body()).isBetween(200, 201);
        return write.header("X-Change-Set");
    }

    private static String undoOf(String changeSet) {
        return "/api/change-sets/" + changeSet + "/undo";
    }

    private static JsonNode undo(String changeSet, int changes) {
        JsonNode undone = API.post(200, undoOf(changeSet), null).json();
        assertThat(undone.path("undone").asInt()).isEqualTo(changes);
        return undone;
    }

    private static JsonNode undo(JsonNode undone, int changes) {
        return undo(undone.path("changeSet").asString(), changes);
    }

    private static boolean deleted(JsonNode task) {
        return !API.get("/api/tasks/" + id(task)).json().path("deletedAt").isNull();
    }

    private static String place(JsonNode task) {
        JsonNode now = API.get("/api/tasks/" + id(task)).json();
        JsonNode parent = now.path("parentId");
        return now.path("projectId").asString() + " " + (parent.isNull() ? "null" : parent.asString());
    }

    /** What a person can set. */
    private static JsonNode state(String path) {
        ObjectNode state = (ObjectNode) API.read(path);
        return state.remove(List.of("version", "updatedAt"));
    }
}
