package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A token of one project on a ledger that has another one: each route and each tool that it may use says of the other project's
 * things what it says of things that do not exist, and changes nothing of them.
 */
@Tag("long")
class ProjectTokensIT {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectTokensIT.class);
    private static final AtomicInteger CASES = new AtomicInteger();
    private static final Api OWNER = SharedDevledger.get().api();
    private static final Samples MAKE = new Samples(OWNER);

    /** In whatever the other project has to say. */
    private static final String SECRET =
            "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    private static final String MINE =
            "own" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    /** What a request can name; in a probe {@code {P}}, {@code {p}} and so on stand for them. */
    private record Things(
            String project,
            String projectId,
            String task,
            String taskId,
            String other,
            String entry,
            String entryId,
            String second,
            String note,
            String taskNote,
            String changeSet) {

        String in(String probe) {
            return probe.replace("{P}", project)
                    .replace("{p}", projectId)
                    .replace("{T}", task)
                    .replace("{t}", taskId)
                    .replace("{U}", other)
                    .replace("{E}", entry)
                    .replace("{e}", entryId)
                    .replace("{F}", second)
                    .replace("{N}", note)
                    .replace("{n}", taskNote)
                    .replace("{C}", changeSet);
        }

        /** Two answers are the same where they differ in nothing but what was asked for. */
        String outOf(String answer) {
            String plain = answer;
            for (String each : List.of(
                    projectId, taskId, entryId, note, taskNote, changeSet, project, task, other, entry, second)) {
                plain = plain.replace(each, "…");
            }
            return plain.replaceAll("\"requestId\":\"[^\"]*\"", "")
                    .replaceAll("(id|request) [0-9a-f-]{36}", "")
                    .replaceAll("[0-9a-f-]{36}", "")
                    .replaceAll("\"(at|asOf|position|to)\":[^,}]*", "");
        }
    }

    private static final Things NOTHING = new Things(
            "P-999999991",
            UUID.randomUUID().toString(),
            "T-999999992",
            UUID.randomUUID().toString(),
            "T-999999993",
            "E-999999994",
            UUID.randomUUID().toString(),
            "E-999999995",
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString());

    private static Things foreign;
    private static Things own;
    private static Api held;
    private static Mcp agent;

    @BeforeAll
    static void make_two_projects() {
        foreign = things(SECRET);
        own = things(MINE);
        held = token(own.project(), "read", "write", "sync", "ticktick", "clickup", "trackingtime", "admin");
        agent = Mcp.connect(held);
    }

    @AfterAll
    static void nothing_elsewhere_was_changed() {
        JsonNode changes = OWNER.read("/api/projects/" + foreign.project() + "/history?tasks=true&limit=200")
                .path("items");
        assertThat(changes.valueStream().map(entry -> entry.path("actor").asString()))
                .hasSizeGreaterThan(4)
                .allMatch("owner"::equals);
        LOG.info("{} cases of things of another project", CASES);
    }

    static Api token(String project, String... scopes) {
        return OWNER.as(OWNER.post(
                        201,
                        "/api/access-tokens",
                        "{\"name\": \"p-%s\", \"scopes\": [\"%s\"], \"project\": \"%s\"}"
                                .formatted(UUID.randomUUID(), String.join("\", \"", scopes), project))
                .text("token"));
    }

    private static Things things(String word) {
        JsonNode project = MAKE.project(word + " project");
        JsonNode task = OWNER.made(
                "/api/projects/" + Samples.key(project) + "/tasks",
                "{\"title\": \"%s task\", \"description\": \"%s\", \"tags\": [\"%s\"]}".formatted(word, word, word));
        JsonNode other = MAKE.task(project, word + " other");
        String person = OWNER.post(201, "/api/people", "{\"name\": \"%s person\"}".formatted(word))
                .text("key");
        JsonNode entry = time(task, word, person, "2026-01-05T08:00:00Z");
        JsonNode second = time(task, word, person, "2026-01-05T09:00:00Z");
        String note = OWNER.post(
                        201,
                        "/api/projects/" + Samples.key(project) + "/notes",
                        "{\"text\": \"%s note\"}".formatted(word))
                .text("id");
        String taskNote = OWNER.post(
                        201, "/api/tasks/" + Samples.key(task) + "/notes", "{\"text\": \"%s remark\"}".formatted(word))
                .text("id");
        OWNER.post(200, "/api/tasks/" + Samples.key(other) + "/claim", "{\"agent\": \"%s agent\"}".formatted(word));
        Api.Answer made = OWNER.post(
                201, "/api/projects/" + Samples.key(project) + "/tasks", "{\"title\": \"%s last\"}".formatted(word));
        return new Things(
                Samples.key(project),
                Samples.id(project),
                Samples.key(task),
                Samples.id(task),
                Samples.key(other),
                Samples.key(entry),
                Samples.id(entry),
                Samples.key(second),
                note,
                taskNote,
                made.header("X-Change-Set"));
    }

    private static JsonNode time(JsonNode task, String word, String person, String start) {
        return OWNER.made("/api/time-entries", """
                        {"task": "%s", "start": "%s", "seconds": 600, "note": "%s time", "person": "%s"}
                        """.formatted(Samples.key(task), start, word, person));
    }

    /** @param route as the API's description has it */
    private record Probe(String method, String route, String path, String body) {
        static Probe of(String line) {
            String[] words = line.strip().split(" +", 3);
            String path = words[1];
            return new Probe(words[0], route(path), path, words.length < 3 ? null : words[2]);
        }

        private static String route(String path) {
            return path.replaceAll("[?].*", "")
                    .replaceAll("/notes/\\{[Nn]}", "/notes/{note}")
                    .replaceAll("\\{[A-Za-z]}", "{id}");
        }

        Api.Answer send(Things things) {
            return send(held, things);
        }

        Api.Answer send(Api api, Things things) {
            return api.send(method, things.in(path), body == null ? null : things.in(body));
        }
    }

    private static final List<Probe> PROBES = """
            GET    /api/projects?q={P}
            GET    /api/projects/{P}
            GET    /api/projects/{p}
            GET    /api/projects/{p}?asOf=9
            PATCH  /api/projects/{P} {"name": "x"}
            PATCH  /api/projects/{p} {"name": "x"}
            DELETE /api/projects/{P}?force=true
            PUT    /api/projects/{P}/status {"status": "active"}
            POST   /api/projects/status {"ids": ["{P}"], "status": "active"}
            POST   /api/projects/status {"ids": ["{p}"], "status": "active"}
            POST   /api/projects/status?dryRun=true {"ids": ["{P}"], "status": "active"}
            POST   /api/projects/{P}/restore {}
            GET    /api/projects/{P}/notes
            GET    /api/projects/{p}/notes?asOf=9
            POST   /api/projects/{P}/notes {"text": "x"}
            GET    /api/projects/{P}/notes/{N}
            GET    /api/projects/{p}/notes/{N}
            GET    /api/projects/{P}/tasks
            POST   /api/projects/{P}/tasks {"title": "x"}
            POST   /api/projects/{p}/tasks {"title": "x"}
            GET    /api/projects/{P}/history
            GET    /api/projects/{p}/history?tasks=true
            GET    /api/projects/{P}/status-timeline
            GET    /api/projects/{P}/status-timeline?asOf=9
            GET    /api/tasks?project={P}
            GET    /api/tasks?project={p}&ready=true
            GET    /api/tasks/{T}
            GET    /api/tasks/{t}
            PATCH  /api/tasks/{T} {"title": "x"}
            PATCH  /api/tasks/{t} {"title": "x"}
            DELETE /api/tasks/{T}
            POST   /api/tasks/{T}/restore {}
            POST   /api/tasks/{T}/complete {}
            POST   /api/tasks/{t}/complete {}
            POST   /api/tasks/{T}/reopen {}
            POST   /api/tasks/{T}/abandon {}
            POST   /api/tasks/changes {"ids": ["{T}"], "status": "completed"}
            POST   /api/tasks/changes {"ids": ["{t}"], "addTags": ["x"]}
            POST   /api/tasks/changes?dryRun=true {"ids": ["{T}"], "delete": true}
            GET    /api/tasks/{T}/notes
            GET    /api/tasks/{t}/notes?asOf=9
            POST   /api/tasks/{T}/notes {"text": "x"}
            GET    /api/tasks/{T}/notes/{n}
            POST   /api/tasks/{T}/dependencies {"type": "blocks", "task": "{U}"}
            DELETE /api/tasks/{T}/dependencies {"type": "blocks", "task": "{U}"}
            POST   /api/tasks/{T}/claim {}
            POST   /api/tasks/{t}/claim {"agent": "x"}
            POST   /api/tasks/{U}/release?force=true {}
            POST   /api/tasks/{T}/move {"parent": null}
            GET    /api/tasks/{T}/history
            GET    /api/tasks/{t}/history
            GET    /api/tasks/export?format=beads&project={P}
            GET    /api/claims
            POST   /api/claims/next {"project": "{P}"}
            GET    /api/time-entries?project={P}
            GET    /api/time-entries?task={T}
            POST   /api/time-entries {"task": "{T}", "start": "2026-01-05T08:00:00Z", "seconds": 60}
            POST   /api/time-entries {"project": "{P}", "start": "2026-01-05T08:00:00Z", "seconds": 60}
            GET    /api/time-entries/{E}
            GET    /api/time-entries/{e}
            PATCH  /api/time-entries/{E} {"note": "x"}
            PATCH  /api/time-entries/{e} {"note": "x"}
            DELETE /api/time-entries/{E}
            POST   /api/time-entries/{E}/restore
            POST   /api/time-entries/{E}/split {"at": "2026-01-05T08:05:00Z"}
            GET    /api/time-entries/{E}/history
            POST   /api/time-entries/merge {"ids": ["{E}", "{F}"]}
            POST   /api/time-entries/billed {"ids": ["{E}"], "billed": true}
            GET    /api/time-entries/summary?by=task&project={P}
            GET    /api/time-entries/summary?by=task&task={T}
            GET    /api/time-entries/export?format=csv&project={P}
            GET    /api/timer
            POST   /api/timer/start {"task": "{T}"}
            POST   /api/timer/start {"project": "{P}"}
            POST   /api/timer/stop {}
            POST   /api/timer/discard {}
            GET    /api/history?entity={T}
            GET    /api/history?entity={p}&tasks=true
            GET    /api/history?entity={E}
            GET    /api/history?changeSet={C}
            GET    /api/history/export?format=ndjson&entity={T}
            GET    /api/history/export?format=ndjson&changeSet={C}
            GET    /api/history/by?group=client&entity={T}
            GET    /api/history/by?group=day&changeSet={C}
            GET    /api/history/marks?entity={T}
            GET    /api/history/marks?entity={P}&tasks=true
            GET    /api/diff?from=1&project={P}
            GET    /api/change-sets?entity={T}
            GET    /api/change-sets?changeSet={C}
            GET    /api/change-sets/{C}
            POST   /api/change-sets/{C}/undo {}
            POST   /api/change-sets/{C}/undo {"force": true}
            POST   /api/change-sets/undo {"changeSets": ["{C}"], "force": true}
            POST   /api/change-sets/undo?dryRun=true {"changeSets": ["{C}"]}
            """.lines().map(Probe::of).toList();

    /** What of its own project names something of another one. */
    private static final List<Probe> MIXED = """
            POST   /api/tasks/{MINE}/move {"project": "{P}"}
            POST   /api/tasks/{MINE}/move {"parent": "{T}"}
            POST   /api/tasks/changes {"ids": ["{MINE}"], "project": "{P}"}
            POST   /api/tasks/changes {"ids": ["{MINE}", "{T}"], "status": "completed"}
            POST   /api/tasks/{MINE}/dependencies {"type": "blocks", "task": "{T}"}
            POST   /api/tasks/{MINE}/dependencies {"type": "related", "task": "{t}"}
            PATCH  /api/tasks/{MINE} {"blockedBy": ["{T}"]}
            PATCH  /api/tasks/{MINE} {"discoveredFrom": "{T}"}
            POST   /api/projects/{MY}/tasks {"title": "x", "parent": "{T}"}
            POST   /api/projects/{MY}/tasks {"title": "x", "blockedBy": ["{T}"]}
            GET    /api/tasks/{MINE}/notes/{n}
            GET    /api/projects/{MY}/notes/{N}
            PATCH  /api/time-entries/{TIME} {"task": "{T}"}
            PATCH  /api/time-entries/{TIME} {"project": "{P}"}
            POST   /api/time-entries/merge {"ids": ["{TIME}", "{E}"]}
            POST   /api/time-entries/billed {"ids": ["{TIME}", "{E}"], "billed": true}
            """.lines().map(Probe::of).toList();

    @TestFactory
    Stream<DynamicTest> each_route_says_of_another_project_what_it_says_of_nothing() {
        return Stream.concat(PROBES.stream(), MIXED.stream()).map(probe -> {
            Probe mixed = new Probe(probe.method(), probe.route(), mine(probe.path()), mine(probe.body()));
            return dynamicTest(probe.method() + " " + probe.path() + " " + probe.body(), () -> {
                CASES.incrementAndGet();
                Api.Answer of = mixed.send(foreign);
                Api.Answer none = mixed.send(NOTHING);
                assertThat(of.body()).doesNotContain(SECRET);
                assertThat(of.status()).as(of.body() + "\n" + none.body()).isEqualTo(none.status());
                assertThat(foreign.outOf(of.body())).isEqualTo(NOTHING.outOf(none.body()));
                assertThat(of.status()).as(of.body()).isNotIn(401, 403, 500);
            });
        });
    }

    /** Of things of its own each of them is answered: nothing above is refused for another reason. */
    @Test
    void each_route_does_it_with_its_own() {
        List<String> refused = new ArrayList<>();
        for (Probe probe : PROBES) {
            CASES.incrementAndGet();
            boolean reads = probe.method().equals("GET");
            Things things = reads ? own : things("mine" + UUID.randomUUID());
            OWNER.post("/api/timer/discard", "{}");
            Api.Answer answer = probe.send(reads ? held : token(things.project(), "read", "write"), things);
            boolean ofBefore = probe.path().endsWith("asOf=9");
            if (!Set.of(200, 201, 204).contains(answer.status()) && !ofBefore) {
                refused.add(probe.method() + " " + probe.path() + " " + answer.body());
            }
        }
        assertThat(refused).isEmpty();
    }

    private static String mine(String probe) {
        return probe == null
                ? null
                : probe.replace("{MINE}", own.task())
                        .replace("{MY}", own.project())
                        .replace("{TIME}", own.entry());
    }

    @Test
    void each_route_of_the_description_is_probed_or_shut() {
        Set<String> probed = new TreeSet<>(
                List.of("GET /api/projects", "GET /api/projects/statuses", "GET /api/history", "GET /api/events"));
        PROBES.forEach(probe -> probed.add(probe.method() + " " + probe.route()));
        List<String> open = new ArrayList<>();
        AtomicInteger shut = new AtomicInteger();
        OWNER.read("/v3/api-docs").path("paths").properties().forEach(path -> path.getValue().propertyNames().stream()
                .filter(verb -> !verb.equals("parameters"))
                .map(verb -> verb.toUpperCase(java.util.Locale.ROOT))
                .forEach(verb -> {
                    CASES.incrementAndGet();
                    String asked = path.getKey().replaceAll("\\{[^}]+}", "1");
                    Api.Answer answer = held.send(
                            verb,
                            asked + (asked.equals("/api/events") ? "?nothing=1" : ""),
                            Set.of("GET", "DELETE").contains(verb) ? null : "{}");
                    if (answer.status() == 403) {
                        shut.incrementAndGet();
                        assertThat(answer.text("detail")).contains("held to one project", "It may use that project");
                    } else {
                        open.add(verb + " " + path.getKey());
                    }
                }));
        LOG.info("{} routes are open to a token of one project, {} are shut", open.size(), shut);
        assertThat(probed).containsAll(open);
        assertThat(shut.get()).isGreaterThan(100);
    }

    private record ToolProbe(String tool, String arguments) {
        static ToolProbe of(String line) {
            String[] words = line.strip().split(" +", 2);
            return new ToolProbe(words[0], words[1]);
        }

        String answer(Things things) {
            return things.outOf(agent.call(tool, things.in(mine(arguments))).toString());
        }
    }

    private static final List<ToolProbe> TOOL_PROBES =
            """
            get_overview {"project": "{P}"}
            find_tasks {"project": "{P}"}
            find_tasks {"query": "%1$s"}
            get_task {"tasks": ["{T}"]}
            get_task {"tasks": ["{MINE}", "{T}"]}
            get_history {"entity": "{T}"}
            get_history {"entity": "{P}"}
            get_history {"change_set": "{C}"}
            get_history {"query": "%1$s"}
            create_tasks {"project": "{P}", "tasks": [{"title": "x"}]}
            create_tasks {"project": "{MY}", "tasks": [{"title": "x", "blocked_by": ["{T}"]}]}
            create_tasks {"tasks": [{"title": "x", "parent": "{T}"}]}
            update_tasks {"tasks": [{"key": "{T}", "title": "x"}]}
            update_tasks {"tasks": [{"key": "{MINE}", "title": "x"}, {"key": "{T}", "note": "x"}]}
            complete_tasks {"tasks": ["{T}"]}
            move_tasks {"tasks": ["{MINE}"], "project": "{P}"}
            move_tasks {"tasks": ["{T}"], "project": "{MY}"}
            move_tasks {"tasks": ["{MINE}"], "parent": "{T}"}
            claim_tasks {"tasks": ["{T}"]}
            claim_tasks {"release": ["{U}"], "force": true}
            claim_tasks {"next": 1, "project": "{P}"}
            delete_items {"items": ["{P}"]}
            delete_items {"items": ["{T}"]}
            delete_items {"items": ["{T}"], "restore": true}
            save_project {"project": "{P}", "note": "x"}
            undo_changes {"change_sets": ["{C}"]}
            undo_changes {"change_sets": ["{C}"], "force": true}
            start_timer {"task": "{T}"}
            start_timer {"project": "{P}"}
            stop_timer {}
            save_time_entries {"entries": [{"key": "{E}", "note": "x"}]}
            save_time_entries {"entries": [{"task": "{T}", "start": "2026-01-06T08:00:00Z", "seconds": 60}]}
            save_time_entries {"entries": [{"key": "{TIME}", "merge": ["{E}"]}]}
            get_time_report {"project": "{P}"}
            get_time_report {"task": "{T}"}
            """.formatted(SECRET).lines().map(ToolProbe::of).toList();

    @TestFactory
    Stream<DynamicTest> each_tool_says_of_another_project_what_it_says_of_nothing() {
        Set<String> probed = new TreeSet<>();
        TOOL_PROBES.forEach(probe -> probed.add(probe.tool()));
        List<String> listed = agent.result("tools/list", "{}")
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
        assertThat(probed).containsExactlyInAnyOrderElementsOf(listed);
        return TOOL_PROBES.stream()
                .map(probe -> dynamicTest(probe.tool() + " " + probe.arguments(), () -> {
                    CASES.incrementAndGet();
                    String of = probe.answer(foreign);
                    if (!probe.arguments().contains(SECRET)) {
                        assertThat(of).doesNotContain(SECRET);
                    }
                    assertThat(of.replace(SECRET, ""))
                            .doesNotContain("forbidden")
                            .isEqualTo(probe.answer(NOTHING).replace(SECRET, ""));
                }));
    }

    @Test
    void of_its_own_project_it_is_told_all() {
        for (String path : List.of(
                "/api/projects",
                "/api/projects/{P}",
                "/api/projects/{p}/tasks",
                "/api/projects/{P}/notes",
                "/api/projects/{P}/notes/{N}",
                "/api/projects/{P}/history?tasks=true",
                "/api/tasks",
                "/api/tasks?q=" + MINE,
                "/api/tasks/{T}",
                "/api/tasks/{t}/history",
                "/api/tasks/{T}/notes/{n}",
                "/api/claims",
                "/api/time-entries",
                "/api/time-entries/{E}",
                "/api/time-entries/summary?by=task,project",
                "/api/time-entries/export?format=csv",
                "/api/time-entries/export?format=ndjson",
                "/api/history",
                "/api/history?q=" + MINE,
                "/api/history?after=0",
                "/api/history?changeSet={C}",
                "/api/history/marks",
                "/api/change-sets",
                "/api/change-sets?q=" + MINE,
                "/api/change-sets/{C}",
                "/api/projects/statuses",
                "/api/history/marks?entity={P}&tasks=true",
                "/api/history/export?format=ndjson",
                "/api/history/export?format=csv&q=" + MINE,
                "/api/diff?from=0",
                "/api/tasks/export?format=beads")) {
            CASES.incrementAndGet();
            String told = held.get(200, own.in(path)).body();
            assertThat(told).as(path).contains(MINE).doesNotContain(SECRET, foreign.task(), foreign.taskId());
        }
        for (String path :
                List.of("/api/tasks?q=" + SECRET, "/api/history?q=" + SECRET, "/api/time-entries?q=" + SECRET)) {
            assertThat(held.read(path).path("items")).as(path).isEmpty();
        }
        assertThat(held.get(200, "/api/time-entries/" + own.entry() + "/history")
                        .body())
                .contains(own.task());
        assertThat(Samples.all(held, "/api/history?limit=2"))
                .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain(SECRET));
    }

    @Test
    void of_its_own_project_it_writes_all() {
        JsonNode project = MAKE.project("Written");
        Api api = token(Samples.key(project), "read", "write");
        Samples make = new Samples(api);
        JsonNode task = make.task(project, "First");
        JsonNode below = make.subtask(task, "Below");
        String key = Samples.key(task);
        api.patch(200, "/api/projects/" + Samples.key(project), "{\"name\": \"Written by a token\"}");
        api.put(200, "/api/projects/" + Samples.key(project) + "/status", "{\"status\": \"active\"}");
        api.post(
                200,
                "/api/tasks/" + key + "/dependencies",
                "{\"type\": \"related\", \"task\": \"" + Samples.key(below) + "\"}");
        api.post(200, "/api/tasks/" + Samples.key(below) + "/move", "{\"parent\": null}");
        api.post(200, "/api/claims/next", "{\"agent\": \"a\"}");
        JsonNode entry = api.made(
                "/api/time-entries",
                "{\"task\": \"" + key + "\", \"start\": \"2026-01-07T08:00:00Z\", \"seconds\": 600}");
        api.post(200, "/api/time-entries/" + Samples.key(entry) + "/split", "{\"at\": \"2026-01-07T08:05:00Z\"}");
        Api.Answer deleted = api.delete(200, "/api/projects/" + Samples.key(project) + "?force=true");
        api.post(200, "/api/change-sets/" + deleted.header("X-Change-Set") + "/undo", "{\"force\": true}");
        assertThat(api.read("/api/tasks").path("items")).hasSize(2);
        Mcp mcp = Mcp.connect(api);
        assertThat(mcp.answer("create_tasks", "{\"project\": \"Written by a token\", \"tasks\": [{\"title\": \"x\"}]}")
                        .toString())
                .contains("changeSet");
        assertThat(mcp.failure("save_project", "{\"name\": \"Another project\"}"))
                .startsWith("forbidden: this token is held to one project");
    }

    @Test
    void what_its_tasks_wait_for_elsewhere_is_not_told() {
        JsonNode task = MAKE.task(OWNER.get("/api/projects/" + own.project()).json(), MINE + " waits");
        String key = Samples.key(task);
        OWNER.patch(
                200,
                "/api/tasks/" + key,
                foreign.in("{\"blockedBy\": [\"{T}\"], \"related\": [\"{U}\"], \"discoveredFrom\": \"{T}\"}"));
        OWNER.post(
                200,
                "/api/tasks/" + foreign.other() + "/dependencies?force=true",
                "{\"type\": \"blocks\", \"task\": \"" + key + "\"}");
        JsonNode read = held.read("/api/tasks/" + key);
        assertThat(read.path("ready").asBoolean()).isFalse();
        assertThat(read.path("blockedBy")).isEmpty();
        assertThat(read.path("blocks")).isEmpty();
        assertThat(read.path("related")).isEmpty();
        assertThat(read.path("discoveredFrom").isNull()).isTrue();
        for (String path : List.of(
                "/api/tasks/" + key + "/history",
                "/api/history?limit=200",
                "/api/history/export?format=ndjson",
                "/api/diff?from=0&limit=200",
                "/api/tasks?limit=200",
                "/api/tasks/export?format=beads",
                "/api/tasks/" + key + "?asOf=" + newest())) {
            assertThat(held.get(200, path).body())
                    .as(path)
                    .contains(MINE)
                    .doesNotContain(
                            "\"" + foreign.task() + "\"",
                            foreign.taskId(),
                            " " + foreign.task() + " ",
                            "\"" + foreign.other() + "\"");
        }
        assertThat(agent.answer("get_task", "{\"tasks\": [\"" + key + "\"]}").toString())
                .doesNotContain("\"" + foreign.task() + "\"", SECRET);
        // A circle through the other project is refused, and not told.
        JsonNode end = MAKE.task(OWNER.get("/api/projects/" + own.project()).json(), MINE + " end");
        OWNER.post(
                200,
                "/api/tasks/" + foreign.task() + "/dependencies",
                "{\"type\": \"blocks\", \"task\": \"" + Samples.key(end) + "\"}");
        Api.Answer circle = held.post(
                409,
                "/api/tasks/" + Samples.key(end) + "/dependencies",
                "{\"type\": \"blocks\", \"task\": \"" + key + "\"}");
        assertThat(circle.body()).doesNotContain(foreign.task() + " ", foreign.task() + "\"", "path");
    }

    private static long newest() {
        return OWNER.get("/api/history?limit=1").json().at("/items/0/position").asLong();
    }

    @Test
    void a_change_set_that_did_something_elsewhere_too_is_not_undone() {
        Mcp owner = Mcp.connect(OWNER);
        JsonNode here = MAKE.task(OWNER.get("/api/projects/" + own.project()).json(), MINE + " both");
        JsonNode there =
                MAKE.task(OWNER.get("/api/projects/" + foreign.project()).json(), SECRET + " both");
        String changeSet = owner.answer(
                        "update_tasks",
                        "{\"tasks\": [{\"key\": \"%s\", \"priority\": \"high\"}, {\"key\": \"%s\", \"priority\": \"high\"}]}"
                                .formatted(Samples.key(here), Samples.key(there)))
                .path("changeSet")
                .asString();
        Api.Answer refused = held.post(403, "/api/change-sets/" + changeSet + "/undo", "{}");
        assertThat(refused.text("detail")).contains("a change set that changed something else too");
        assertThat(agent.failure("undo_changes", "{\"change_sets\": [\"" + changeSet + "\"]}"))
                .startsWith("forbidden: ");
        for (String path : List.of("/api/change-sets/undo", "/api/change-sets/undo?dryRun=true")) {
            assertThat(held.post(403, path, "{\"changeSets\": [\"" + changeSet + "\"]}")
                            .body())
                    .doesNotContain(SECRET, Samples.key(there));
        }
        assertThat(held.get("/api/history?changeSet=" + changeSet).json().path("items"))
                .hasSize(1);
        assertThat(OWNER.get("/api/tasks/" + Samples.key(there)).text("priority"))
                .isEqualTo("high");
        assertThat(OWNER.get("/api/tasks/" + Samples.key(here)).text("priority"))
                .isEqualTo("high");
    }

    @Test
    void an_undo_that_is_refused_names_nothing_of_another_project() {
        String waits = Samples.key(
                MAKE.task(OWNER.get("/api/projects/" + own.project()).json(), MINE + " waits"));
        String edited = OWNER.patch(200, "/api/tasks/" + waits, own.in("{\"blockedBy\": [\"{T}\"]}"))
                .header("X-Change-Set");
        OWNER.patch(200, "/api/tasks/" + waits, foreign.in("{\"blockedBy\": [\"{T}\"]}"));
        Api.Answer later = held.post(409, "/api/change-sets/" + edited + "/undo", "{}");
        assertThat(later.json().at("/conflicts/0/now").toString()).isEqualTo("[\"something else\"]");
        assertThat(agent.failure("undo_changes", "{\"change_sets\": [\"" + edited + "\"]}"))
                .contains("something else")
                .doesNotContain(foreign.task() + "\"", foreign.task() + " ", foreign.taskId());
        JsonNode above = MAKE.task(OWNER.get("/api/projects/" + own.project()).json(), MINE + " above");
        String below = Samples.key(MAKE.subtask(above, MINE + " below"));
        String moved = OWNER.post(200, "/api/tasks/" + below + "/move", "{\"parent\": null}")
                .header("X-Change-Set");
        OWNER.post(200, "/api/tasks/" + Samples.key(above) + "/move", foreign.in("{\"project\": \"{P}\"}"));
        for (String body : List.of("{}", "{\"force\": true}")) {
            for (String path : List.of("/undo", "/undo?dryRun=true")) {
                assertThat(held.post(403, "/api/change-sets/" + moved + path, body)
                                .body())
                        .contains("something that is elsewhere by now")
                        .doesNotContain(foreign.projectId(), foreign.project());
            }
        }
    }

    @Test
    void what_its_task_waits_for_elsewhere_stays_where_it_replaces_what_it_sees() {
        String key = Samples.key(
                MAKE.task(OWNER.get("/api/projects/" + own.project()).json(), MINE + " waits on"));
        OWNER.patch(200, "/api/tasks/" + key, foreign.in("{\"blockedBy\": [\"{T}\"]}"));
        for (String seen : List.of("[\"" + own.task() + "\"]", "[]")) {
            JsonNode answer = held.patch(200, "/api/tasks/" + key, "{\"blockedBy\": " + seen + "}")
                    .json();
            assertThat(answer.path("blockedBy").toString()).isEqualTo(seen);
            assertThat(answer.path("ready").asBoolean()).isFalse();
        }
        agent.answer("update_tasks", "{\"tasks\": [{\"key\": \"%s\", \"blocked_by\": []}]}".formatted(key));
        assertThat(OWNER.get("/api/tasks/" + key).json().at("/blockedBy/0").asString())
                .isEqualTo(foreign.task());
        OWNER.patch(200, "/api/tasks/" + key, "{\"blockedBy\": []}");
    }

    /** Whether another task says that it is related is not for this token to see, nor to change. */
    @Test
    void what_a_task_elsewhere_says_of_its_task_stays_and_is_not_in_the_way() {
        String key = Samples.key(
                MAKE.task(OWNER.get("/api/projects/" + own.project()).json(), MINE + " related"));
        OWNER.post(200, "/api/tasks/" + foreign.task() + "/dependencies", """
                        {"type": "related", "task": "%s"}
                        """.formatted(key));
        held.patch(200, "/api/tasks/" + key, own.in("{\"related\": [\"{T}\"]}"));
        held.patch(200, "/api/tasks/" + key, "{\"related\": []}");
        assertThat(OWNER.get("/api/tasks/" + key).json().at("/related/0").asString())
                .isEqualTo(foreign.task());
        OWNER.patch(200, "/api/tasks/" + key, "{\"related\": []}");
    }

    @Test
    void what_it_is_not_shown_that_its_task_is_related_to_stays_where_it_replaces_the_rest() {
        String key = Samples.key(
                MAKE.task(OWNER.get("/api/projects/" + own.project()).json(), MINE + " related elsewhere"));
        OWNER.patch(200, "/api/tasks/" + key, foreign.in("{\"related\": [\"{T}\"]}"));
        held.patch(200, "/api/tasks/" + key, own.in("{\"related\": [\"{T}\"]}"));
        held.patch(200, "/api/tasks/" + key, "{\"related\": []}");
        assertThat(Samples.each(OWNER.get("/api/tasks/" + key).json().path("related"), JsonNode::asString))
                .containsExactly(foreign.task());
        OWNER.patch(200, "/api/tasks/" + key, "{\"related\": []}");
        assertThat(OWNER.get("/api/tasks/" + key).json().path("related")).isEmpty();
    }

    @Test
    void a_task_is_seen_for_as_long_as_it_is_in_the_project() {
        JsonNode project = MAKE.project("Of now");
        Api api = token(Samples.key(project), "read", "write");
        JsonNode comes =
                MAKE.task(OWNER.get("/api/projects/" + foreign.project()).json(), "It comes");
        JsonNode goes = MAKE.task(project, "It goes");
        long before = newest();
        OWNER.post(
                200, "/api/tasks/" + Samples.key(comes) + "/move", "{\"project\": \"" + Samples.key(project) + "\"}");
        Api.Answer gone = OWNER.post(
                200, "/api/tasks/" + Samples.key(goes) + "/move", "{\"project\": \"" + foreign.project() + "\"}");
        api.get(200, "/api/tasks/" + Samples.key(comes));
        api.get(404, "/api/tasks/" + Samples.key(comes) + "?asOf=" + before);
        api.get(404, "/api/tasks/" + Samples.key(goes));
        assertThat(api.get(200, "/api/tasks/" + Samples.key(goes) + "?asOf=" + before)
                        .text("title"))
                .isEqualTo("It goes");
        assertThat(api.get(200, "/api/tasks?asOf=" + before).body())
                .contains("It goes")
                .doesNotContain("It comes");
        assertThat(api.get(200, "/api/tasks/" + Samples.key(comes) + "/history").body())
                .contains("from something else to " + Samples.key(project))
                .doesNotContain(foreign.project(), foreign.projectId());
        List<JsonNode> changes = Samples.all(api, "/api/diff?from=" + before);
        assertThat(changes.toString()).doesNotContain(foreign.projectId());
        assertThat(changes.stream()
                        .map(each -> each.at("/entity/key").asString() + " "
                                + each.path("change").asString()))
                .contains(Samples.key(comes) + " created", Samples.key(goes) + " deleted");
        api.post(404, "/api/change-sets/" + gone.header("X-Change-Set") + "/undo", "{}");
    }

    @Test
    void who_follows_the_ledger_hears_of_the_project_only() {
        JsonNode project = MAKE.project("Followed");
        Api api = token(Samples.key(project), "read");
        try (EventStreamClient stream = EventStreamClient.open(api, "/api/events", "")) {
            MAKE.task(OWNER.get("/api/projects/" + foreign.project()).json(), SECRET + " while followed");
            JsonNode task = MAKE.task(project, "Heard");
            assertThat(stream.nextEntry().data().at("/entity/id").asString()).isEqualTo(Samples.id(task));
        }
    }

    /** One reading is for all who are as far as each other. */
    @Test
    void who_follows_the_ledger_beside_the_owner_hears_no_more_than_alone() {
        JsonNode project = MAKE.project("Followed beside");
        Api api = token(Samples.key(project), "read");
        try (EventStreamClient all = EventStreamClient.open(OWNER, "/api/events", "");
                EventStreamClient stream = EventStreamClient.open(api, "/api/events", "")) {
            JsonNode secret =
                    MAKE.task(OWNER.get("/api/projects/" + foreign.project()).json(), SECRET + " while followed");
            EventStreamClient.Event told = all.nextEntry();
            while (!told.data().at("/entity/id").asString().equals(Samples.id(secret))) {
                told = all.nextEntry();
            }
            JsonNode task = MAKE.task(project, "Heard");
            EventStreamClient.Event heard = stream.next();
            assertThat(heard.name()).as("no progress of the sync").isEmpty();
            assertThat(heard.data().at("/entity/id").asString()).isEqualTo(Samples.id(task));
        }
    }

    @Test
    void a_timer_that_runs_elsewhere_is_not_told_and_not_stopped() {
        String person = OWNER.post(201, "/api/people", "{\"name\": \"Busy " + UUID.randomUUID() + "\"}")
                .text("key");
        String running = OWNER.post(
                        201,
                        "/api/timer/start",
                        foreign.in("{\"task\": \"{T}\", \"person\": \"%s\"}".formatted(person)))
                .text("key");
        held.get(204, "/api/timer?person=" + person);
        String start = own.in("{\"task\": \"{T}\", \"person\": \"%s\", \"stopRunning\": true}".formatted(person));
        assertThat(held.post(403, "/api/timer/start", start).body())
                .contains("a timer beside another one")
                .doesNotContain(running);
        held.post(204, "/api/timer/stop", "{\"person\": \"" + person + "\"}");
        held.post(204, "/api/timer/discard", "{\"person\": \"" + person + "\"}");
        assertThat(OWNER.get("/api/time-entries/" + running)
                        .json()
                        .path("running")
                        .asBoolean())
                .isTrue();
        assertThat(held.get(200, "/api/time-entries?running=true").body()).doesNotContain(running);
        OWNER.post(200, "/api/timer/discard", "{\"person\": \"" + person + "\"}");
    }

    @Test
    void an_agent_reads_pages_prompts_and_completions_of_the_project_only() {
        for (String uri : List.of("devledger://overview", "devledger://projects/" + own.project())) {
            assertThat(agent.ask("resources/read", "{\"uri\": \"" + uri + "\"}"))
                    .contains(MINE)
                    .doesNotContain(SECRET);
        }
        for (String of : List.of("", "/history")) {
            assertThat(foreign.outOf(agent.ask(
                            "resources/read", "{\"uri\": \"devledger://projects/" + foreign.project() + of + "\"}")))
                    .isEqualTo(NOTHING.outOf(agent.ask(
                            "resources/read", "{\"uri\": \"devledger://projects/" + NOTHING.project() + of + "\"}")));
        }
        assertThat(agent.ask("prompts/get", "{\"name\": \"weekly_review\", \"arguments\": {}}"))
                .contains(MINE)
                .doesNotContain(SECRET, "Sync with");
        assertThat(agent.result(
                                "completion/complete",
                                "{\"ref\": {\"type\": \"ref/resource\", \"uri\": \"devledger://projects/{key}\"}, \"argument\":"
                                        + " {\"name\": \"key\", \"value\": \"\"}}")
                        .at("/completion/values")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly(own.project());
        String overview = agent.answer("get_overview", "{\"response_format\": \"detailed\"}")
                .toString();
        assertThat(overview).contains(MINE).doesNotContain(SECRET);
        assertThat(agent.answer("find_tasks", "{}").toString()).contains(MINE).doesNotContain(SECRET);
        assertThat(agent.answer("get_history", "{}").toString()).contains(MINE).doesNotContain(SECRET);
        assertThat(agent.answer("get_time_report", "{\"group_by\": [\"person\"]}")
                        .toString())
                .contains(MINE)
                .doesNotContain(SECRET);
        assertThat(agent.failure("sync_now", "{}")).startsWith("forbidden: this token is held to one project");
    }
}
