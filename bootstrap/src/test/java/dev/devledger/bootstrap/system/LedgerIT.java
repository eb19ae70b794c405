package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.each;
import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Projects, their notes and their history, as docs/contract.md, section 4, has them. */
class LedgerIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(SharedDevledger.get());

    @Test
    void a_project_is_made_with_all_that_it_was_given() {
        Instant before = Instant.now();
        Answer made = API.post(201, "/api/projects", """
                {"name": "Parser", "description": "Reads it", "status": "active", "priority": "high",
                 "tags": ["rust", "Parsing"], "repositoryUrl": "https://example.org/parser.git",
                 "startDate": "2026-03-01", "dueDate": "2026-03-31", "timeZone": "America/New_York",
                 "placement": "none"}
                """);
        JsonNode project = made.json();
        assertThat(project.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "key",
                        "name",
                        "description",
                        "status",
                        "statusReason",
                        "statusSince",
                        "priority",
                        "tags",
                        "repositoryUrl",
                        "startDate",
                        "dueDate",
                        "allDay",
                        "timeZone",
                        "placement",
                        "placements",
                        "customer",
                        "service",
                        "billable",
                        "taskCounts",
                        "createdAt",
                        "updatedAt",
                        "startedAt",
                        "completedAt",
                        "deletedAt",
                        "version",
                        "links",
                        "trackedSeconds");
        assertThat(UUID.fromString(id(project))).hasToString(id(project));
        assertThat(key(project)).matches("P-[1-9][0-9]*");
        assertThat(project.path("name").asString()).isEqualTo("Parser");
        assertThat(project.path("description").asString()).isEqualTo("Reads it");
        assertThat(project.path("status").asString()).isEqualTo("active");
        assertThat(project.path("priority").asString()).isEqualTo("high");
        assertThat(each(project.path("tags"), JsonNode::asString)).containsExactlyInAnyOrder("rust", "Parsing");
        assertThat(project.path("repositoryUrl").asString()).isEqualTo("https://example.org/parser.git");
        assertThat(project.path("startDate").asString()).isEqualTo("2026-03-01");
        assertThat(project.path("dueDate").asString()).isEqualTo("2026-03-31");
        assertThat(project.path("allDay").asBoolean()).isTrue();
        assertThat(project.path("timeZone").asString()).isEqualTo("America/New_York");
        assertThat(project.path("taskCounts").toString()).isEqualTo("{\"open\":0,\"completed\":0,\"abandoned\":0}");
        assertThat(Instant.parse(project.path("createdAt").asString())).isBetween(before, Instant.now());
        for (String sameTime : List.of("updatedAt", "startedAt", "statusSince")) {
            assertThat(project.path(sameTime)).isEqualTo(project.path("createdAt"));
        }
        assertThat(project.path("createdAt").asString()).endsWith("Z");
        for (String unset : List.of("statusReason", "completedAt", "deletedAt")) {
            assertThat(project.get(unset).isNull()).as(unset).isTrue();
        }
        assertThat(project.path("links").isEmpty())
                .as("not wanted at the remote, it waits for nothing")
                .isTrue();
        assertThat(project.path("version").asInt()).isEqualTo(1);
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.header("Location")).isEqualTo("/api/projects/" + id(project));
        assertThat(made.header("Content-Type")).startsWith("application/json");
        assertThat(API.read(made.header("Location"))).isEqualTo(project);
    }

    @Test
    void what_is_not_given_has_the_contracts_defaults() {
        JsonNode project = API.made("/api/projects", "{\"name\": \"Bare\"}");
        assertThat(project.path("status").asString()).isEqualTo("planned");
        assertThat(project.path("priority").asString()).isEqualTo("none");
        assertThat(project.path("placement").asString()).isEqualTo("card");
        assertThat(project.path("timeZone").asString()).isEqualTo("Europe/Madrid");
        assertThat(project.path("tags").isEmpty()).isTrue();
        assertThat(project.path("allDay").asBoolean()).isFalse();
        assertThat(project.at("/links/0/connector").asString()).isEqualTo("ticktick");
        for (String unset : List.of("description", "repositoryUrl", "startDate", "dueDate", "startedAt")) {
            assertThat(project.get(unset).isNull()).as(unset).isTrue();
        }
    }

    @Test
    void a_merge_patch_changes_what_it_names_and_null_clears() {
        JsonNode project = API.post("/api/projects", """
                {"name": "Patched", "description": "Old", "priority": "high", "tags": ["a"], "placement": "none",
                 "repositoryUrl": "https://example.org/", "startDate": "2026-03-01", "dueDate": "2026-03-31",
                 "timeZone": "Asia/Tokyo"}
                """).json();
        Answer one = API.patch(
                200,
                "/api/projects/" + key(project),
                "{\"description\": \"New\"}",
                "Content-Type",
                "application/merge-patch+json");
        assertThat(one.text("description")).isEqualTo("New");
        assertThat(one.text("repositoryUrl")).isEqualTo("https://example.org/");
        assertThat(one.header("ETag")).isEqualTo("\"2\"");
        JsonNode cleared = API.patch(200, "/api/projects/" + key(project), """
                {"description": null, "priority": null, "tags": null, "repositoryUrl": null, "startDate": null,
                 "dueDate": null, "timeZone": null}
                """).json();
        for (String field : List.of("description", "repositoryUrl", "startDate", "dueDate")) {
            assertThat(cleared.get(field).isNull()).as(field).isTrue();
        }
        assertThat(cleared.path("priority").asString()).isEqualTo("none");
        assertThat(cleared.path("tags").isEmpty()).isTrue();
        assertThat(cleared.path("timeZone").asString()).isEqualTo("Europe/Madrid");
        assertThat(cleared.path("name").asString()).isEqualTo("Patched");
        assertThat(cleared.path("version").asInt()).isEqualTo(3);
        API.patch(422, "/api/projects/" + key(project), "{\"name\": null}");
    }

    @Test
    void dates_are_answered_in_the_form_given() {
        JsonNode instants = API.made("/api/projects", """
                {"name": "Instants", "placement": "none", "startDate": "2026-03-31T09:00:00+02:00",
                 "dueDate": "2026-03-31T18:30:00Z"}
                """);
        assertThat(instants.path("startDate").asString()).isEqualTo("2026-03-31T07:00:00Z");
        assertThat(instants.path("dueDate").asString()).isEqualTo("2026-03-31T18:30:00Z");
        assertThat(instants.path("allDay").asBoolean()).isFalse();
        JsonNode day = API.patch(200, "/api/projects/" + key(instants), """
                {"startDate": null, "dueDate": "2026-04-01"}""").json();
        assertThat(day.path("dueDate").asString()).isEqualTo("2026-04-01");
        assertThat(day.path("allDay").asBoolean()).isTrue();
        Answer mixed = API.patch(422, "/api/projects/" + key(instants), "{\"startDate\": \"2026-03-31T07:00:00Z\"}");
        assertThat(each(mixed.json().path("errors"), error -> error.path("field")
                        .asString()))
                .contains("dueDate");
    }

    @Test
    void the_status_goes_its_way_with_reasons_and_times() {
        JsonNode project = SAMPLES.project("Way");
        String status = "/api/projects/" + key(project) + "/status";
        JsonNode active = API.put(status, "{\"status\": \"active\", \"reason\": \"the grammar is here\"}")
                .json();
        assertThat(active.path("statusReason").asString()).isEqualTo("the grammar is here");
        assertThat(active.path("startedAt")).isEqualTo(active.path("statusSince"));
        JsonNode completed = API.put(200, status, "{\"status\": \"completed\"}").json();
        assertThat(completed.path("completedAt")).isEqualTo(completed.path("statusSince"));
        assertThat(completed.get("statusReason").isNull()).isTrue();
        JsonNode again = API.put(status, "{\"status\": \"active\"}").json();
        assertThat(again.get("completedAt").isNull()).isTrue();
        assertThat(again.path("startedAt")).isEqualTo(active.path("startedAt"));
        for (String word : List.of("paused", "blocked", "abandoned", "planned")) {
            assertThat(API.put(200, status, "{\"status\": \"" + word + "\"}").text("status"))
                    .isEqualTo(word);
        }
        List<JsonNode> changes = Samples.all(API, "/api/projects/" + key(project) + "/history?kind=status");
        assertThat(texts(changes, "reason").getLast()).isEmpty();
        assertThat(changes).hasSize(8);
        assertThat(changes.get(6).path("reason").asString()).isEqualTo("the grammar is here");
        assertThat(changes.get(6).path("changes").path(0).toString())
                .isEqualTo("{\"field\":\"status\",\"from\":\"planned\",\"to\":\"active\"}");
    }

    @Test
    void a_repeated_wish_is_answered_and_makes_no_event() {
        JsonNode project = SAMPLES.project("Repeated");
        JsonNode task = SAMPLES.task(project, "Repeated task");
        String path = "/api/projects/" + key(project);
        API.put(200, path + "/status", "{\"status\": \"active\"}");
        API.post(200, "/api/tasks/" + key(task) + "/complete", null);
        long head = TABLES.head();
        List<Answer> repeats = List.of(
                API.put(path + "/status", "{\"status\": \"active\", \"reason\": \"again\"}"),
                API.patch(path, "{\"name\": \"Repeated\", \"tags\": []}"),
                API.post(path + "/restore", null),
                API.post("/api/tasks/" + key(task) + "/complete", "{\"reason\": \"again\"}"),
                API.patch("/api/tasks/" + key(task), "{}"),
                API.post("/api/tasks/" + key(task) + "/move", "{\"parent\": null}"),
                API.post("/api/tasks/" + key(task) + "/restore", null));
        assertThat(repeats).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(eventsOf(answer)).isZero();
            assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        });
        assertThat(eventsOf(project, task, head)).isZero();
    }

    private static long eventsOf(JsonNode project, JsonNode task, long after) {
        return TABLES.jdbc()
                .sql("select count(*) from event where position > :after and stream_id in (:project, :task)")
                .param("after", after)
                .param("project", "project-" + id(project))
                .param("task", "task-" + id(task))
                .query(Long.class)
                .single();
    }

    @Test
    void a_deleted_project_can_be_read_and_restored_and_nothing_else() {
        JsonNode project = SAMPLES.project("Deleted one");
        JsonNode kept = SAMPLES.task(project, "Goes with it");
        JsonNode gone = SAMPLES.task(project, "Was gone before");
        API.delete(200, "/api/tasks/" + key(gone));
        String path = "/api/projects/" + key(project);
        Answer deleted = API.delete(200, path);
        assertThat(deleted.json().path("deletedAt").isNull()).isFalse();
        assertThat(API.read(path).path("deletedAt")).isEqualTo(deleted.json().path("deletedAt"));
        assertThat(API.read("/api/tasks/" + key(kept)).path("deletedAt").isNull())
                .isFalse();
        assertThat(API.get("/api/projects?q=%22Deleted%20one%22")
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
        assertThat(texts(
                        API.get("/api/projects?deleted=true&q=%22Deleted%20one%22")
                                .json(),
                        "key"))
                .containsExactly(key(project));
        assertThat(eventsOf(API.delete(200, path))).isZero();
        assertThat(List.of(
                        API.patch(path, "{\"name\": \"No\"}"),
                        API.put(path + "/status", "{\"status\": \"active\"}"),
                        API.put(path + "/status", "{\"status\": \"planned\"}"),
                        API.post(path + "/notes", "{\"text\": \"No\"}"),
                        API.post(path + "/tasks", "{\"title\": \"No\"}"),
                        API.patch("/api/tasks/" + key(kept), "{\"title\": \"No\"}"),
                        API.post("/api/tasks/" + key(kept) + "/complete", null),
                        API.post("/api/tasks/" + key(kept) + "/move", "{\"parent\": null}"),
                        API.post("/api/tasks/" + key(kept) + "/restore", null)))
                .extracting(Answer::status)
                .containsOnly(409);
        Answer restored = API.post(200, path + "/restore", null);
        assertThat(restored.json().path("deletedAt").isNull()).isTrue();
        assertThat(texts(API.get(path + "/tasks").json(), "key")).containsExactly(key(kept));
        assertThat(texts(API.get(path + "/tasks?deleted=true").json(), "key")).containsExactly(key(gone));
        assertThat(changeSets(deleted)).containsExactlyInAnyOrder("project.deleted", "task.deleted");
        assertThat(changeSets(restored)).containsExactlyInAnyOrder("project.restored", "task.restored");
    }

    private static List<String> changeSets(Answer write) {
        return texts(API.read("/api/history?changeSet=" + write.header("X-Change-Set")), "event");
    }

    @Test
    void notes_are_a_log_that_moves_the_version() {
        JsonNode project = SAMPLES.project("Noted");
        notesAreALog("/api/projects/" + key(project));
        notesAreALog("/api/tasks/" + key(SAMPLES.task(project, "Noted as well")));
    }

    private static void notesAreALog(String path) {
        Answer first = API.post(201, path + "/notes", "{\"text\": \"One\\nof two lines\"}");
        JsonNode note = first.json();
        assertThat(note.propertyNames())
                .containsExactlyInAnyOrder("id", "text", "at", "actor", "agent", "channel", "author", "retractedAt");
        assertThat(note.path("actor").asString()).isEqualTo("owner");
        assertThat(note.path("channel").asString()).isEqualTo("rest");
        assertThat(note.get("author").isNull()).isTrue();
        assertThat(note.get("retractedAt").isNull()).isTrue();
        assertThat(API.read(first.header("Location"))).isEqualTo(note);
        API.post(201, path + "/notes", "{\"text\": \"Two\"}", "If-Match", "\"2\"");
        assertThat(texts(API.get(path + "/notes").json(), "text")).containsExactly("Two", "One\nof two lines");
        JsonNode page = API.get(path + "/notes?limit=1").json();
        assertThat(texts(
                        API.get(path + "/notes?limit=1&cursor="
                                        + page.path("nextCursor").asString())
                                .json(),
                        "text"))
                .containsExactly("One\nof two lines");
        assertThat(API.get(path).header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void versions_guard_every_write() {
        JsonNode project = SAMPLES.project("Guarded");
        JsonNode task = SAMPLES.task(project, "Guarded task");
        String path = "/api/projects/" + key(project);
        String taskPath = "/api/tasks/" + key(task);
        assertThat(API.patch(200, path, "{\"name\": \"Guarded 2\"}", "If-Match", "\"1\"")
                        .header("ETag"))
                .isEqualTo("\"2\"");
        String[] stale = {"If-Match", "\"1\""};
        API.patch(200, taskPath, "{\"title\": \"Guarded task 2\"}", stale);
        long head = TABLES.head();
        assertThat(List.of(
                        API.patch(path, "{\"name\": \"No\"}", stale),
                        API.patch(path, "{\"name\": \"Guarded 2\"}", stale),
                        API.put(path + "/status", "{\"status\": \"active\"}", stale),
                        API.delete(path, stale),
                        API.post(path + "/restore", null, stale),
                        API.post(path + "/notes", "{\"text\": \"No\"}", stale),
                        API.post(path + "/tasks", "{\"title\": \"No\"}", stale),
                        API.patch(taskPath, "{\"title\": \"No\"}", stale),
                        API.delete(taskPath, stale),
                        API.post(taskPath + "/restore", null, stale),
                        API.post(taskPath + "/complete", null, stale),
                        API.post(taskPath + "/reopen", null, stale),
                        API.post(taskPath + "/abandon", null, stale),
                        API.post(taskPath + "/move", "{\"parent\": null}", stale)))
                .extracting(Answer::status)
                .containsOnly(412);
        assertThat(eventsOf(project, task, head)).isZero();
        API.post(201, path + "/tasks", "{\"title\": \"Seen it\"}", "If-Match", "\"2\"");
        assertThat(API.get(path).header("ETag"))
                .as("tasks do not move the project's version")
                .isEqualTo("\"2\"");
        API.patch(200, path, "{\"name\": \"Guarded 3\"}", "If-Match", "\"1\", \"2\"");
        API.patch(200, path, "{\"name\": \"Guarded 4\"}", "If-Match", "*");
        API.patch(412, path, "{\"name\": \"No\"}", "If-Match", "W/\"4\"");
    }

    @Test
    void every_write_is_one_change_set_with_its_provenance() {
        JsonNode project = SAMPLES.project("Told");
        JsonNode task = SAMPLES.task(project, "Told task");
        String request = "told-" + UUID.randomUUID();
        Answer edit = API.send(
                "PATCH",
                "/api/projects/" + key(project),
                "{\"name\": \"Retold\", \"priority\": \"low\"}",
                "X-Request-Id",
                request,
                "User-Agent",
                "scripts/1.0");
        assertThat(edit.header("X-Request-Id")).isEqualTo(request);
        JsonNode entry = API.get("/api/history?changeSet=" + edit.header("X-Change-Set"))
                .json()
                .at("/items/0");
        assertThat(entry.propertyNames())
                .containsExactlyInAnyOrder(
                        "position",
                        "at",
                        "entity",
                        "event",
                        "summary",
                        "changes",
                        "reason",
                        "actor",
                        "channel",
                        "client",
                        "tool",
                        "requestId",
                        "changeSet",
                        "agent");
        assertThat(entry.at("/entity/type").asString()).isEqualTo("project");
        assertThat(entry.at("/entity/id").asString()).isEqualTo(id(project));
        assertThat(entry.at("/entity/key").asString()).isEqualTo(key(project));
        assertThat(entry.path("event").asString()).isEqualTo("project.edited");
        assertThat(entry.path("summary").asString()).isNotBlank();
        assertThat(entry.path("changes").toString())
                .isEqualTo("[{\"field\":\"name\",\"from\":\"Told\",\"to\":\"Retold\"},"
                        + "{\"field\":\"priority\",\"from\":\"none\",\"to\":\"low\"}]");
        assertThat(entry.path("actor").asString()).isEqualTo("owner");
        assertThat(entry.path("channel").asString()).isEqualTo("rest");
        assertThat(entry.path("client").asString()).isEqualTo("scripts/1.0");
        assertThat(entry.path("requestId").asString()).isEqualTo(request);
        assertThat(entry.path("at")).isEqualTo(edit.json().path("updatedAt"));
        for (Answer write : List.of(
                API.post("/api/projects/" + key(project) + "/notes", "{\"text\": \"x\"}"),
                API.post("/api/projects/" + key(project) + "/tasks", "{\"title\": \"x\"}"),
                API.put("/api/projects/" + key(project) + "/status", "{\"status\": \"active\"}"),
                API.patch("/api/tasks/" + key(task), "{\"title\": \"y\"}"),
                API.post("/api/tasks/" + key(task) + "/complete", null),
                API.post("/api/tasks/" + key(task) + "/reopen", null),
                API.post("/api/tasks/" + key(task) + "/abandon", null),
                API.delete("/api/tasks/" + key(task)),
                API.post("/api/tasks/" + key(task) + "/restore", null))) {
            assertThat(changeSets(write)).as(write.body()).hasSize(1);
        }
    }

    @Test
    void the_history_is_read_newest_first_by_filter() {
        Instant start = Instant.now().minus(Duration.ofMillis(1));
        JsonNode project = SAMPLES.project("Filtered history");
        JsonNode task = SAMPLES.task(project, "In it");
        API.post(200, "/api/tasks/" + key(task) + "/complete", "{\"reason\": \"done is done\"}");
        String path = "/api/projects/" + key(project) + "/history";
        assertThat(texts(API.get(path).json(), "event")).containsExactly("project.created");
        assertThat(texts(API.get(path + "?tasks=true").json(), "event"))
                .containsExactly("task.status-changed", "task.created", "project.created");
        assertThat(texts(API.get("/api/tasks/" + key(task) + "/history").json(), "reason"))
                .containsExactly("done is done", "");
        List<JsonNode> paged = Samples.all(API, path + "?tasks=true&limit=1");
        assertThat(texts(paged, "event")).containsExactly("task.status-changed", "task.created", "project.created");
        assertThat(paged.stream().map(entry -> entry.path("position").asLong()))
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        String mine = "/api/history?entity=" + id(project);
        assertThat(texts(API.get(mine + "&since=" + start).json(), "event")).hasSize(1);
        assertThat(texts(API.get(mine + "&until=" + start).json(), "event")).isEmpty();
        assertThat(texts(API.get(mine + "&actor=owner&channel=rest").json(), "event"))
                .hasSize(1);
        assertThat(texts(API.get(mine + "&actor=ticktick").json(), "event")).isEmpty();
        assertThat(texts(API.get(mine + "&channel=mcp").json(), "event")).isEmpty();
        assertThat(texts(API.get("/api/history?entity=" + UUID.randomUUID()).json(), "event"))
                .isEmpty();
    }

    @Test
    void a_link_shows_in_the_history_only_where_asked_for_and_moves_no_version() {
        JsonNode card = SAMPLES.card("Linked one");
        Wait.untilSynced(API);
        JsonNode synced = API.get("/api/projects/" + key(card)).json();
        assertThat(synced.at("/links/0/state").asString()).isEqualTo("synced");
        assertThat(synced.path("version").asInt()).isEqualTo(1);
        assertThat(synced.path("updatedAt")).isEqualTo(card.path("updatedAt"));
        String path = "/api/projects/" + key(card) + "/history";
        assertThat(texts(API.get(path).json(), "event")).containsExactly("project.created");
        assertThat(texts(API.get(path + "?sync=true").json(), "event"))
                .contains("project.created", "sync.create-intended", "sync.linked");
    }

    @Test
    void the_tags_that_stand_for_a_status_are_reserved() {
        for (String tag : List.of("planned", "Paused", "BLOCKED")) {
            Answer refused = API.post(422, "/api/projects", """
                    {"name": "Tagged", "tags": ["%s"]}""".formatted(tag));
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("tags");
        }
        JsonNode project = SAMPLES.project("Tagged later");
        API.patch(422, "/api/projects/" + key(project), "{\"tags\": [\"Blocked\"]}");
        API.post(201, "/api/projects/" + key(project) + "/tasks", "{\"title\": \"x\", \"tags\": [\"blocked\"]}");
    }

    /** How many events a write made, by the change set that it names. */
    private static int eventsOf(Answer write) {
        String changeSet = write.header("X-Change-Set");
        assertThat(changeSet).isNotEmpty();
        return API.read("/api/history?sync=true&changeSet=" + changeSet)
                .path("items")
                .size();
    }
}
