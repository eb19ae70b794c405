package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Tools.changeSet;
import static dev.devledger.bootstrap.system.Tools.keys;
import static dev.devledger.bootstrap.system.Tools.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Agents that repeat a call, only try one, or work on the same things at the same time. */
class WritingRepeatsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());

    private static String newKey() {
        return "key-" + UUID.randomUUID();
    }

    /** A good call of each tool that writes the ledger; the key stands for what it needs, such as a new task. */
    static Stream<Arguments> calls() {
        JsonNode project = SAMPLES.project("Repeats");
        JsonNode other = SAMPLES.project("Repeats elsewhere");
        String undone = changeSet(TOOLS.json(
                "create_tasks", "{\"project\": \"" + key(project) + "\", \"tasks\": [{\"title\": \"To be undone\"}]}"));
        return Stream.of(
                Arguments.of(
                        "create_tasks", "{\"project\": \"" + key(project) + "\", \"tasks\": [{\"title\": \"New\"}]}"),
                Arguments.of(
                        "update_tasks",
                        "{\"tasks\": [{\"key\": \"" + task(project)
                                + "\", \"title\": \"Changed\", \"add_tags\": [\"a\"]}]}"),
                Arguments.of("complete_tasks", "{\"tasks\": [\"" + task(project) + "\"], \"reason\": \"done\"}"),
                Arguments.of(
                        "move_tasks", "{\"tasks\": [\"" + task(project) + "\"], \"project\": \"" + key(other) + "\"}"),
                Arguments.of("delete_items", "{\"items\": [\"" + task(project) + "\"]}"),
                Arguments.of(
                        "save_project", "{\"name\": \"Made once " + UUID.randomUUID() + "\", \"placement\": \"none\"}"),
                Arguments.of("undo_changes", "{\"change_sets\": [\"" + undone + "\"]}"));
    }

    private static String task(JsonNode project) {
        return key(SAMPLES.task(project, "Task"));
    }

    private static String with(String call, String more) {
        return call.substring(0, call.length() - 1) + ", " + more + "}";
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_dry_run_shows_all_and_leaves_nothing_and_a_repeat_is_the_first_answer(String tool, String call) {
        String key = newKey();
        String keyed = with(call, "\"idempotency_key\": \"" + key + "\"");
        long before = TOOLS.events();

        ToolAnswer tried = TOOLS.call(tool, with(keyed, "\"dry_run\": true"));
        assertThat(TOOLS.events()).isEqualTo(before);
        assertThat(TOOLS.keysKept(key)).isZero();
        assertThat(tried.structured().path("dryRun").asBoolean()).isTrue();
        assertThat(tried.structured().has("changeSet")).isFalse();
        assertThat(tried.text()).startsWith("Dry run, nothing was written. It would ");

        ToolAnswer first = TOOLS.call(tool, keyed);
        assertThat(TOOLS.events()).isEqualTo(before + 1);
        assertThat(first.structured().has("replayed")).isFalse();
        assertThat(first.structured().path("results"))
                .hasSameSizeAs(tried.structured().path("results"));

        ToolAnswer again = TOOLS.call(tool, with(keyed, "\"expected_version\": {\"T-999999\": 7}"));
        assertThat(TOOLS.events()).isEqualTo(before + 1);
        ObjectNode same = again.structured().deepCopy();
        assertThat(same.remove("replayed").asBoolean()).isTrue();
        assertThat(same.toString()).isEqualTo(first.structured().toString());
        assertThat(again.text()).startsWith("Replayed: ").endsWith(first.text());

        assertThat(TOOLS.failure(
                        tool,
                        with(keyed.replace("\"reason\": \"done\"", "\"reason\": \"x\""), "\"reason\": \"another\"")))
                .isEqualTo("idempotency_mismatch: key \"" + key
                        + "\" belongs to another call. Use a new key. Nothing was written.");
    }

    @Test
    void fields_in_another_order_are_the_same_call_and_another_tool_is_another_one() {
        String task = task(SAMPLES.project("Orders"));
        String key = newKey();
        TOOLS.call(
                "complete_tasks",
                "{\"tasks\": [\"%s\"], \"reason\": \"r\", \"idempotency_key\": \"%s\"}".formatted(task, key));

        JsonNode again = TOOLS.json(
                "complete_tasks",
                "{\"idempotency_key\": \"%s\", \"reason\": \"r\", \"tasks\": [\"%s\"]}".formatted(key, task));

        assertThat(again.path("replayed").asBoolean()).isTrue();
        assertThat(TOOLS.json("delete_items", "{\"items\": [\"%s\"], \"idempotency_key\": \"%s\"}".formatted(task, key))
                        .has("replayed"))
                .isFalse();
    }

    @Test
    void a_key_is_something_that_can_be_seen() {
        String call = "{\"items\": [\"T-1\"], \"idempotency_key\": \"%s\"}";
        for (String bad : List.of("", "  ", "tab\\t", "line\\u2028\\n")) {
            assertThat(TOOLS.failure("delete_items", call.formatted(bad)))
                    .startsWith("invalid: idempotency_key is empty or has a control character. Use 1 to 64");
        }
        assertThat(TOOLS.failure("delete_items", call.formatted("k".repeat(65))))
                .startsWith("invalid: idempotency_key ");
    }

    @Test
    void a_dry_run_hands_out_no_key() {
        JsonNode project = SAMPLES.project("No keys");
        String call = "{\"project\": \"" + key(project) + "\", \"tasks\": [{\"title\": \"A\"}, {\"title\": \"B\"}]}";
        long last = number(task(project));

        ToolAnswer tried = TOOLS.call("create_tasks", with(call, "\"dry_run\": true"));

        assertThat(keys(tried.structured())).containsExactly("new-1", "new-2");
        assertThat(tried.text()).contains("new-2 B (v1)");
        assertThat(keys(TOOLS.json("create_tasks", call))).containsExactly("T-" + (last + 1), "T-" + (last + 2));
        assertThat(keys(TOOLS.json("save_project", "{\"name\": \"Only tried\", \"dry_run\": true}")))
                .containsExactly("new-1");
    }

    @Test
    void a_dry_run_refuses_what_the_call_would() {
        String task = task(SAMPLES.project("Tried and refused"));
        String call = "{\"tasks\": [\"%s\"], \"dry_run\": true%s}";

        assertThat(TOOLS.failure(
                        "complete_tasks", call.formatted(task, ", \"expected_version\": {\"" + task + "\": 4}")))
                .startsWith("stale: ");
        assertThat(TOOLS.failure("complete_tasks", call.formatted("T-999999", "")))
                .startsWith("not_found: ");
        assertThat(TOOLS.call("complete_tasks", call.formatted(task, ", \"status\": \"open\""))
                        .text())
                .startsWith("Dry run, nothing was written. Nothing would change");
    }

    /** Axon and the database know nothing of each other's locks, so a circle through both would stand still for long. */
    @Test
    void batches_that_cross_each_other_all_go_through() throws Exception {
        JsonNode one = SAMPLES.project("Crossing one");
        JsonNode two = SAMPLES.project("Crossing two");
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tasks.add(key(SAMPLES.task(i % 2 == 0 ? one : two, "Crossed " + i)));
        }
        List<Callable<Integer>> agents = List.of(
                () -> rounds(round -> TOOLS.json("update_tasks", edits(tasks, "up " + round))),
                () -> rounds(round -> TOOLS.json("update_tasks", edits(tasks.reversed(), "down " + round))),
                () -> rounds(round -> TOOLS.json(
                        "move_tasks",
                        "{\"tasks\": %s, \"project\": \"%s\"}"
                                .formatted(quoted(tasks.reversed()), key(round % 2 == 0 ? one : two)))),
                () -> rounds(round -> TOOLS.json(
                        "complete_tasks",
                        "{\"tasks\": %s, \"status\": \"%s\"}"
                                .formatted(quoted(tasks), round % 2 == 0 ? "completed" : "open"))));

        assertThat(together(agents)).containsOnly(10);
    }

    @Test
    void deletions_and_restores_that_cross_each_other_all_go_through() throws Exception {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JsonNode project = SAMPLES.project("Crossed deletions " + i);
            JsonNode parent = SAMPLES.task(project, "Parent");
            items.addAll(List.of(key(project), key(SAMPLES.subtask(parent, "Child")), key(parent)));
        }
        String call = "{\"items\": %s, \"restore\": %b, \"confirm\": true}";
        List<Callable<Integer>> agents = List.of(
                () -> rounds(round -> TOOLS.json("delete_items", call.formatted(quoted(items), false))),
                () -> rounds(round -> TOOLS.json("delete_items", call.formatted(quoted(items.reversed()), true))),
                () -> rounds(round -> TOOLS.json("delete_items", call.formatted(quoted(items.reversed()), false))),
                () -> rounds(round -> TOOLS.json("delete_items", call.formatted(quoted(items), true))));

        assertThat(together(agents)).containsOnly(10);

        TOOLS.call("delete_items", call.formatted(quoted(items), true));
        for (String item : items) {
            String path = (item.startsWith("P-") ? "/api/projects/" : "/api/tasks/") + item;
            assertThat(API.get(path).json().path("deletedAt").isNull()).as(item).isTrue();
        }
    }

    @Test
    void tags_that_are_added_while_others_edit_are_all_there() throws Exception {
        String task = task(SAMPLES.project("Tagged together"));
        String call = "{\"tasks\": [{\"key\": \"" + task + "\", \"add_tags\": [\"%s\"]}]}";
        Api person = SharedDevledger.get().api();
        List<Callable<Integer>> all = List.of(
                () -> rounds(round -> TOOLS.json("update_tasks", call.formatted("a" + round))),
                () -> rounds(round -> TOOLS.json("update_tasks", call.formatted("b" + round))),
                () -> rounds(round -> person.patch(200, "/api/tasks/" + task, "{\"title\": \"Title " + round + "\"}")
                        .json()));

        assertThat(together(all)).containsOnly(10);

        JsonNode now = API.get("/api/tasks/" + task).json();
        assertThat(now.path("tags")).hasSize(20);
        assertThat(now.path("title").asString()).isEqualTo("Title 9");
    }

    private interface Round {
        JsonNode run(int round);
    }

    private static int rounds(Round each) {
        for (int round = 0; round < 10; round++) {
            each.run(round);
        }
        return 10;
    }

    private static String edits(List<String> tasks, String title) {
        return tasks.stream()
                .map(task ->
                        "{\"key\": \"" + task + "\", \"title\": \"" + title + "\", \"add_tags\": [\"" + title + "\"]}")
                .collect(Collectors.joining(",", "{\"tasks\": [", "]}"));
    }

    /**
     * For each new task its key. For all of them what every write has (the gate, the positions, what is stored, the answer),
     * what the project is called, its place before and under the lock, the lock, and whether anything was changed.
     */
    @Test
    void fifty_new_tasks_cost_a_statement_each_and_nine_for_all() {
        JsonNode project = SAMPLES.project("Counted by tools");
        String fifty = IntStream.rangeClosed(1, 50)
                .mapToObj(each -> "{\"title\": \"Task " + each + "\"}")
                .collect(Collectors.joining(","));
        String request = "counted-" + UUID.randomUUID();
        Queue<String> seen = CountedDatabase.watch(request);
        MDC.put("requestId", request);
        try {
            TOOLS.call(
                    "create_tasks",
                    "{\"project\": \"" + key(project) + "\", \"tasks\": [" + fifty + "]}",
                    request,
                    ProgressListener.NOBODY);
        } finally {
            MDC.remove("requestId");
        }
        assertThat(seen.stream().filter(each -> each.equals("commit"))).hasSize(1);
        assertThat(seen).doesNotContain("rollback");
        int forAll = 4 + 1 + 2 + 1 + 1;
        assertThat(seen.stream().filter(each -> !each.equals("commit")))
                .as(String.join("\n", seen))
                .hasSize(50 + forAll);
    }

    @Test
    void a_dry_run_wakes_no_sync() {
        JsonNode card = SAMPLES.card("Only tried card");
        Wait.untilSynced(API);
        int requests = requests();

        TOOLS.call("save_project", "{\"project\": \"" + key(card) + "\", \"name\": \"Tried\", \"dry_run\": true}");
        JsonNode status = API.read("/api/sync/status").at("/items/0");

        assertThat(status.path("pending").asInt()).isZero();
        assertThat(requests()).isEqualTo(requests);
    }

    private static int requests() {
        return API.get("/sandbox/ticktick/faults").json().path("total").asInt();
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(2));
    }

    private static <T> List<T> together(List<Callable<T>> all) throws Exception {
        CountDownLatch ready = new CountDownLatch(all.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            List<Future<T>> running = all.stream()
                    .map(each -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return each.call();
                    }))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> each : running) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
