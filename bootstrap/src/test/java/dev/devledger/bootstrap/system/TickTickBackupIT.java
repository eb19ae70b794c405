package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Backups of TickTick, which nobody can be asked to edit: each row is taken, and known again. */
class TickTickBackupIT {
    private static final List<String> COLUMNS = List.of(
            "Folder Name",
            "List Name",
            "Title",
            "Kind",
            "Tags",
            "Content",
            "Is Check list",
            "Start Date",
            "Due Date",
            "Priority",
            "Status",
            "Created Time",
            "Completed Time",
            "Timezone",
            "Is All Day",
            "taskId",
            "parentId");

    private final Api api = SharedDevledger.get().api();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    /** Of this test alone: by it and the number a task is known again. */
    private final String made = Instant.parse("2026-01-01T10:00:00Z")
            .plusSeconds(Math.floorMod(mark.hashCode(), 10_000_000))
            .toString()
            .replace("Z", "+0000");

    private final List<String> rows = new ArrayList<>();

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\n"));
    }

    /** With the id as the title, in a list of this test, and what else is said. */
    private void row(String id, Map<String, String> said) {
        Map<String, String> plain = Map.of(
                "List Name",
                "Backup " + mark,
                "Title",
                "Task " + id + " " + mark,
                "Kind",
                "TEXT",
                "Is Check list",
                "N",
                "Priority",
                "0",
                "Status",
                "0",
                "Created Time",
                made,
                "Timezone",
                "Europe/Madrid",
                "taskId",
                id);
        rows.add(line(COLUMNS.stream()
                .map(column -> said.getOrDefault(column, plain.getOrDefault(column, "")))
                .toList()));
    }

    private JsonNode imported() {
        String file = "\"Date: 2026-06-15+0000\"\n\"Version: 7.2\"\n" + line(COLUMNS) + String.join("", rows);
        return api.post(200, "/api/import", file, "Content-Type", "text/csv").json();
    }

    private String project() {
        return api.read("/api/projects?q=" + mark).at("/items/0/key").asString();
    }

    private Map<String, JsonNode> tasks() {
        return api.read("/api/projects/" + project() + "/tasks?limit=200")
                .path("items")
                .valueStream()
                .collect(Collectors.toMap(task -> task.path("title").asString(), task -> task, (one, other) -> one));
    }

    @Test
    void a_backup_that_is_read_twice_changes_nothing_and_a_longer_one_adds_what_is_new() {
        row("201", Map.of());
        row("202", Map.of("parentId", "201", "Created Time", ""));
        assertThat(imported().path("tasks").asInt()).isEqualTo(2);

        JsonNode again = imported();
        assertThat(again.path("present").asInt()).isEqualTo(2);
        assertThat(again.path("events").asInt()).isZero();
        assertThat(again.path("warnings")).isEmpty();

        row("203", Map.of("parentId", "201", "List Name", "Backup " + mark));
        JsonNode longer = imported();
        assertThat(longer.path("present").asInt()).isEqualTo(2);
        assertThat(longer.path("tasks").asInt()).isEqualTo(1);
        assertThat(tasks().get("Task 203 " + mark).path("parentId"))
                .isEqualTo(tasks().get("Task 201 " + mark).path("id"));
    }

    @Test
    void a_row_is_known_again_where_its_project_was_renamed() {
        row("1", Map.of());
        imported();
        api.patch(200, "/api/projects/" + project(), "{\"name\": \"Renamed " + mark + "\"}");
        rows.clear();
        row("1", Map.of("Title", "Edited there"));

        JsonNode again = imported();

        assertThat(again.path("events").asInt()).isZero();
        assertThat(again.path("present").asInt()).isEqualTo(1);
    }

    @Test
    void a_row_is_known_again_where_its_list_was_renamed_or_it_was_moved_in_ticktick() {
        row("1", Map.of());
        imported();
        rows.clear();
        row("1", Map.of("List Name", "Another list " + mark));

        JsonNode again = imported();

        assertThat(again.path("present").asInt()).isEqualTo(1);
        assertThat(again.path("tasks").asInt()).isZero();
    }

    @Test
    void no_odd_row_refuses_a_backup() {
        row("1", Map.of("Title", "", "Content", "First line " + mark + "\nand more"));
        row("2", Map.of("Title", "  "));
        row("3", Map.of("Title", "Two\nlines " + mark));
        row("4", Map.of("Title", "L" + mark + "l".repeat(600)));
        row("5", Map.of("parentId", "999"));
        row("6", Map.of("Priority", "9"));
        row("7", Map.of("Status", "7"));
        row("8", Map.of("Due Date", "tomorrow", "Start Date", "0001-01-01T00:00:00+0000"));
        row("9", Map.of("Start Date", "2026-03-02T00:00:00+0000", "Due Date", "2026-03-01T00:00:00+0000"));
        row("10", Map.of("Tags", IntStream.range(0, 60).mapToObj(i -> "t" + i).collect(Collectors.joining(","))));
        row("11", Map.of("Tags", "x".repeat(80)));
        row("12", Map.of("Content", "y".repeat(120_000)));
        row("13", Map.of("Content", "\u001b[1mbold"));
        row("14", Map.of("Timezone", "Nowhere/None"));
        row("15", Map.of("Status", "2", "Completed Time", "2226-01-01T00:00:00+0000"));
        row("16", Map.of("Kind", "CHECKLIST", "Content", "▫item\n".repeat(250) + "▪" + "z".repeat(700)));
        row("17", Map.of("Title", "Twin " + mark));
        row("17", Map.of("Title", "Other twin " + mark));
        row("18", Map.of("parentId", "19"));
        row("19", Map.of("parentId", "18"));
        for (int i = 20; i < 27; i++) {
            row(Integer.toString(i), Map.of("parentId", Integer.toString(i + 1)));
        }
        row("27", Map.of());
        row("28", Map.of("parentId", "28"));
        row("29", Map.of("taskId", "", "Title", "No id " + mark));
        row("30", Map.of("Status", "", "Priority", ""));
        row("31", Map.of("Created Time", "", "taskId", "i".repeat(300), "Title", "Long id " + mark));

        JsonNode imported = imported();

        assertThat(imported.path("tasks").asInt()).isEqualTo(32);
        Map<String, JsonNode> tasks = tasks();
        assertThat(tasks)
                .containsKeys(
                        "First line " + mark, "Untitled", "Two lines " + mark, "Twin " + mark, "Other twin " + mark);
        assertThat(task(tasks, "5").path("parentId").isNull()).isTrue();
        assertThat(task(tasks, "6").path("priority").asString()).isEqualTo("none");
        assertThat(task(tasks, "7").path("status").asString()).isEqualTo("open");
        assertThat(task(tasks, "8").path("dueDate").isNull()).isTrue();
        assertThat(task(tasks, "9").path("dueDate").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(task(tasks, "9").path("startDate").isNull()).isTrue();
        assertThat(task(tasks, "10").path("tags")).hasSize(50);
        assertThat(task(tasks, "13").path("description").asString()).isEqualTo("\uFFFD[1mbold");
        assertThat(task(tasks, "15").path("status").asString()).isEqualTo("completed");
        assertThat(task(tasks, "16").path("checklist")).hasSize(200);
        assertThat(depth(tasks, "20")).isEqualTo(4);
        assertThat(depth(tasks, "27")).isEqualTo(1);
        assertThat(depth(tasks, "25")).isEqualTo(3);
        assertThat(imported.path("warnings")
                        .valueStream()
                        .map(each -> each.path("field").asString())
                        .distinct())
                .contains(
                        "Title",
                        "parent",
                        "Priority",
                        "Status",
                        "Due Date",
                        "Start Date",
                        "startDate",
                        "Tags",
                        "Content",
                        "Timezone",
                        "Completed Time",
                        "taskId");
        String notes = api.get(
                        200, "/api/tasks/" + task(tasks, "12").path("key").asString() + "/notes")
                .body();
        assertThat(notes.split("y", -1).length - 1).isGreaterThan(20_000);

        JsonNode again = imported();
        assertThat(again.path("events").asInt()).isZero();
        assertThat(again.path("present").asInt()).isEqualTo(32);
    }

    private JsonNode task(Map<String, JsonNode> tasks, String id) {
        return tasks.get("Task " + id + " " + mark);
    }

    private int depth(Map<String, JsonNode> tasks, String id) {
        int depth = 1;
        JsonNode task = task(tasks, id);
        while (!task.path("parentId").isNull()) {
            JsonNode parent = task.path("parentId");
            task = tasks.values().stream()
                    .filter(each -> each.path("id").equals(parent))
                    .findFirst()
                    .orElseThrow();
            depth++;
        }
        return depth;
    }

    @Test
    void lists_that_are_called_as_something_else_is_are_projects_of_their_own() {
        String other = api.post(201, "/api/projects", "{\"name\": \"Somebody's " + mark + "\"}")
                .text("key");
        row("1", Map.of("List Name", other, "Title", "In a list " + mark));
        row("2", Map.of("List Name", "", "Title", "In no list " + mark));

        imported();

        assertThat(api.read("/api/projects/" + other + "/tasks").path("items")).isEmpty();
        assertThat(api.read("/api/projects?q=List%20" + other).path("items")).isNotEmpty();
        assertThat(api.read("/api/projects?q=Inbox").path("items")).isNotEmpty();
    }
}
