package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Tools.keys;
import static dev.devledger.bootstrap.system.Tools.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What tasks have to do with each other, as agents say it and see it. */
class DependencyToolsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());

    private static JsonNode get(String key) {
        return API.read("/api/tasks/" + key);
    }

    private static List<String> field(String key, String field) {
        return Samples.each(get(key).path(field), JsonNode::asString);
    }

    private static String create(JsonNode project, String tasks) {
        return create(project, tasks, "");
    }

    private static String create(JsonNode project, String tasks, String more) {
        return "{\"project\": \"" + key(project) + "\", \"tasks\": [" + tasks + "]" + more + "}";
    }

    private static String refused(String tool, String arguments) {
        long before = TOOLS.events();
        String text = TOOLS.failure(tool, arguments);
        assertThat(TOOLS.events()).as(text).isEqualTo(before);
        assertThat(text).endsWith("Nothing was written.");
        return text;
    }

    @Test
    void the_tasks_of_a_call_name_each_other_by_their_numbers() {
        JsonNode project = SAMPLES.project("Planned");
        String other = key(SAMPLES.task(SAMPLES.project("Elsewhere"), "Other"));

        List<String> made =
                keys(TOOLS.json("create_tasks", create(project, """
                {"title": "Design"},
                {"title": "Build", "blocked_by": ["#1", "%s"]},
                {"title": "Part of it", "parent": "#2", "related": ["#1"]},
                {"title": "Part of the part", "parent": "#3"},
                {"title": "Found", "discovered_from": "#2", "blocked_by": ["#4"]}""".formatted(other.toLowerCase(Locale.ROOT)))));

        assertThat(field(made.get(1), "blockedBy")).containsExactlyInAnyOrder(made.get(0), other);
        assertThat(get(made.get(2)).path("parentId")).isEqualTo(get(made.get(1)).path("id"));
        assertThat(get(made.get(3)).path("parentId")).isEqualTo(get(made.get(2)).path("id"));
        assertThat(field(made.get(0), "related")).containsExactly(made.get(2));
        assertThat(get(made.get(4)).path("discoveredFrom").asString()).isEqualTo(made.get(1));
        assertThat(field(made.get(3), "blocks")).containsExactly(made.get(4));
    }

    @Test
    void a_parent_of_the_call_says_the_project() {
        String above = key(SAMPLES.task(SAMPLES.project("Home of a tree"), "Above"));
        List<String> made = keys(TOOLS.json("create_tasks", """
                {"tasks": [{"title": "Below", "parent": "%s"}, {"title": "Below that", "parent": "#1"}]}""".formatted(above)));

        assertThat(get(made.get(1)).path("projectKey")).isEqualTo(get(above).path("projectKey"));
        assertThat(get(made.get(1)).path("parentId")).isEqualTo(get(made.get(0)).path("id"));
        assertThat(refused(
                        "create_tasks",
                        "{\"project\": \"%s\", \"tasks\": [{\"title\": \"Far\", \"parent\": \"%s\"}]}"
                                .formatted(key(SAMPLES.project("Another home")), above)))
                .startsWith("invalid: tasks[0].parent: is in another project;");
    }

    @Test
    void what_is_no_task_is_refused_with_its_place() {
        JsonNode project = SAMPLES.project("Wrong");
        String gone = key(SAMPLES.task(project, "Gone"));
        API.delete(200, "/api/tasks/" + gone);

        assertThat(refused("create_tasks", create(project, "{\"title\": \"A\", \"blocked_by\": [\"#1\"]}")))
                .startsWith("invalid: tasks[0].blocked_by[0] is \"#1\", which is no task before this one in the call.");
        assertThat(refused(
                        "create_tasks", create(project, "{\"title\": \"A\"}, {\"title\": \"B\", \"parent\": \"#7\"}")))
                .startsWith("invalid: tasks[1].parent is \"#7\"");
        assertThat(refused("create_tasks", create(project, "{\"title\": \"A\", \"related\": [\"T-999999\"]}")))
                .startsWith("not_found: T-999999 does not exist.");
        assertThat(refused(
                        "create_tasks", create(project, "{\"title\": \"A\", \"discovered_from\": \"" + gone + "\"}")))
                .startsWith("invalid: tasks[0].discovered_from is " + gone + ", which is deleted.");
        assertThat(refused("create_tasks", create(project, "{\"title\": \"A\", \"blocked_by\": [\"first\"]}")))
                .contains("is not the key of a task, such as T-12, or #1 for the first task of this call");
    }

    @Test
    void a_circle_of_new_tasks_is_told_by_their_rows() {
        JsonNode project = SAMPLES.project("Refused");
        String there = key(SAMPLES.task(project, "There"));
        String rows = """
                {"title": "Free"}, {"title": "Above", "parent": "%s"},
                {"title": "Below", "parent": "#2", "blocked_by": ["%s"]}""";

        for (String more : List.of("", ", \"dry_run\": true")) {
            assertThat(refused("create_tasks", create(project, rows.formatted(there, "#2"), more)))
                    .startsWith("dependency_cycle: Then these would wait for each other: #3 → #2 → #3, ");
            assertThat(refused("create_tasks", create(project, rows.formatted(there, there), more)))
                    .startsWith("dependency_cycle: Then these would wait for each other: #3 → " + there + " → #3, ");
        }
    }

    @Test
    void an_update_replaces_and_clears_them_and_makes_no_circle() {
        JsonNode project = SAMPLES.project("Changed");
        List<String> made = keys(TOOLS.json(
                "create_tasks",
                create(
                        project,
                        "{\"title\": \"A\"}, {\"title\": \"B\", \"blocked_by\": [\"#1\"]}, {\"title\": \"C\"}")));
        String one = "{\"tasks\": [{\"key\": \"%s\", %s}]}";

        TOOLS.call(
                "update_tasks",
                one.formatted(
                        made.get(1),
                        "\"blocked_by\": [\"%s\"], \"related\": [\"%s\"], \"discovered_from\": \"%s\""
                                .formatted(made.get(2), made.get(0), made.get(0))));
        assertThat(field(made.get(1), "blockedBy")).containsExactly(made.get(2));
        assertThat(field(made.get(1), "related")).containsExactly(made.get(0));
        assertThat(get(made.get(1)).path("discoveredFrom").asString()).isEqualTo(made.get(0));

        assertThat(refused("update_tasks", one.formatted(made.get(2), "\"blocked_by\": [\"" + made.get(1) + "\"]")))
                .startsWith("dependency_cycle: ")
                .contains(made.get(2) + " → " + made.get(1) + " → " + made.get(2));

        TOOLS.call(
                "update_tasks",
                one.formatted(made.get(1), "\"clear\": [\"blocked_by\", \"related\", \"discovered_from\"]"));
        assertThat(field(made.get(1), "blockedBy")).isEmpty();
        assertThat(field(made.get(1), "related")).isEmpty();
        assertThat(get(made.get(1)).path("discoveredFrom").isNull()).isTrue();
    }

    @Test
    void to_look_for_circles_below_a_moved_task_costs_no_statement_more() {
        List<String> made = keys(TOOLS.json("create_tasks", create(SAMPLES.project("Counted moves"), """
                {"title": "Above"}, {"title": "Other"}, {"title": "Warm"}, {"title": "Alone"}, {"title": "With many"},
                {"title": "One", "parent": "#5", "blocked_by": ["#2"]}, {"title": "Two", "parent": "#6"},
                {"title": "Three", "parent": "#5", "blocked_by": ["#2", "#6"]}""")));
        String move = "{\"tasks\": [\"%s\"], \"parent\": \"" + made.get(0) + "\"}";
        TOOLS.call("move_tasks", move.formatted(made.get(2)));

        List<String> alone = TOOLS.statements("move_tasks", move.formatted(made.get(3)));
        List<String> withMany = TOOLS.statements("move_tasks", move.formatted(made.get(4)));

        assertThat(alone.stream().filter(each -> each.contains("devledger dependencies")))
                .hasSize(1);
        assertThat(withMany).hasSameSizeAs(alone);
    }

    @Test
    void a_task_is_shown_with_what_it_waits_for() {
        JsonNode project = SAMPLES.project("Shown");
        List<String> made = keys(TOOLS.json(
                "create_tasks",
                create(
                        project,
                        "{\"title\": \"First\"}, {\"title\": \"Second\"},"
                                + " {\"title\": \"Third\", \"blocked_by\": [\"#1\", \"#2\"], \"discovered_from\": \"#1\"},"
                                + " {\"title\": \"Fourth\", \"blocked_by\": [\"#3\"]}")));
        TOOLS.call("complete_tasks", "{\"tasks\": [\"" + made.get(0) + "\"]}");
        String two = "{\"tasks\": " + quoted(made.subList(2, 4)) + "}";

        ToolAnswer shown = TOOLS.call("get_task", two);

        assertThat(Samples.each(shown.structured().at("/tasks/0/blockers"), each -> each.path("status")
                        .asString()))
                .containsExactlyInAnyOrder("completed", "open");
        assertThat(shown.text())
                .contains("  blocked by: " + made.get(0) + " completed First")
                .contains("  blocked by: " + made.get(1) + " open Second")
                .contains("  blocked by: " + made.get(2) + " open Third")
                .contains("  blocks: " + made.get(3))
                .contains("  discovered from: " + made.get(0));
        assertThat(TOOLS.statements("get_task", two)).hasSize(4);
        assertThat(TOOLS.statements("get_task", "{\"tasks\": [\"" + made.get(0) + "\"]}"))
                .hasSize(3);
    }
}
