package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A projection that cannot apply an event: the write succeeds, the others go on, a replay heals. */
@Tag("long")
class ParkedEventsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(SharedDevledger.get());

    /** A constraint stays with a table also when a replay builds it anew, as a fault of the code would. */
    private static void plant(String table, String check) {
        TABLES.run("alter table " + table + " add constraint planted check (" + check + ") not valid");
    }

    @AfterEach
    void heal() {
        for (String table : Tables.READ_MODEL) {
            TABLES.run("alter table " + table + " drop constraint if exists planted");
        }
        TABLES.run("drop trigger if exists planted on event");
        replayAll();
        assertThat(parked("all")).isZero();
        assertThat(projection("all").path("state").asString()).isEqualTo("live");
    }

    private static void replayAll() {
        API.post(202, "/api/projections/all/replay", null);
        Wait.until(
                "the replay is done",
                () -> projection("all").at("/replay/state").asString().equals("done"));
    }

    private static JsonNode projection(String name) {
        return API.read("/api/projections/" + name);
    }

    private static int parked(String name) {
        return projection(name).path("parked").asInt();
    }

    @Test
    void it_waits_for_that_projection_alone_and_what_follows_waits_behind_it() {
        JsonNode project = SAMPLES.project("Has a broken task");
        JsonNode task = SAMPLES.task(project, "Sound");
        JsonNode other = SAMPLES.task(project, "Other");
        String path = "/api/tasks/" + key(task);
        plant("tasks", "title <> 'Unretitleable'");
        Answer edit = API.patch(200, path, "{\"title\": \"Unretitleable\"}");
        assertThat(texts(
                        API.get("/api/history?changeSet=" + edit.header("X-Change-Set"))
                                .json(),
                        "event"))
                .containsExactly("task.edited");
        assertThat(parked("tasks")).isEqualTo(1);
        assertThat(projection("tasks").path("state").asString()).isEqualTo("failed");
        for (String sound : List.of("projects", "notes", "people", "billing", "time-entries", "history", "sync")) {
            assertThat(parked(sound)).as(sound).isZero();
            assertThat(projection(sound).path("state").asString()).isEqualTo("live");
        }
        assertThat(API.get(path).text("title")).isEqualTo("Sound");
        // It could be applied, but on a row that misses the one before it.
        API.post(200, path + "/complete", null);
        assertThat(parked("tasks")).isEqualTo(2);
        assertThat(API.get(path).text("status")).isEqualTo("open");
        API.post(200, "/api/tasks/" + key(other) + "/complete", null);
        assertThat(API.get("/api/tasks/" + key(other)).text("status")).isEqualTo("completed");
        assertThat(parked("tasks")).isEqualTo(2);
        assertThat(TABLES.jdbc()
                        .sql("select error from parked_event where stream_id = :task order by position")
                        .param("task", "task-" + id(task))
                        .query(String.class)
                        .list())
                .satisfiesExactly(first -> assertThat(first).contains("planted"), second -> assertThat(second)
                        .contains("waits"));

        JsonNode first = API.read("/api/ledger/parked?limit=1");
        assertThat(first.path("items")).hasSize(1);
        JsonNode broken = first.at("/items/0");
        assertThat(broken.propertyNames())
                .containsExactly("projection", "position", "type", "entity", "error", "parkedAt");
        assertThat(broken.path("projection").asString()).isEqualTo("tasks");
        assertThat(broken.path("type").asString()).isEqualTo("task.edited");
        assertThat(broken.at("/entity/type").asString()).isEqualTo("task");
        assertThat(broken.at("/entity/id").asString()).isEqualTo(id(task));
        assertThat(broken.path("error").asString()).contains("planted");
        JsonNode rest =
                API.read("/api/ledger/parked?cursor=" + first.path("nextCursor").asString());
        assertThat(texts(rest, "type")).containsExactly("task.status-changed");
        assertThat(rest.path("nextCursor").isNull()).isTrue();

        String page = API.send("GET", "/ledger", null, "Accept", "text/html")
                .expect(200)
                .body();
        assertThat(page).contains("task-" + id(task), "task.edited", "task.status-changed", "planted");
        assertThat(page.indexOf("task.edited")).isLessThan(page.indexOf("task.status-changed"));

        replayAll();
        assertThat(parked("tasks")).as("the cause is still there").isEqualTo(2);
        TABLES.run("alter table tasks drop constraint planted");
        replayAll();
        assertThat(parked("tasks")).isZero();
        JsonNode healed = API.get(path).json();
        assertThat(healed.path("title").asString()).isEqualTo("Unretitleable");
        assertThat(healed.path("status").asString()).isEqualTo("completed");
        assertThat(healed.path("version").asInt()).isEqualTo(3);
    }

    @Test
    void among_many_at_once_only_the_broken_one_waits() {
        StringBuilder file = new StringBuilder(
                "{\"project\": {\"ref\": \"p\", \"name\": \"Has one that stays\", \"placement\": \"none\"}}\n");
        for (int i = 0; i < 300; i++) {
            file.append("{\"task\": {\"project\": \"p\", \"title\": \"%s\"}}\n".formatted(i == 150 ? "Stays" : "Goes"));
        }
        API.post(200, "/api/import", file.toString(), "Content-Type", "application/x-ndjson");
        String project = "/api/projects/"
                + key(API.get("/api/projects?q=%22Has%20one%20that%20stays%22")
                        .json()
                        .at("/items/0"));
        plant("tasks", "title <> 'Stays' or deleted_at is null");
        API.delete(200, project);
        assertThat(parked("tasks")).isEqualTo(1);
        assertThat(API.get(project).json().at("/taskCounts/open").asInt()).isEqualTo(1);
        assertThat(parked("history")).isZero();

        API.post(200, project + "/restore", null);
        TABLES.run("alter table tasks drop constraint planted");
        API.delete(200, project);
        assertThat(parked("tasks")).as("each waits behind the one before").isPositive();
        replayAll();
        assertThat(parked("tasks")).isZero();
        assertThat(API.get(project).json().at("/taskCounts/open").asInt()).isZero();
    }

    @Test
    void a_broken_history_keeps_nobody_from_working() {
        JsonNode project = SAMPLES.project("Without a story");
        plant("history", "event <> 'project.status-changed'");
        String path = "/api/projects/" + key(project);
        Answer paused = API.put(200, path + "/status", "{\"status\": \"paused\", \"reason\": \"Untellable\"}");
        assertThat(paused.text("status")).isEqualTo("paused");
        assertThat(paused.header("ETag")).isEqualTo("\"2\"");
        assertThat(parked("history")).isEqualTo(1);
        assertThat(parked("projects")).isZero();
        TABLES.run("alter table history drop constraint planted");
        replayAll();
        assertThat(texts(API.get(path + "/history").json(), "reason")).containsExactly("Untellable", "");
    }

    @Test
    void an_agent_hears_of_its_change_set_also_where_the_history_is_broken() {
        Tools tools = new Tools(SharedDevledger.get());
        String task = key(SAMPLES.task(SAMPLES.project("Agents without a story"), "Told anyway"));
        plant("history", "event <> 'task.status-changed'");
        String changeSet = Tools.changeSet(
                tools.json("complete_tasks", "{\"tasks\": [\"" + task + "\"], \"reason\": \"Untellable\"}"));
        TABLES.run("alter table history drop constraint planted");
        tools.call("undo_changes", "{\"change_sets\": [\"" + changeSet + "\"]}");
        assertThat(API.get("/api/tasks/" + task).text("status")).isEqualTo("open");
        replayAll();
    }

    @Test
    void an_agent_hears_that_what_cannot_be_shown_is_made_all_the_same() {
        Tools tools = new Tools(SharedDevledger.get());
        JsonNode home = SAMPLES.project("Home of what agents cannot be shown");
        plant("tasks", "title <> 'Unbuildable'");
        long before = tools.events();

        JsonNode made = tools.json("create_tasks", """
                {"project": "%s", "tasks": [{"title": "Unbuildable"}, {"title": "Sound"}]}""".formatted(key(home)));

        assertThat(tools.events()).isEqualTo(before + 2);
        assertThat(made.path("results")).hasSize(1);
        assertThat(made.path("hint").asString()).startsWith("1 of the new items cannot be shown yet");
        TABLES.run("alter table tasks drop constraint planted");
        replayAll();
        assertThat(API.get("/api/tasks?project=" + key(home)).json().path("items"))
                .hasSize(2);
    }

    @Test
    void what_is_made_and_cannot_be_shown_is_made_all_the_same() {
        JsonNode home = SAMPLES.project("Home of what cannot be shown");
        plant("dev_projects", "name <> 'Unbuildable'");
        plant("tasks", "title <> 'Unbuildable'");
        plant("notes", "text <> 'Unbuildable'");
        List<Answer> made = List.of(
                API.post("/api/projects", "{\"name\": \"Unbuildable\", \"placement\": \"none\"}"),
                API.post("/api/projects/" + key(home) + "/tasks", "{\"title\": \"Unbuildable\"}"),
                API.post("/api/projects/" + key(home) + "/notes", "{\"text\": \"Unbuildable\"}"));
        assertThat(made).allSatisfy(answer -> {
            answer.expect(201);
            assertThat(answer.header("X-Change-Set")).isNotEmpty();
            assertThat(answer.header("Location")).endsWith(answer.text("id"));
            API.get(404, answer.header("Location"));
        });
        for (String projection : List.of("projects", "tasks", "notes")) {
            assertThat(parked(projection)).as(projection).isEqualTo(1);
        }
        for (String table : List.of("dev_projects", "tasks", "notes")) {
            TABLES.run("alter table " + table + " drop constraint planted");
        }
        replayAll();
        assertThat(made).allSatisfy(answer -> assertThat(
                        API.get(200, answer.header("Location")).body())
                .contains("Unbuildable"));
    }

    @Test
    void a_change_set_is_stored_whole_also_where_one_row_of_it_cannot_be_built() {
        JsonNode project = SAMPLES.project("Partly broken");
        JsonNode sound = SAMPLES.task(project, "Sound");
        JsonNode broken = SAMPLES.task(project, "Undeletable");
        plant("tasks", "title <> 'Undeletable' or deleted_at is null");
        Answer deleted = API.delete(200, "/api/projects/" + key(project));
        assertThat(texts(
                        API.get("/api/history?changeSet=" + deleted.header("X-Change-Set"))
                                .json(),
                        "event"))
                .containsExactly("task.deleted", "task.deleted", "project.deleted");
        assertThat(parked("all")).isEqualTo(1);
        assertThat(API.get("/api/tasks/" + key(sound)).json().path("deletedAt").isNull())
                .isFalse();
        assertThat(API.get("/api/tasks/" + key(broken)).json().path("deletedAt").isNull())
                .isTrue();
        TABLES.run("alter table tasks drop constraint planted");
        replayAll();
        assertThat(API.get("/api/tasks/" + key(broken)).json().path("deletedAt").isNull())
                .isFalse();
    }

    @Test
    void a_guarded_write_that_cannot_be_committed_leaves_nothing() {
        JsonNode project = SAMPLES.project("All or nothing");
        JsonNode task = SAMPLES.task(project, "Sound");
        plant("tasks", "title <> 'Uncommittable'");
        TABLES.run("""
                create or replace function planted() returns trigger language plpgsql as
                $$ begin raise exception 'planted at the commit'; end $$
                """);
        TABLES.run("""
                create constraint trigger planted after insert on event deferrable initially deferred
                for each row when (new.payload like '%Uncommittable%') execute function planted()
                """);
        Wait.untilSynced(API);
        var before = TABLES.everything();
        Answer failed = API.patch(500, "/api/tasks/" + key(task), "{\"title\": \"Uncommittable\"}");
        assertThat(failed.text("type")).isEqualTo("urn:devledger:problem:internal");
        assertThat(failed.body()).doesNotContain("planted", "Exception");
        assertThat(TABLES.everything()).isEqualTo(before);
    }
}
