package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Tools.changeSet;
import static dev.devledger.bootstrap.system.Tools.keys;
import static dev.devledger.bootstrap.system.Tools.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Consent;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tools that write the ledger: what each does, and every way in which it refuses. */
class WritingToolsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());

    private static JsonNode get(String key) {
        return API.read((key.startsWith("P-") ? "/api/projects/" : "/api/tasks/") + key);
    }

    private static String text(String key, String field) {
        return get(key).path(field).asString("");
    }

    private static long version(String key) {
        return get(key).path("version").asLong();
    }

    /** Whatever it says, nothing is stored. */
    private static String refused(String tool, String arguments) {
        long before = TOOLS.events();
        String text = TOOLS.failure(tool, arguments);
        assertThat(TOOLS.events()).as(text).isEqualTo(before);
        assertThat(text).endsWith("Nothing was written.");
        return text;
    }

    // create_tasks

    /** The rules speak to all doors at once. */
    @Test
    void what_is_wrong_is_said_in_the_words_of_the_tool() {
        String task = key(SAMPLES.task(SAMPLES.project("Words"), "Words"));
        assertThat(refused("update_tasks", "{\"tasks\": [{\"key\": \"%s\", \"note\": \"\"}]}".formatted(task)))
                .startsWith("invalid: tasks[0].note: must not be empty");
        assertThat(refused("complete_tasks", "{\"tasks\": [\"%s\"], \"note\": \" \"}".formatted(task)))
                .startsWith("invalid: note: must not be empty");
        assertThat(refused("update_tasks", "{\"tasks\": [{\"key\": \"%s\", \"stage\": \"\"}]}".formatted(task)))
                .startsWith("invalid: tasks[0].stage: is one line of 1 to 60 characters; for no stage leave it out; in"
                        + " update_tasks, clear takes it away");
        assertThat(refused("create_tasks", "{\"project\": \"P-1\", \"tasks\": [{\"title\": 5}]}"))
                .startsWith("invalid: tasks[0].title must be text, not 5");
    }

    @Test
    void tasks_are_created_in_one_change_set_that_tells_who_and_why() {
        String name = "Agents " + UUID.randomUUID();
        JsonNode project = SAMPLES.project(name);
        JsonNode parent = SAMPLES.task(project, "Parent");

        ToolAnswer answer = TOOLS.call(
                "create_tasks",
                """
                {"project": "%s", "reason": "asked to", "tasks": [
                  {"title": "First", "due_date": "2026-03-31", "priority": "high", "tags": ["a"], "checklist": ["x", "y"],
                   "stage": "next", "estimate_minutes": 30},
                  {"title": "Second", "parent": "%s", "description": "more"}]}
                """.formatted(name.toUpperCase(Locale.ROOT), key(parent)),
                "request-1",
                ProgressListener.NOBODY);

        JsonNode json = answer.structured();
        List<String> keys = keys(json);
        assertThat(answer.text())
                .startsWith("Created 2 tasks in change set " + changeSet(json))
                .contains("undo_changes change_sets=[\"" + changeSet(json) + "\"]")
                .contains(keys.get(0) + " due 2026-03-31 First (v1)");
        assertThat(json.at("/results/0/title").asString()).isEqualTo("First");
        assertThat(json.at("/results/0/version").asLong()).isEqualTo(1);
        JsonNode first = get(keys.get(0));
        assertThat(first.path("priority").asString()).isEqualTo("high");
        assertThat(first.path("checklist")).hasSize(2);
        assertThat(first.path("stage").asString()).isEqualTo("next");
        assertThat(first.path("estimateMinutes").asInt()).isEqualTo(30);
        assertThat(get(keys.get(1)).path("parentId").asString())
                .isEqualTo(parent.path("id").asString());
        JsonNode history = API.get("/api/history?changeSet=" + changeSet(json)).json();
        assertThat(history.path("items")).hasSize(2);
        for (JsonNode entry : history.path("items")) {
            assertThat(entry.path("actor").asString()).isEqualTo("owner");
            assertThat(entry.path("channel").asString()).isEqualTo("mcp");
            assertThat(entry.path("tool").asString()).isEqualTo("create_tasks");
            assertThat(entry.path("client").asString()).isEqualTo(Tools.CLIENT);
            assertThat(entry.path("requestId").asString()).isEqualTo("request-1");
            assertThat(entry.path("reason").asString()).isEqualTo("asked to");
        }
    }

    @Test
    void a_bad_last_one_keeps_all_of_them_out() {
        JsonNode project = SAMPLES.project("All or none");
        String calls = "{\"project\": \"" + key(project) + "\", \"tasks\": [{\"title\": \"Good\"}, %s]}";

        assertThat(refused("create_tasks", calls.formatted("{\"title\": \"Bad\", \"due_date\": \"31.3.\"}")))
                .isEqualTo("invalid: tasks[1].due_date \"31.3.\" is not a date. Use 2026-03-31 or"
                        + " 2026-03-31T09:00:00Z. Nothing was written.");
        assertThat(refused(
                        "create_tasks",
                        calls.formatted(
                                "{\"title\": \"Bad\", \"start_date\": \"2026-03-31\", \"due_date\": \"2026-03-30\"}")))
                .startsWith("invalid: tasks[1].due_date: is before start_date;");
        assertThat(refused("create_tasks", calls.formatted("{\"title\": \"Bad\", \"tags\": [\"a\", \"A\"]}")))
                .startsWith("invalid: tasks[1].tags: ");
        assertThat(refused("create_tasks", calls.formatted("{\"title\": \" \"}")))
                .startsWith("invalid: tasks[1].title: must not be empty");
        assertThat(refused("create_tasks", calls.formatted("{\"title\": \"Bad\", \"parent\": \"T-999999\"}")))
                .isEqualTo("not_found: T-999999 does not exist. Call find_tasks to get keys. Nothing was written.");
        assertThat(refused("create_tasks", calls.formatted("{\"titel\": \"Bad\"}")))
                .startsWith("invalid: ")
                .contains("tasks[1]");
        assertThat(API.get("/api/tasks?project=" + key(project)).json().path("items"))
                .isEmpty();
    }

    @Test
    void a_task_needs_a_project_and_one_that_is_there() {
        JsonNode gone = SAMPLES.project("Gone");
        API.delete(200, "/api/projects/" + key(gone));
        String twice = "Twice " + UUID.randomUUID();
        List<String> keys = List.of(key(SAMPLES.project(twice)), key(SAMPLES.project(twice)));
        String task = "\"tasks\": [{\"title\": \"Homeless\"}]}";

        assertThat(refused("create_tasks", "{" + task)).startsWith("invalid: tasks[0].project is missing");
        assertThat(refused("create_tasks", "{\"project\": \"P-999999\", " + task))
                .startsWith("not_found: project: there is no project \"P-999999\".")
                .contains("get_overview");
        assertThat(refused("create_tasks", "{\"project\": \"No such\\u0000name\", " + task))
                .startsWith("not_found: ");
        assertThat(refused("create_tasks", "{\"project\": \"" + twice + "\", " + task))
                .containsPattern("""
                        ambiguous: project: several projects are called "%s": \
                        %s \\(planned, 0 open tasks, last changed [^)]*Z\\), %s \\(planned, 0 open tasks, last changed [^)]*Z\\)\\. \
                        Give the key of the one you mean\\.""".formatted(twice, keys.get(0), keys.get(1)));
        assertThat(refused("create_tasks", "{\"project\": \"" + key(gone) + "\", " + task))
                .startsWith("conflict_state: tasks[0]: The task's project is deleted. Restore the project with"
                        + " delete_items restore=true first.");
    }

    @Test
    void a_parent_says_the_project_and_has_to_be_of_it() {
        JsonNode home = SAMPLES.project("Home of a parent");
        JsonNode parent = SAMPLES.task(home, "Parent");
        JsonNode other = SAMPLES.project("Not its home");

        JsonNode made = TOOLS.json(
                "create_tasks", "{\"tasks\": [{\"title\": \"Child\", \"parent\": \"" + key(parent) + "\"}]}");
        assertThat(text(keys(made).getFirst(), "projectKey")).isEqualTo(key(home));
        assertThat(refused(
                        "create_tasks",
                        "{\"project\": \"%s\", \"tasks\": [{\"title\": \"Child\", \"parent\": \"%s\"}]}"
                                .formatted(key(other), key(parent))))
                .startsWith("invalid: tasks[0].parent: is in another project;");
    }

    @Test
    void fifty_at_once_are_one_change_set() {
        JsonNode project = SAMPLES.project("Fifty");
        String fifty = IntStream.rangeClosed(1, 50)
                .mapToObj(each -> "{\"title\": \"Task " + each + "\"}")
                .collect(Collectors.joining(","));
        String call = "{\"project\": \"" + key(project) + "\", \"tasks\": [" + fifty + "%s]}";

        JsonNode made = TOOLS.json("create_tasks", call.formatted(""));

        assertThat(keys(made)).hasSize(50).doesNotHaveDuplicates();
        assertThat(API.get("/api/history?limit=200&changeSet=" + changeSet(made))
                        .json()
                        .path("items"))
                .hasSize(50);
        assertThat(refused("create_tasks", call.formatted(",{\"title\": \"One too many\"}")))
                .startsWith("invalid: tasks ");
    }

    // update_tasks

    @Test
    void an_update_changes_what_it_names_and_keeps_what_it_does_not() {
        JsonNode project = SAMPLES.project("Updates");
        String task =
                keys(TOOLS.json("create_tasks", """
                        {"project": "%s", "tasks": [{"title": "Before", "description": "text", "due_date": "2026-03-31",
                          "tags": ["Keep", "drop"], "checklist": ["one", "two"], "stage": "next", "estimate_minutes": 30}]}""".formatted(key(project)))).getFirst();
        JsonNode before = get(task);

        JsonNode json = TOOLS.json("update_tasks", """
                {"tasks": [{"key": "%s", "title": "After", "priority": "low", "add_tags": ["new", "KEEP"],
                  "remove_tags": ["DROP"], "checklist": [{"title": "zero"}, {"title": "two", "done": true}],
                  "stage": "in review", "clear": ["description", "estimate_minutes"]}]}""".formatted(task));

        JsonNode after = get(task);
        assertThat(json.at("/results/0/version").asLong()).isEqualTo(2);
        assertThat(after.path("title").asString()).isEqualTo("After");
        assertThat(after.path("description").isNull()).isTrue();
        assertThat(after.path("dueDate").asString()).isEqualTo("2026-03-31");
        assertThat(after.path("tags").toString()).isEqualTo("[\"Keep\",\"new\"]");
        assertThat(after.path("checklist")).hasSize(2);
        assertThat(after.at("/checklist/1/id")).isEqualTo(before.at("/checklist/1/id"));
        assertThat(after.at("/checklist/1/done").asBoolean()).isTrue();
        assertThat(after.path("stage").asString()).isEqualTo("in review");
        assertThat(after.get("estimateMinutes").isNull()).isTrue();
        assertThat(Samples.each(before.path("checklist"), each -> each.path("id")))
                .doesNotContain(after.at("/checklist/0/id"));
    }

    @Test
    void agents_say_who_works_on_a_task() {
        String name = "Ada " + UUID.randomUUID();
        JsonNode ada = API.made("/api/people", "{\"name\": \"" + name + "\"}");
        JsonNode project = SAMPLES.project("Assigned");
        String task = keys(TOOLS.json("create_tasks", """
                        {"project": "%s", "tasks": [{"title": "Paint", "assignees": ["%s", "me"]}]}""".formatted(key(project), name.toUpperCase(Locale.ROOT))))
                .getFirst();
        assertThat(Samples.each(get(task).path("assignees"), Samples::key))
                .contains(key(ada))
                .hasSize(2);
        assertThat(TOOLS.json("find_tasks", "{\"assignee\": \"" + key(ada) + "\"}")
                        .path("tasks"))
                .hasSize(1);
        assertThat(TOOLS.json("get_task", "{\"tasks\": [\"" + task + "\"]}").toString())
                .contains(name);

        API.patch(200, "/api/people/" + key(ada), "{\"archived\": true}");
        String one = "{\"tasks\": [{\"key\": \"" + task + "\"%s}]}";
        TOOLS.json("update_tasks", one.formatted(", \"assignees\": [\"" + key(ada) + "\"]"));
        assertThat(Samples.each(get(task).path("assignees"), Samples::key)).containsExactly(key(ada));
        TOOLS.json("update_tasks", one.formatted(", \"clear\": [\"assignees\"]"));
        assertThat(get(task).path("assignees")).isEmpty();
        assertThat(refused("update_tasks", one.formatted(", \"assignees\": [\"" + key(ada) + "\"]")))
                .startsWith("invalid: tasks[0].assignees: has " + key(ada) + ", who is archived");
        assertThat(refused("update_tasks", one.formatted(", \"assignees\": [\"me\", \"nobody here\"]")))
                .startsWith("invalid: tasks[0].assignees[1]: is nobody");
    }

    @Test
    void an_update_that_makes_no_sense_is_refused_with_the_place() {
        JsonNode project = SAMPLES.project("Nonsense");
        String task = key(SAMPLES.task(project, "Task"));
        String one = "{\"tasks\": [{\"key\": \"" + task + "\"%s}]}";

        assertThat(refused("update_tasks", one.formatted(""))).startsWith("invalid: tasks[0].key ");
        assertThat(refused("update_tasks", one.formatted(", \"due_date\": \"2026-03-31\", \"clear\": [\"due_date\"]")))
                .startsWith("invalid: tasks[0].due_date is set and also in clear.");
        assertThat(refused("update_tasks", one.formatted(", \"tags\": [\"a\"], \"add_tags\": [\"b\"]")))
                .startsWith("invalid: tasks[0].tags ");
        assertThat(refused("update_tasks", one.formatted(", \"clear\": [\"tags\"], \"remove_tags\": [\"b\"]")))
                .startsWith("invalid: tasks[0].tags ");
        assertThat(refused("update_tasks", one.formatted(", \"add_tags\": [\"a\"], \"remove_tags\": [\"A\"]")))
                .startsWith("invalid: tasks[0].add_tags ");
        assertThat(refused("update_tasks", one.formatted(", \"start_date\": \"tomorrow\"")))
                .startsWith("invalid: tasks[0].start_date \"tomorrow\" is not a date.");
        assertThat(refused("update_tasks", one.formatted(", \"title\": \"two\\nlines\"")))
                .startsWith("invalid: tasks[0].title: ");
        assertThat(refused(
                        "update_tasks",
                        "{\"tasks\": [{\"key\": \"%1$s\", \"title\": \"a\"}, {\"key\": \"%1$s\", \"title\": \"b\"}]}"
                                .formatted(task)))
                .startsWith("invalid: tasks[1].key names \"" + task + "\", and so does tasks[0].key.");
        assertThat(refused("update_tasks", """
                {"tasks": [{"key": "T-999998", "title": "a"}, {"key": "%s", "title": "b"},
                  {"key": "T-999999", "title": "c"}]}""".formatted(task)))
                .isEqualTo("not_found: T-999998, T-999999 do not exist. Call find_tasks to get keys."
                        + " Nothing was written.");
        assertThat(refused("update_tasks", one.formatted(", \"add_tags\": [\"bell \\u0007\"]")))
                .startsWith("invalid: tasks[0].add_tags: ");
        API.delete(200, "/api/tasks/" + task);
        assertThat(refused("update_tasks", one.formatted(", \"title\": \"b\"")))
                .isEqualTo("conflict_state: " + task
                        + " is deleted. Restore it with delete_items restore=true first. Nothing was written.");
    }

    // complete_tasks

    @Test
    void tasks_are_completed_abandoned_and_opened_again() {
        JsonNode project = SAMPLES.project("Statuses");
        List<String> both = List.of(key(SAMPLES.task(project, "One")), key(SAMPLES.task(project, "Two")));
        String call = "{\"tasks\": " + quoted(both) + "%s}";

        assertThat(TOOLS.call("complete_tasks", call.formatted("")).text()).startsWith("Completed 2 tasks in");
        assertThat(text(both.get(0), "status")).isEqualTo("completed");
        TOOLS.call("complete_tasks", call.formatted(", \"status\": \"abandoned\", \"reason\": \"no\""));
        assertThat(text(both.get(1), "status")).isEqualTo("abandoned");
        TOOLS.call("complete_tasks", call.formatted(", \"status\": \"open\", \"note\": \"the test was wrong\""));
        assertThat(text(both.get(1), "status")).isEqualTo("open");
        for (String task : both) {
            assertThat(API.get("/api/tasks/" + task + "/notes")
                            .json()
                            .at("/items/0/text")
                            .asString())
                    .isEqualTo("the test was wrong");
        }
        TOOLS.call("update_tasks", "{\"tasks\": [{\"key\": \"" + both.get(0) + "\", \"note\": \"see above\"}]}");
        assertThat(API.get("/api/tasks/" + both.get(0) + "/notes")
                        .json()
                        .at("/items/0/text")
                        .asString())
                .isEqualTo("see above");
    }

    @Test
    void what_is_so_already_is_fine_and_no_change_set() {
        JsonNode project = SAMPLES.project("Already so");
        String task = key(SAMPLES.task(project, "Done"));
        TOOLS.call("complete_tasks", "{\"tasks\": [\"" + task + "\"]}");
        long before = TOOLS.events();

        ToolAnswer answer = TOOLS.call("complete_tasks", "{\"tasks\": [\"" + task + "\"]}");

        assertThat(TOOLS.events()).isEqualTo(before);
        assertThat(answer.structured().has("changeSet")).isFalse();
        assertThat(answer.structured().path("hint").asString()).startsWith("Nothing changed: ");
        assertThat(answer.text()).startsWith("Nothing changed: ").contains(task + " completed");
        assertThat(refused("complete_tasks", "{\"tasks\": [\"" + task + "\", \"" + task + "\"]}"))
                .startsWith("invalid: tasks[1] names \"" + task + "\", and so does tasks[0].");
        assertThat(refused("complete_tasks", "{\"tasks\": [\"T-999999\"]}")).startsWith("not_found: T-999999 ");
    }

    // move_tasks

    @Test
    void tasks_move_with_what_is_below_them_whichever_order_they_are_named_in() {
        JsonNode from = SAMPLES.project("Moved from");
        JsonNode to = SAMPLES.project("Moved to");
        JsonNode parent = SAMPLES.task(from, "Parent");
        JsonNode child = SAMPLES.subtask(parent, "Child");
        JsonNode grandchild = SAMPLES.subtask(child, "Grandchild");

        TOOLS.call(
                "move_tasks",
                "{\"tasks\": %s, \"project\": \"%s\"}"
                        .formatted(quoted(List.of(key(grandchild), key(child), key(parent))), key(to)));

        for (JsonNode each : List.of(parent, child, grandchild)) {
            assertThat(text(key(each), "projectKey")).isEqualTo(key(to));
        }
        assertThat(text(key(child), "parentId")).isEqualTo(parent.path("id").asString());
        assertThat(text(key(grandchild), "parentId")).isEqualTo(child.path("id").asString());

        TOOLS.call(
                "move_tasks",
                "{\"tasks\": %s, \"top_level\": true}".formatted(quoted(List.of(key(grandchild), key(child)))));
        assertThat(get(key(child)).path("parentId").isNull()).isTrue();
        assertThat(get(key(grandchild)).path("parentId").isNull()).isTrue();

        TOOLS.call("move_tasks", "{\"tasks\": [\"%s\"], \"parent\": \"%s\"}".formatted(key(grandchild), key(parent)));
        assertThat(text(key(grandchild), "parentId"))
                .isEqualTo(parent.path("id").asString());
    }

    @Test
    void a_move_needs_a_place_that_takes_it() {
        JsonNode home = SAMPLES.project("Moves refused");
        JsonNode parent = SAMPLES.task(home, "Parent");
        JsonNode child = SAMPLES.subtask(parent, "Child");
        String one = "{\"tasks\": [\"" + key(parent) + "\"]%s}";

        assertThat(refused("move_tasks", one.formatted(""))).startsWith("invalid: project is missing, and so are");
        assertThat(refused("move_tasks", one.formatted(", \"parent\": \"" + key(child) + "\", \"top_level\": true")))
                .startsWith("invalid: top_level ");
        assertThat(refused("move_tasks", one.formatted(", \"parent\": \"" + key(child) + "\"")))
                .startsWith("invalid: parent of " + key(parent) + ": is the task itself or one of its subtasks;");
        assertThat(refused("move_tasks", one.formatted(", \"parent\": \"" + key(parent) + "\"")))
                .startsWith("invalid: parent of " + key(parent) + ": is the task itself or one of its subtasks;");
        assertThat(refused("move_tasks", one.formatted(", \"parent\": \"T-999999\"")))
                .startsWith("not_found: ");
        assertThat(refused("move_tasks", one.formatted(", \"project\": \"No such project\"")))
                .startsWith("not_found: ");
        API.delete(200, "/api/tasks/" + key(child));
        assertThat(refused(
                        "move_tasks",
                        "{\"tasks\": [\"" + key(parent) + "\", \"" + key(child) + "\"], \"project\": \"" + key(home)
                                + "\"}"))
                .startsWith("conflict_state: " + key(child) + " is deleted.");
    }

    // delete_items

    @Test
    void a_deletion_tells_what_goes_along_and_a_restore_brings_all_of_it_back() {
        JsonNode project = SAMPLES.project("Deleted");
        JsonNode parent = SAMPLES.task(project, "Parent");
        JsonNode child = SAMPLES.subtask(parent, "Child");
        JsonNode other = SAMPLES.task(SAMPLES.project("Elsewhere"), "Other");
        String items = "{\"items\": %s%s}";
        String three = quoted(List.of(key(child), key(other), key(project)));
        long before = TOOLS.events();

        JsonNode tried = TOOLS.json("delete_items", items.formatted(three, ", \"dry_run\": true"));
        assertThat(TOOLS.events()).isEqualTo(before);
        assertThat(tried.path("dryRun").asBoolean()).isTrue();
        assertThat(tried.has("changeSet")).isFalse();
        assertThat(keys(tried)).containsExactlyInAnyOrder(key(project), key(child), key(other), key(parent));
        JsonNode along = tried.at("/results/3");
        assertThat(along.path("key").asString()).isEqualTo(key(parent));
        assertThat(along.path("along").asBoolean()).isTrue();

        JsonNode done = TOOLS.json("delete_items", items.formatted(three, ", \"confirm\": true"));
        assertThat(keys(done)).isEqualTo(keys(tried));
        assertThat(get(key(parent)).path("deletedAt").isNull()).isFalse();
        assertThat(TOOLS.events()).isEqualTo(before + 4);
        assertThat(TOOLS.json("delete_items", items.formatted(three, "")).has("changeSet"))
                .isFalse();

        JsonNode back = TOOLS.json("delete_items", items.formatted(three, ", \"restore\": true"));
        assertThat(keys(back)).containsExactlyInAnyOrder(key(project), key(child), key(other), key(parent));
        for (JsonNode each : List.of(parent, child, other)) {
            assertThat(get(key(each)).path("deletedAt").isNull()).isTrue();
        }
    }

    @Test
    void a_delete_of_a_project_with_tasks_asks_and_names_what_would_go() {
        String title = "x".repeat(81);
        JsonNode project = SAMPLES.project("Asked about");
        JsonNode parent = SAMPLES.task(project, title);
        for (int i = 0; i < 6; i++) {
            SAMPLES.subtask(parent, "Child");
        }
        String delete = "{\"items\": [\"" + key(project) + "\"]%s}";
        String keyed = ", \"idempotency_key\": \"" + UUID.randomUUID() + "\"";

        TOOLS.json("delete_items", delete.formatted(", \"dry_run\": true"));
        assertThat(refused("delete_items", delete.formatted(keyed)))
                .matches(
                        "confirm_required: This deletes 8 items: %s Asked about, %s x{80}…(, T-[0-9]+ Child){3} and 3 more\\."
                                        .formatted(key(project), key(parent))
                                + " You can restore them\\. Ask the user, then call again with confirm=true\\."
                                + " Nothing was written\\.");
        JsonNode done = TOOLS.json("delete_items", delete.formatted(keyed + ", \"confirm\": true"));
        assertThat(keys(done)).hasSize(8);
        for (String repeat : List.of(keyed + ", \"confirm\": true", keyed)) {
            JsonNode again = TOOLS.json("delete_items", delete.formatted(repeat));
            assertThat(again.path("replayed").asBoolean()).isTrue();
            assertThat(changeSet(again)).isEqualTo(changeSet(done));
        }
        assertThat(TOOLS.json("delete_items", delete.formatted("")).has("changeSet"))
                .as("nothing would go")
                .isFalse();
        assertThat(keys(TOOLS.json("delete_items", delete.formatted(", \"restore\": true"))))
                .hasSize(8);
    }

    @Test
    void a_delete_of_more_than_ten_tasks_asks_and_counts_those_below() {
        JsonNode project = SAMPLES.project("A handful");
        JsonNode parent = SAMPLES.task(project, "Parent");
        for (int i = 0; i < 9; i++) {
            SAMPLES.subtask(parent, "Child");
        }
        String one = key(SAMPLES.task(project, "One more"));
        String delete = "{\"items\": %s%s}";
        String both = quoted(List.of(key(parent), one));

        assertThat(refused("delete_items", delete.formatted(both, "")))
                .startsWith(
                        "confirm_required: This deletes 11 items: " + key(parent) + " Parent, " + one + " One more, ")
                .contains(" and 6 more.");
        TOOLS.json("delete_items", delete.formatted(quoted(List.of(key(parent))), ""));
        assertThat(keys(TOOLS.json("delete_items", delete.formatted(both, ""))))
                .as("nine are gone already")
                .containsExactly(key(parent), one);
        assertThat(keys(TOOLS.json("delete_items", delete.formatted(both, ", \"restore\": true"))))
                .hasSize(11);
        TOOLS.json("delete_items", delete.formatted(both, ", \"confirm\": true"));
        assertThat(get(one).path("deletedAt").isNull()).isFalse();
        TOOLS.json("delete_items", delete.formatted(quoted(List.of(key(project))), ""));
        assertThat(get(key(project)).path("deletedAt").isNull())
                .as("a project whose tasks are all deleted")
                .isFalse();
    }

    /** A model could set {@code confirm} by itself. */
    @Test
    void where_the_person_can_be_asked_confirm_is_no_answer_and_another_question_is_asked_anew() {
        JsonNode project = SAMPLES.project("Asked in person");
        String task = key(SAMPLES.task(project, "First"));
        String delete = "{\"items\": [\"" + key(project) + "\"], \"confirm\": true}";
        long before = TOOLS.events();

        Consent.Question first = TOOLS.question("delete_items", delete, Consent.NOT_ASKED);
        assertThat(first.harm())
                .isEqualTo("This deletes 2 items: %s Asked in person, %s First. You can restore them."
                        .formatted(key(project), task));
        assertThat(TOOLS.events()).isEqualTo(before);
        SAMPLES.task(project, "Second");
        Consent.Question second = TOOLS.question("delete_items", delete, Consent.NOT_ASKED.and(first));
        assertThat(second.harm()).startsWith("This deletes 3 items: ");
        assertThat(get(task).path("deletedAt").isNull()).isTrue();

        TOOLS.agreed("delete_items", delete, Consent.NOT_ASKED.and(second));
        assertThat(get(task).path("deletedAt").isNull()).isFalse();
    }

    @Test
    void what_was_deleted_one_after_the_other_comes_back_in_one_call() {
        JsonNode project = SAMPLES.project("Back together");
        JsonNode parent = SAMPLES.task(project, "Parent");
        JsonNode child = SAMPLES.subtask(parent, "Child");
        for (String path : List.of("tasks/" + key(child), "tasks/" + key(parent), "projects/" + key(project))) {
            API.delete(200, "/api/" + path);
        }
        String alone = "{\"items\": [\"" + key(child) + "\"], \"restore\": true}";
        assertThat(refused("delete_items", alone))
                .startsWith("conflict_state: " + key(child) + ": The task's project is deleted. Restore the project");

        TOOLS.call(
                "delete_items",
                "{\"items\": %s, \"restore\": true}".formatted(quoted(List.of(key(child), key(parent), key(project)))));

        assertThat(get(key(child)).path("deletedAt").isNull()).isTrue();
        assertThat(text(key(child), "parentId")).isEqualTo(parent.path("id").asString());
        assertThat(refused("delete_items", "{\"items\": [\"P-999999\", \"T-999999\"]}"))
                .isEqualTo("not_found: P-999999, T-999999 do not exist. Call find_tasks and get_overview to get keys."
                        + " Nothing was written.");
        assertThat(refused("delete_items", "{\"items\": [\"%1$s\", \"%1$s\"]}".formatted(key(child))))
                .startsWith("invalid: items[1] names ");
    }

    // save_project

    @Test
    void a_project_is_for_a_customer_and_billed_as_a_service() {
        String name = "Acme " + UUID.randomUUID();
        String customer = billed("/api/customers", name);
        String service = billed("/api/services", name);
        String project = keys(TOOLS.json(
                        "save_project",
                        "{\"name\": \"Shop of " + name + "\", \"customer\": \"" + name
                                + "\", \"billable\": true, \"reason\": \"begun\"}"))
                .getFirst();
        assertThat(key(get(project).path("customer"))).isEqualTo(customer);
        assertThat(get(project).path("billable").asBoolean()).isTrue();
        assertThat(TOOLS.call("get_overview", "{\"project\": \"" + project + "\"}")
                        .text())
                .contains("customer: " + customer + " " + name, "billable: yes");

        TOOLS.json(
                "save_project",
                "{\"project\": \"" + project + "\", \"service\": \"" + service
                        + "\", \"billable\": false, \"clear\": [\"customer\"]}");
        assertThat(get(project).path("customer").isNull()).isTrue();
        assertThat(key(get(project).path("service"))).isEqualTo(service);
        assertThat(get(project).path("billable").asBoolean()).isFalse();
        assertThat(refused("save_project", "{\"project\": \"" + project + "\", \"customer\": \"nobody at all\"}"))
                .startsWith("invalid: customer: is no customer");
    }

    private static String billed(String all, String name) {
        return key(SharedDevledger.get().api().made(all, "{\"name\": \"" + name + "\"}"));
    }

    @Test
    void a_placement_can_be_said_for_each_connector() {
        String name = "Placed " + UUID.randomUUID();
        String project = keys(TOOLS.json(
                        "save_project",
                        "{\"name\": \"" + name + "\", \"placements\":"
                                + " {\"ticktick\": \"none\", \"clickup\": \"list\"}, \"reason\": \"begun\"}"))
                .getFirst();
        assertThat(get(project).path("placements").toString())
                .isEqualTo("{\"ticktick\":\"none\",\"clickup\":\"list\",\"trackingtime\":\"none\"}");
        TOOLS.json("save_project", "{\"project\": \"" + project + "\", \"placements\": {\"clickup\": \"none\"}}");
        assertThat(get(project).path("placements").toString())
                .isEqualTo("{\"ticktick\":\"none\",\"clickup\":\"none\",\"trackingtime\":\"none\"}");
        assertThat(TOOLS.call("get_overview", "{\"project\": \"" + project + "\"}")
                        .text())
                .contains("placement: ticktick none, clickup none");
        assertThat(refused(
                        "save_project", "{\"project\": \"" + project + "\", \"placements\": {\"clickup\": \"card\"}}"))
                .startsWith("invalid: placements.clickup is \"card\". Use list or none.");
        assertThat(refused("save_project", "{\"project\": \"" + project + "\", \"placements\": {\"other\": \"list\"}}"))
                .startsWith("invalid: placements names \"other\". Use one of: ticktick, clickup, trackingtime.");
    }

    @Test
    void a_project_is_made_and_changed_with_status_and_note_in_one_go() {
        String name = "Saved " + UUID.randomUUID();

        ToolAnswer made = TOOLS.call("save_project", """
                {"name": "%s", "status": "active", "description": "d", "tags": ["x"], "placement": "none",
                  "repository_url": "https://example.org/r.git", "note": "first", "reason": "begun"}""".formatted(name));
        String project = keys(made.structured()).getFirst();
        assertThat(made.text()).startsWith("Created 1 project in change set");
        assertThat(made.structured().at("/results/0/version").asLong()).isEqualTo(2);
        assertThat(text(project, "statusReason")).isEqualTo("begun");

        JsonNode changed = TOOLS.json("save_project", """
                {"project": "%s", "due_date": "2026-03-31", "clear": ["description", "tags"], "status": "paused",
                  "note": "second", "reason": "holidays", "expected_version": {"%s": 2}}""".formatted(name, project));
        assertThat(changed.at("/results/0/version").asLong()).isEqualTo(5);
        JsonNode now = get(project);
        assertThat(now.path("description").isNull()).isTrue();
        assertThat(now.path("tags")).isEmpty();
        assertThat(now.path("status").asString()).isEqualTo("paused");
        assertThat(now.path("repositoryUrl").asString()).isEqualTo("https://example.org/r.git");
        assertThat(API.get("/api/projects/" + project + "/notes").json().path("items"))
                .hasSize(2);
        assertThat(API.get("/api/history?changeSet=" + changeSet(changed))
                        .json()
                        .path("items"))
                .hasSize(3);
    }

    @Test
    void why_a_project_was_made_is_not_why_it_has_its_status() {
        JsonNode made = TOOLS.json("save_project", "{\"name\": \"Made for a reason\", \"reason\": \"asked to\"}");

        assertThat(text(keys(made).getFirst(), "statusReason")).isEmpty();
        assertThat(API.get("/api/history?changeSet=" + changeSet(made))
                        .json()
                        .at("/items/0/reason")
                        .asString())
                .isEqualTo("asked to");
    }

    @Test
    void blocked_without_a_reason_is_done_with_a_hint() {
        String project = key(SAMPLES.project("Blocked"));

        ToolAnswer answer = TOOLS.call("save_project", "{\"project\": \"" + project + "\", \"status\": \"blocked\"}");

        assertThat(answer.structured().path("hint").asString()).startsWith("No reason was given for blocked.");
        assertThat(answer.text()).contains("Hint: No reason was given for blocked.");
        assertThat(text(project, "status")).isEqualTo("blocked");
        assertThat(TOOLS.json(
                                "save_project",
                                "{\"project\": \"" + project + "\", \"status\": \"abandoned\", \"reason\": \"old\"}")
                        .has("hint"))
                .isFalse();
    }

    @Test
    void a_project_that_cannot_be_so_is_refused_with_the_field() {
        String project = key(SAMPLES.project("Refused"));
        String one = "{\"project\": \"" + project + "\"%s}";

        assertThat(refused("save_project", "{\"description\": \"d\"}")).startsWith("invalid: name is missing");
        assertThat(refused("save_project", "{\"name\": \"n\", \"clear\": [\"tags\"]}"))
                .startsWith("invalid: clear ");
        assertThat(refused("save_project", one.formatted(""))).startsWith("invalid: project has nothing to change");
        assertThat(refused("save_project", one.formatted(", \"tags\": [\"Blocked\"]")))
                .startsWith("invalid: tags: \"Blocked\" is reserved;");
        assertThat(refused("save_project", one.formatted(", \"repository_url\": \"nowhere\"")))
                .startsWith("invalid: repository_url: ");
        assertThat(refused("save_project", one.formatted(", \"note\": \" \"")))
                .startsWith("invalid: note: must not be empty");
        assertThat(refused("save_project", one.formatted(", \"name\": \"n\", \"due_date\": \"soon\"")))
                .startsWith("invalid: due_date \"soon\" is not a date.");
        assertThat(refused("save_project", "{\"project\": \"No such\", \"name\": \"n\"}"))
                .startsWith("not_found: ");
        assertThat(refused("save_project", one.formatted(", \"name\": \"n\", \"reason\": \"bell \\u0007\"")))
                .startsWith("invalid: reason: ");
        API.delete(200, "/api/projects/" + project);
        assertThat(refused("save_project", one.formatted(", \"name\": \"n\"")))
                .startsWith("conflict_state: " + project + " is deleted. Restore it with delete_items restore=true");
    }

    @Test
    void a_name_that_a_project_has_already_is_told_with_its_key() {
        String name = "Parser " + UUID.randomUUID();
        String first = keys(TOOLS.json("save_project", "{\"name\": \" %s \"}".formatted(name)))
                .getFirst();
        SAMPLES.task(get(first), "Open");
        String again = "{\"name\": \"  %s \"%%s}".formatted(name.toUpperCase(Locale.ROOT));

        assertThat(text(first, "name")).isEqualTo(name);
        for (String more : List.of("", ", \"dry_run\": true", ", \"idempotency_key\": \"" + UUID.randomUUID() + "\"")) {
            assertThat(refused("save_project", again.formatted(more)))
                    .startsWith("conflict_state: project \"%s\" exists as %s (planned, 1 open task, last changed "
                            .formatted(name.toUpperCase(Locale.ROOT), first))
                    .contains("To change it, pass project: \"" + first + "\".")
                    .contains("To make a second project of that name, pass duplicate: true.");
        }
        String second = keys(TOOLS.json("save_project", again.formatted(", \"duplicate\": true")))
                .getFirst();
        assertThat(second).isNotEqualTo(first);
        assertThat(refused("save_project", again.formatted(""))).contains(first + " (", second + " (");

        API.delete(200, "/api/projects/" + first);
        API.delete(200, "/api/projects/" + second);
        assertThat(keys(TOOLS.json("save_project", again.formatted("")))).doesNotContain(first, second);
        assertThat(refused("save_project", "{\"project\": \"" + first + "\", \"note\": \"n\", \"duplicate\": true}"))
                .startsWith("invalid: duplicate needs name. Give a name, or leave out duplicate.");
        assertThat(refused("save_project", "{\"name\": \"bell \\u0000\"}")).startsWith("invalid: name: has a control");
    }

    @Test
    void a_rename_to_a_name_that_another_project_has_is_told_with_its_key() {
        String unique = UUID.randomUUID().toString();
        String taken = keys(TOOLS.json("save_project", "{\"name\": \"Caf\u00e9 %s\"}".formatted(unique)))
                .getFirst();
        String other = keys(TOOLS.json("save_project", "{\"name\": \"Other %s\"}".formatted(unique)))
                .getFirst();
        String rename = "{\"project\": \"%s\", \"name\": \"%s\"%s}";

        for (String name : List.of("Caf\u00e9 ", " CAFE\u0301 \u00a0", "cafe\u0301   ")) {
            assertThat(refused("save_project", rename.formatted(other, name + unique, "")))
                    .startsWith("conflict_state: project \"")
                    .contains(" exists as " + taken + " (planned, ")
                    .contains("To make a second project of that name, pass duplicate: true.");
        }
        assertThat(text(other, "name")).isEqualTo("Other " + unique);

        TOOLS.json("save_project", rename.formatted(taken, "CAFE\u0301  " + unique, ""));
        assertThat(text(taken, "name")).isEqualTo("CAFE\u0301  " + unique);
        TOOLS.json("save_project", rename.formatted(other, "Caf\u00e9 " + unique, ", \"duplicate\": true"));
        assertThat(text(other, "name")).isEqualTo("Caf\u00e9 " + unique);
        TOOLS.json("save_project", rename.formatted(other, "Caf\u00e9 " + unique, ", \"note\": \"its own name\""));
    }

    @Test
    void of_many_that_rename_a_project_to_one_name_at_once_one_does() throws Exception {
        String name = "Renamed at once " + UUID.randomUUID();
        List<Callable<Boolean>> calls = IntStream.range(0, 6)
                .mapToObj(n -> key(SAMPLES.project("Before " + UUID.randomUUID())))
                .<Callable<Boolean>>map(key -> () ->
                        TOOLS.succeeds("save_project", "{\"project\": \"%s\", \"name\": \"%s\"}".formatted(key, name)))
                .toList();
        assertThat(succeeded(calls)).isEqualTo(1);
    }

    @Test
    void of_many_that_create_a_project_of_one_name_at_once_one_does() throws Exception {
        String call = "{\"name\": \"At once %s\"}".formatted(UUID.randomUUID());
        assertThat(succeeded(Collections.nCopies(12, () -> TOOLS.succeeds("save_project", call))))
                .isEqualTo(1);
    }

    private static int succeeded(List<Callable<Boolean>> calls) throws Exception {
        int succeeded = 0;
        try (ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> each : agents.invokeAll(calls)) {
                succeeded += each.get() ? 1 : 0;
            }
        }
        return succeeded;
    }

    @Test
    void a_repeat_with_the_key_of_the_first_call_is_its_answer_although_the_name_exists_by_then() {
        String call = "{\"name\": \"Repeated %1$s\", \"idempotency_key\": \"%1$s\"}".formatted(UUID.randomUUID());

        JsonNode first = TOOLS.json("save_project", call);
        JsonNode again = TOOLS.json("save_project", call);

        assertThat(again.path("replayed").asBoolean()).isTrue();
        assertThat(keys(again)).isEqualTo(keys(first));
    }

    @Test
    void a_project_that_is_closed_says_how_many_of_its_tasks_are_open() {
        JsonNode project = SAMPLES.project("Closed early");
        String close = "{\"project\": \"" + key(project) + "\", \"status\": \"%s\", \"reason\": \"r\"%s}";
        assertThat(TOOLS.json("save_project", close.formatted("completed", "")).has("hint"))
                .isFalse();
        SAMPLES.task(project, "One");
        SAMPLES.task(project, "Two");

        ToolAnswer tried = TOOLS.call("save_project", close.formatted("abandoned", ", \"dry_run\": true"));
        ToolAnswer closed = TOOLS.call("save_project", close.formatted("abandoned", ""));

        for (ToolAnswer answer : List.of(tried, closed)) {
            assertThat(answer.structured().at("/results/0/openTasks").asInt()).isEqualTo(2);
            assertThat(answer.text())
                    .contains(", 2 open tasks\n")
                    .contains(key(project) + " is abandoned, but it still has 2 open tasks. Finish them with"
                            + " complete_tasks, or move them with move_tasks.");
        }
        assertThat(TOOLS.json("save_project", close.formatted("active", ""))
                        .at("/results/0")
                        .has("openTasks"))
                .isFalse();
    }

    // undo_changes

    @Test
    void an_undo_takes_back_and_its_own_undo_does_it_again() {
        JsonNode project = SAMPLES.project("Undone");
        JsonNode made = TOOLS.json(
                "create_tasks",
                "{\"project\": \"" + key(project) + "\", \"tasks\": [{\"title\": \"A\"}, {\"title\": \"B\"}]}");
        String undo = "{\"change_sets\": [\"%s\"], \"reason\": \"mistake\"}";

        ToolAnswer undone = TOOLS.call("undo_changes", undo.formatted(changeSet(made)));
        assertThat(undone.text()).startsWith("Undid 1 change set in change set ");
        assertThat(keys(undone.structured())).containsExactlyInAnyOrderElementsOf(keys(made));
        assertThat(get(keys(made).getFirst()).path("deletedAt").isNull()).isFalse();

        JsonNode redone = TOOLS.json("undo_changes", undo.formatted(changeSet(undone.structured())));
        assertThat(get(keys(made).getFirst()).path("deletedAt").isNull()).isTrue();
        assertThat(redone.at("/results/0/version").asLong()).isEqualTo(3);
    }

    @Test
    void an_undo_that_would_lose_something_says_what_and_needs_force() {
        String task = key(SAMPLES.task(SAMPLES.project("Later edits"), "Before"));
        String edit = "{\"tasks\": [{\"key\": \"" + task + "\", \"title\": \"%s\"}]}";
        String first = changeSet(TOOLS.json("update_tasks", edit.formatted("Mine")));
        String second = changeSet(TOOLS.json("update_tasks", edit.formatted("Newer")));
        String undo = "{\"change_sets\": [\"" + first + "\"]%s}";

        assertThat(refused("undo_changes", undo.formatted("")))
                .startsWith("later_edits: " + task + " title was changed by owner in change set " + second
                        + ": it was \"Mine\" and is \"Newer\".")
                .contains("Give force=true only if the user wants to lose that.");
        assertThat(refused(
                        "undo_changes",
                        undo.formatted(", \"expected_version\": {\"" + task + "\": 2}, \"force\": true")))
                .startsWith("stale: " + task + " is at version 3, you gave 2.");
        long before = TOOLS.events();
        TOOLS.call("undo_changes", undo.formatted(", \"force\": true, \"dry_run\": true"));
        assertThat(TOOLS.events()).isEqualTo(before);
        String forced = ", \"force\": true, \"idempotency_key\": \"" + UUID.randomUUID() + "\"";
        assertThat(refused("undo_changes", undo.formatted(forced)))
                .startsWith("confirm_required: The undo would overwrite later edits. " + task
                        + " title was changed by owner in change set " + second
                        + ": it was \"Mine\" and is \"Newer\".")
                .endsWith(" Ask the user, then call again with confirm=true. Nothing was written.");
        JsonNode undone = TOOLS.json("undo_changes", undo.formatted(forced + ", \"confirm\": true"));
        assertThat(text(task, "title")).isEqualTo("Before");
        JsonNode again = TOOLS.json("undo_changes", undo.formatted(forced));
        assertThat(again.path("replayed").asBoolean()).isTrue();
        assertThat(changeSet(again)).isEqualTo(changeSet(undone));
        assertThat(refused("undo_changes", "{\"change_sets\": [\"" + UUID.randomUUID() + "\"]}"))
                .startsWith("not_found: There is no change set ")
                .contains("get_history");
        assertThat(refused("undo_changes", "{\"change_sets\": [\"latest\"]}"))
                .startsWith("not_found: There is no change set \"latest\".");
    }

    @Test
    void an_undo_of_more_than_twenty_things_asks() {
        String project = key(SAMPLES.project("Undone at once"));
        String create = "{\"project\": \"" + project + "\", \"tasks\": [%s]}";
        String undo = "{\"change_sets\": [\"%s\"]%s}";
        String twenty = String.join(", ", Collections.nCopies(20, "{\"title\": \"One\"}"));
        String some = changeSet(TOOLS.json("create_tasks", create.formatted(twenty)));
        String many = changeSet(TOOLS.json("create_tasks", create.formatted(twenty + ", {\"title\": \"One\"}")));

        TOOLS.json("undo_changes", undo.formatted(some, ", \"force\": true"));
        TOOLS.json("undo_changes", undo.formatted(many, ", \"dry_run\": true"));
        assertThat(refused("undo_changes", undo.formatted(many, "")))
                .isEqualTo("confirm_required: The undo would change 21 projects, tasks and time entries. Ask the user,"
                        + " then call again with confirm=true. Nothing was written.");
        assertThat(keys(TOOLS.json("undo_changes", undo.formatted(many, ", \"confirm\": true"))))
                .hasSize(21);
    }

    // sync_now

    @Test
    void a_sync_answers_what_moved_and_a_dry_run_of_it_the_plan() {
        List<Double> steps = new java.util.ArrayList<>();

        JsonNode done = TOOLS.call(
                        "sync_now", "{}", UUID.randomUUID().toString(), (at, total, message) -> steps.add(at))
                .structured();

        assertThat(done.path("connector").asString()).isEqualTo("ticktick");
        assertThat(done.path("pulled").isInt()).isTrue();
        assertThat(steps).isSorted().doesNotHaveDuplicates();
        assertThat(TOOLS.json("sync_now", "{\"dry_run\": true}").path("plan").isArray())
                .isTrue();
        String keyed = "{\"idempotency_key\": \"" + UUID.randomUUID() + "\"}";
        TOOLS.call("sync_now", keyed);
        assertThat(TOOLS.json("sync_now", keyed).path("replayed").asBoolean()).isTrue();
        assertThat(TOOLS.failure("sync_now", "{\"connector\": \"other\"}")).startsWith("invalid: connector ");
    }

    // what all of them share

    @Test
    void a_stale_version_is_refused_with_what_was_missed_and_who_did_it() {
        JsonNode project = SAMPLES.project("Stale");
        String task = key(SAMPLES.task(project, "Task"));
        String other = key(SAMPLES.task(project, "Other"));
        API.patch(200, "/api/tasks/" + task, "{\"dueDate\": \"2026-03-31\"}");
        API.post(200, "/api/tasks/" + task + "/complete", null);
        String call = "{\"tasks\": [{\"key\": \"" + other + "\", \"title\": \"New\"}], \"expected_version\": {%s}}";

        assertThat(refused("update_tasks", call.formatted("\"" + task + "\": 1, \"" + other + "\": 1")))
                .isEqualTo("stale: " + task
                        + " is at version 3, you gave 1. owner changed due_date, status since. Call get_task, then"
                        + " decide again. Nothing was written.");
        assertThat(refused("update_tasks", call.formatted("\"" + other + "\": 9")))
                .startsWith("stale: " + other + " is at version 1, you gave 9. Call get_task");
        assertThat(refused("update_tasks", call.formatted("\"" + key(project) + "\": 9")))
                .startsWith("stale: " + key(project) + " is at version 1, you gave 9. Call get_overview");
        assertThat(refused("update_tasks", call.formatted("\"T-999999\": 1, \"task\": 1, \"T-\\u0000\": 1")))
                .startsWith("not_found: T-999999, \"task\", \"T-\" do not exist.");
        assertThat(refused("update_tasks", call.formatted("\"" + task + "\": 100000000000000000000")))
                .startsWith("stale: " + task + " is at version 3, you gave ");
        assertThat(refused("update_tasks", call.formatted("\"" + task + "\": " + Long.MIN_VALUE)))
                .startsWith("stale: " + task + " is at version 3, you gave " + Long.MIN_VALUE
                        + ". owner changed due_date, status and created it since.");
        String unknown = IntStream.range(0, 201)
                .mapToObj(each -> "\"T-99" + (1000 + each) + "\": 1")
                .collect(Collectors.joining(", "));
        assertThat(refused("update_tasks", call.formatted(unknown)))
                .isEqualTo("invalid: expected_version names 201 keys; at most 200 are allowed. Nothing was written.");
        assertThat(refused("update_tasks", call.formatted(unknown.replaceFirst(".*?, ", ""))))
                .contains("T-991010 and 190 more do not exist.");
        TOOLS.call("update_tasks", call.formatted("\"" + task + "\": 3, \"" + other + "\": 1"));
        assertThat(version(other)).isEqualTo(2);
    }

    @Test
    void the_version_of_something_deleted_counts_for_its_restore() {
        String task = key(SAMPLES.task(SAMPLES.project("Restored at a version"), "Task"));
        API.delete(200, "/api/tasks/" + task);
        String call = "{\"items\": [\"%1$s\"], \"restore\": true, \"expected_version\": {\"%1$s\": %2$d}}";

        assertThat(refused("delete_items", call.formatted(task, 1)))
                .startsWith("stale: " + task + " is at version 2, you gave 1. owner deleted it since. Call get_task");
        TOOLS.call("delete_items", call.formatted(task, 2));
        assertThat(version(task)).isEqualTo(3);
    }
}
