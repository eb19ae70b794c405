package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Tools.changeSet;
import static dev.devledger.bootstrap.system.Tools.keys;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the pages inside a conversation are filled with. */
class ShowToolIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());

    private static JsonNode page(String arguments) {
        return Objects.requireNonNull(TOOLS.call("show", arguments).page());
    }

    private static JsonNode column(JsonNode board, String id) {
        return board.path("columns")
                .valueStream()
                .filter(each -> each.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** More than a page of tasks are there: what waits and who works is not behind them. */
    @Test
    void the_board_counts_all_tasks_and_shows_the_first_of_each_column() {
        JsonNode project = SAMPLES.project("Large board");
        API.put(200, "/api/projects/" + key(project) + "/status", "{\"status\": \"active\"}");
        String fifty = IntStream.range(0, 50)
                .mapToObj(each -> "{\"title\": \"Task " + each + "\"}")
                .collect(Collectors.joining(","));
        List<String> tasks = IntStream.range(0, 5)
                .mapToObj(each -> TOOLS.json(
                        "create_tasks", "{\"project\": \"" + key(project) + "\", \"tasks\": [" + fifty + "]}"))
                .flatMap(made -> keys(made).stream())
                .toList();
        String last = tasks.getLast();
        TOOLS.call("complete_tasks", "{\"tasks\": [\"" + tasks.get(0) + "\"]}");
        TOOLS.call("claim_tasks", "{\"tasks\": [\"" + tasks.get(249 - 1) + "\"], \"agent\": \"ada\"}");
        TOOLS.call(
                "update_tasks",
                "{\"tasks\": [{\"key\": \"" + last + "\", \"blocked_by\": [\"" + tasks.get(1) + "\"]}]}");

        JsonNode board = page("{\"view\": \"board\", \"project\": \"" + key(project) + "\"}");

        assertThat(board.path("columns")
                        .valueStream()
                        .map(each -> each.path("id").asString() + " "
                                + each.path("count").asInt() + " "
                                + each.path("tasks").size()))
                .containsExactly("ready 247 15", "claimed 1 1", "waiting 1 1", "done 1 1");
        assertThat(board.path("more").asInt()).isEqualTo(250 - 18);
        assertThat(column(board, "claimed").at("/tasks/0/agent").asString()).isEqualTo("ada");
        JsonNode waits = column(board, "waiting").at("/tasks/0");
        assertThat(waits.path("key").asString()).isEqualTo(last);
        assertThat(waits.path("waitsFor").toString()).isEqualTo("[\"" + tasks.get(1) + "\"]");
        assertThat(board.has("readOnly")).isFalse();
    }

    @Test
    void a_board_needs_a_project_and_an_undo_a_change_set() {
        assertThat(TOOLS.failure("show", "{\"view\": \"board\"}")).startsWith("invalid: project is missing.");
        assertThat(TOOLS.failure("show", "{\"view\": \"changes\"}")).startsWith("invalid: change_sets is missing.");
        assertThat(TOOLS.failure("show", "{\"view\": \"changes\", \"change_sets\": [\"x\"]}"))
                .startsWith("invalid: change_sets has \"x\"");
        assertThat(TOOLS.failure("show", "{\"view\": \"day\", \"day\": \"31.3.\"}"))
                .startsWith("invalid: day is not a date.");
    }

    @Test
    void an_undo_is_shown_and_not_done() {
        String task = key(SAMPLES.task(SAMPLES.project("Home of an undo"), "Before"));
        String edit = "{\"tasks\": [{\"key\": \"" + task + "\", \"title\": \"%s\"}]}";
        String first = changeSet(TOOLS.json("update_tasks", edit.formatted("After")));
        String show = "{\"view\": \"changes\", \"change_sets\": [\"" + first + "\"]}";

        JsonNode item = page(show).at("/items/0");

        assertThat(item.path("key").asString()).isEqualTo(task);
        assertThat(item.at("/fields/0").toString())
                .isEqualTo("{\"field\":\"title\",\"before\":\"After\",\"after\":\"Before\"}");
        assertThat(API.read("/api/tasks/" + task).path("title").asString()).isEqualTo("After");

        TOOLS.call("update_tasks", edit.formatted("Later"));
        JsonNode refused = page(show);
        assertThat(refused.path("items").isEmpty()).isTrue();
        assertThat(refused.at("/refused/text").asString()).contains(task, "title");
        assertThat(refused.at("/refused/forceHelps").asBoolean()).isTrue();
    }

    @Test
    void a_day_is_its_entries_and_the_gaps_between_them() {
        String on = "{\"entries\": [{\"start\": \"2019-05-0%1$dT08:00:00Z\", \"seconds\": 3600, \"note\": \"One\"},"
                + " {\"start\": \"2019-05-0%1$dT10:00:00Z\", \"seconds\": 1800, \"note\": \"Two\"}]}";
        TOOLS.call("save_time_entries", on.formatted(6));
        TOOLS.call("save_time_entries", on.formatted(7));

        JsonNode day = page("{\"view\": \"day\", \"day\": \"2019-05-06\"}");

        assertThat(day.path("entries").valueStream().map(each -> each.path("note")
                        .asString()))
                .containsExactly("One", "Two");
        assertThat(day.path("gaps").toString())
                .isEqualTo("[{\"start\":\"2019-05-06T09:00:00Z\",\"end\":\"2019-05-06T10:00:00Z\",\"minutes\":60}]");
        assertThat(day.path("total").asInt()).isEqualTo(90);
    }

    @Test
    void conflicts_are_shown_even_where_there_are_none() {
        JsonNode conflicts = page("{\"view\": \"conflicts\"}");
        assertThat(conflicts.path("conflicts").isArray()).isTrue();
        assertThat(conflicts.path("sync").asBoolean()).isTrue();
    }
}
