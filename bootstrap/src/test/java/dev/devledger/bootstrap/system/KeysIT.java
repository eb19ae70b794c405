package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is refused, only tried or said twice takes no key from what comes next. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysIT {
    private static final int TIMES = 20;
    private static final String LONG = "x".repeat(501);

    private final Api api = SharedDevledger.get().api();
    private final Mcp mcp = Mcp.connect(api);
    private final Samples samples = new Samples(api);
    private final Tables tables = new Tables(SharedDevledger.get());

    private JsonNode home;
    private JsonNode other;
    private JsonNode gone;
    private JsonNode goneTask;
    private String deep;

    @BeforeAll
    void make() {
        home = samples.project("Home of keys");
        other = samples.task(samples.project("Another home of keys"), "Elsewhere");
        gone = samples.project("Deleted home of keys");
        goneTask = samples.task(home, "Deleted parent");
        api.delete(200, "/api/projects/" + key(gone));
        api.delete(200, "/api/tasks/" + key(goneTask));
        JsonNode parent = samples.task(home, "Level 1");
        for (int level = 2; level <= 4; level++) {
            parent = samples.subtask(parent, "Level " + level);
        }
        deep = key(parent);
    }

    record Asked(String what, IntConsumer request) {
        @Override
        public String toString() {
            return what;
        }
    }

    Stream<Asked> noNewProject() {
        String kept = UUID.randomUUID().toString();
        String body = "{\"name\": \"Kept\", \"placement\": \"none\"}";
        api.post(201, "/api/projects", body, "Idempotency-Key", kept);
        return Stream.of(
                new Asked(
                        "a name that is too long", i -> api.post(422, "/api/projects", "{\"name\": \"" + LONG + "\"}")),
                new Asked(
                        "a reserved tag",
                        i -> api.post(422, "/api/projects", "{\"name\": \"x\", \"tags\": [\"paused\"]}")),
                new Asked("the same again", i -> api.post(201, "/api/projects", body, "Idempotency-Key", kept)),
                new Asked(
                        "another one under the same key",
                        i -> api.post(422, "/api/projects", "{\"name\": \"x\"}", "Idempotency-Key", kept)),
                new Asked("a dry run", i -> tool("save_project", "{\"name\": \"Tried " + i + "\", \"dry_run\": true}")),
                new Asked(
                        "a first note that is too long",
                        i -> tool(
                                "save_project",
                                "{\"name\": \"Noted " + i + "\", \"note\": \"" + "x".repeat(10_001) + "\"}")));
    }

    @ParameterizedTest
    @MethodSource
    void noNewProject(Asked asked) {
        long before = last("project_key");
        for (int i = 0; i < TIMES; i++) {
            asked.request().accept(i);
        }
        for (int i = 1; i <= 3; i++) {
            assertThat(number(samples.project("After " + asked))).isLessThanOrEqualTo(before + i);
        }
    }

    Stream<Asked> noNewTask() {
        String tasks = "/api/projects/" + key(home) + "/tasks";
        String kept = UUID.randomUUID().toString();
        api.post(201, tasks, "{\"title\": \"Kept\"}", "Idempotency-Key", kept);
        return Stream.of(
                new Asked("a title that is too long", i -> api.post(422, tasks, "{\"title\": \"" + LONG + "\"}")),
                new Asked("a parent elsewhere", i -> below(other, 422)),
                new Asked("a parent that is deleted", i -> below(goneTask, 409)),
                new Asked(
                        "a parent on the last level",
                        i -> api.post(422, tasks, "{\"title\": \"x\", \"parent\": \"" + deep + "\"}")),
                new Asked(
                        "a project that is deleted",
                        i -> api.post(409, "/api/projects/" + key(gone) + "/tasks", "{\"title\": \"x\"}")),
                new Asked(
                        "a version that is old", i -> api.post(412, tasks, "{\"title\": \"x\"}", "If-Match", "\"99\"")),
                new Asked(
                        "the same again", i -> api.post(201, tasks, "{\"title\": \"Kept\"}", "Idempotency-Key", kept)),
                new Asked(
                        "one of several that is wrong",
                        i -> tool("create_tasks", severalOf("{\"title\": \"Bad\", \"parent\": \"" + deep + "\"}", ""))),
                new Asked(
                        "a dry run", i -> tool("create_tasks", severalOf("{\"title\": \"3\"}", ", \"dry_run\": true"))),
                new Asked(
                        "an import with a row that is wrong",
                        i -> api.post(422, "/api/import", """
                                        {"project": {"ref": "a", "name": "Imported"}}
                                        {"task": {"project": "a", "title": ""}}
                                        """, "Content-Type", "application/x-ndjson")));
    }

    @ParameterizedTest
    @MethodSource
    void noNewTask(Asked asked) {
        long before = last("task_key");
        for (int i = 0; i < TIMES; i++) {
            asked.request().accept(i);
        }
        for (int i = 1; i <= 3; i++) {
            assertThat(number(samples.task(home, "After " + asked))).isLessThanOrEqualTo(before + i);
        }
    }

    private void below(JsonNode parent, int status) {
        api.post("/api/projects/" + key(home) + "/tasks", "{\"title\": \"x\", \"parent\": \"" + key(parent) + "\"}")
                .expect(status);
    }

    private String severalOf(String last, String more) {
        return "{\"project\": \"" + key(home) + "\", \"tasks\": [{\"title\": \"1\"}, {\"title\": \"2\"}, " + last + "]"
                + more + "}";
    }

    private void tool(String name, String arguments) {
        mcp.post("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"" + name
                        + "\",\"arguments\":" + arguments + "}}")
                .expect(200);
    }

    private long last(String sequence) {
        return tables.jdbc()
                .sql("select last_value from " + sequence)
                .query(Long.class)
                .single();
    }

    private static long number(JsonNode made) {
        return Long.parseLong(key(made).substring(2));
    }
}
