package dev.devledger.adapters.rest.beads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.beads.BeadsIndex.BeadsReader;
import dev.devledger.adapters.rest.beads.BeadsIndex.BeadsReader.BeadsRow;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of the fields of an issue. */
class BeadsReaderTest {
    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.readLine(text.getBytes(StandardCharsets.UTF_8));
        } catch (Parser.InvalidText wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }

    /** The last of these, beside all of them. */
    private static BeadsRow read(String... issues) {
        BeadsIndex index = new BeadsIndex();
        Arrays.stream(issues).forEach(issue -> index.add(json(issue)));
        return new BeadsReader(index, Map.of("ada", "U-7")).read(json(issues[issues.length - 1]));
    }

    private static String issue(String id, String... dependencies) {
        List<String> all = Arrays.stream(dependencies)
                .map(each -> each.split(" "))
                .map(each -> "{\"issue_id\":\"%s\",\"depends_on_id\":\"%s\",\"type\":\"%s\"}"
                        .formatted(id, each[1], each[0]))
                .toList();
        return "{\"id\":\"%s\",\"title\":\"t\",\"dependencies\":[%s]}".formatted(id, String.join(",", all));
    }

    private static List<String> remarks(BeadsRow row) {
        return row.remarks().stream()
                .map(each -> each.field() + " " + each.message())
                .toList();
    }

    private static JsonNode of(String fields) {
        return read("{\"id\":\"bd-1\",\"title\":\"t\"," + fields + "}").task();
    }

    @Test
    void an_issue_says_what_a_task_says_and_the_rest_is_kept_in_notes() {
        BeadsRow row = read("""
            {"_type":"issue","id":"bd-a1","title":"Two\\nlines","description":"What","design":"How","acceptance_criteria":"- done","notes":"Later","status":"open","priority":1,"issue_type":"bug","assignee":"ada","estimated_minutes":90,"created_at":"2026-01-02T03:04:05.123456789+01:00","created_by":"bo","updated_at":"2026-01-03T03:04:05Z","due_at":"2026-02-01T00:00:00Z","defer_until":"2026-01-20T00:00:00Z","external_ref":"gh-9","metadata":{"k":1},"labels":["ui","UI","two words"],"comments":[{"id":1,"issue_id":"bd-a1","author":"bo","text":"Saw\\nit.","created_at":"2026-01-02T10:00:00Z"}],"dependency_count":0,"later_field":[1]}\
            """);

        assertThat(remarks(row)).containsExactly("title has several lines, and one is allowed; they are one line");
        JsonNode task = row.task();
        JsonNode notes = task.path("notes");
        assertThat(((ObjectNode) task.deepCopy()).without("notes").toString()).isEqualTo("""
            {"ref":"bd-a1","description":"What\\n\\n## Design\\n\\nHow\\n\\n## Acceptance criteria\\n\\n- done\\n\\n## Notes\\n\\nLater","title":"Two lines","priority":"high","estimateMinutes":90,"tags":["ui","two words","bug"],"status":"open","dueDate":"2026-02-01T00:00:00Z","startDate":"2026-01-20T00:00:00Z","assignees":["U-7"]}\
            """);
        assertThat(notes).hasSize(2);
        assertThat(notes.get(0).asString()).isEqualTo("""
            Imported from beads as bd-a1:
            {"status":"open","priority":1,"issue_type":"bug","created_at":"2026-01-02T03:04:05.123456789+01:00","created_by":"bo","updated_at":"2026-01-03T03:04:05Z","due_at":"2026-02-01T00:00:00Z","defer_until":"2026-01-20T00:00:00Z","external_ref":"gh-9","metadata":{"k":1},"labels":["ui","UI","two words"],"later_field":[1],"title":"Two\\nlines","_devledger":{"sections":{"design":{"before":0,"of":1,"opening":72752},"acceptance_criteria":{"before":0,"of":1,"opening":1320953749},"notes":{"before":0,"of":1,"opening":73192044}},"text":418516184}}\
            """);
        assertThat(notes.get(1).asString()).isEqualTo("bo, 2026-01-02T10:00:00Z:\nSaw\nit.");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "open,open,-",
                "in_progress,open,in progress",
                "blocked,open,blocked",
                "deferred,open,deferred",
                "pinned,open,pinned",
                "hooked,open,hooked",
                "in_qa,open,in qa",
                "closed,completed,-"
            })
    void each_status_is_a_status_and_a_stage(String status, String ours, String stage) {
        JsonNode row = of("\"status\":\"" + status + "\",\"closed_at\":\"2026-01-05T01:02:03.456789Z\"");

        assertThat(row.path("status").asString()).isEqualTo(ours);
        assertThat(row.path("stage").asString(null)).isEqualTo(stage);
        assertThat(row.path("completedAt").asString(null))
                .isEqualTo(ours.equals("completed") ? "2026-01-05T01:02:03.456789Z" : null);
    }

    @Test
    void what_is_closed_at_no_time_was_closed_when_it_was_changed_last() {
        assertThat(of("\"status\":\"closed\",\"updated_at\":\"2026-01-05T01:02:03Z\"")
                        .path("completedAt")
                        .asString())
                .isEqualTo("2026-01-05T01:02:03Z");
    }

    @ParameterizedTest
    @CsvSource({"0,high", "1,high", "2,medium", "3,low", "4,none"})
    void each_priority_has_a_word(int number, String word) {
        assertThat(of("\"priority\":" + number).path("priority").asString()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"labels\":\"x\"",
                "\"labels\":[7]",
                "\"due_at\":\"soon\"",
                "\"defer_until\":7",
                "\"closed_at\":\"soon\"",
                "\"priority\":\"high\"",
                "\"estimated_minutes\":\"long\"",
                "\"description\":7",
                "\"notes\":[\"a\"]",
                "\"title\":7",
                "\"status\":7",
                "\"assignee\":{}",
                "\"dependencies\":\"x\""
            })
    void what_cannot_be_read_is_told_by_the_names_of_beads_and_kept(String field) {
        BeadsRow row = read("{\"id\":\"bd-1\"," + field + "}");
        assertThat(remarks(row))
                .filteredOn(each -> each.endsWith("; it is kept in the first note"))
                .singleElement()
                .asString()
                .startsWith(field.substring(1, field.indexOf('"', 1)));
        assertThat(row.task().at("/notes/0").asString()).contains(field);
    }

    @Test
    void dependencies_are_ties_of_four_kinds() {
        BeadsRow row = read(
                issue("bd-1"),
                issue("bd-2"),
                issue("bd-3"),
                issue("bd-4"),
                issue("bd-5"),
                issue("bd-6"),
                issue(
                        "bd-9",
                        "parent-child bd-1",
                        "blocks bd-2",
                        "waits-for bd-3",
                        "related bd-4",
                        "discovered-from bd-5",
                        "discovered-from bd-6",
                        "supersedes bd-2",
                        "blocks bd-77",
                        "blocks bd-1"));

        assertThat(row.task().path("parent").asString()).isEqualTo("bd-1");
        assertThat(row.task().path("blockedBy").toString()).isEqualTo("[\"bd-2\",\"bd-3\"]");
        assertThat(row.task().path("related").toString()).isEqualTo("[\"bd-4\",\"bd-6\",\"bd-2\"]");
        assertThat(row.task().path("discoveredFrom").asString()).isEqualTo("bd-5");
        assertThat(remarks(row))
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("dependencies has bd-3 (waits-for)"),
                        each -> assertThat(each).startsWith("dependencies has bd-6 as one more"),
                        each -> assertThat(each).startsWith("dependencies has bd-2 (supersedes)"),
                        each -> assertThat(each)
                                .startsWith("dependencies has bd-77 (blocks), which is not in the file"),
                        each -> assertThat(each).startsWith("dependencies has bd-1 (blocks), which is above it"));
        assertThat(row.task().at("/notes/0").asString()).contains("waits-for").contains("bd-77");
    }

    @Test
    void what_is_deeper_than_tasks_can_be_is_below_the_lowest_that_has_room() {
        String[] chain = {
            issue("bd-1"),
            issue("bd-2", "parent-child bd-1"),
            issue("bd-3", "parent-child bd-2"),
            issue("bd-4", "parent-child bd-3"),
            issue("bd-5", "parent-child bd-4"),
            issue("bd-6", "parent-child bd-5")
        };
        assertThat(read(Arrays.copyOf(chain, 4)).task().path("parent").asString())
                .isEqualTo("bd-3");

        BeadsRow deep = read(chain);

        assertThat(deep.task().path("parent").asString()).isEqualTo("bd-3");
        assertThat(deep.task().path("related").toString()).isEqualTo("[\"bd-5\"]");
        assertThat(remarks(deep)).singleElement().asString().contains("it is below bd-3, and related to bd-5");
    }

    @Test
    void long_texts_are_several_notes_and_control_characters_are_told() {
        BeadsRow row = read("{\"id\":\"bd-1\",\"title\":\"t\",\"comments\":[{\"author\":\"bo\",\"created_at\":"
                + "\"2026-01-02T10:00:00Z\",\"text\":\"\\u001b[31m" + "x".repeat(12_000) + "\"}]}");

        assertThat(row.task().path("notes")).hasSize(3);
        assertThat(row.task().at("/notes/1").asString())
                .startsWith("bo, 2026-01-02T10:00:00Z (1 of 2):\n\uFFFD[31mxxx")
                .hasSizeLessThanOrEqualTo(10_000);
        assertThat(remarks(row))
                .containsExactly("comments has characters that no text can have; each is replaced by \uFFFD");
    }

    @Test
    void a_title_and_a_text_that_are_too_long_are_cut_and_kept() {
        BeadsRow row = read("{\"id\":\"bd-1\",\"title\":\"" + "t".repeat(600) + "\",\"description\":\""
                + "x".repeat(99_990) + "\",\"design\":\"the design\"}");

        assertThat(row.task().path("title").asString()).hasSize(500).endsWith("t…");
        assertThat(row.task().path("description").asString()).hasSize(100_000);
        assertThat(row.task().path("notes")).hasSize(3);
        assertThat(row.task().at("/notes/1").asString()).endsWith("the design");
        assertThat(row.task().at("/notes/2").asString()).endsWith("\n" + "t".repeat(600));
        assertThat(remarks(row)).hasSize(2);
    }

    @Test
    void nobody_is_told_once_and_a_label_that_is_no_tag_is_told() {
        BeadsReader reader = new BeadsReader(new BeadsIndex(), Map.of());
        ObjectNode issue =
                json("{\"id\":\"bd-1\",\"title\":\"t\",\"assignee\":\"cleo\",\"labels\":[\"" + "x".repeat(65) + "\"]}");

        assertThat(remarks(reader.read(issue)))
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).startsWith("assignee is \"cleo\", which means nobody here"),
                        each -> assertThat(each).startsWith("labels has \"xxx"));
        issue.put("id", "bd-2");
        assertThat(remarks(reader.read(issue))).hasSize(1);
        issue.put("id", "bd-3");
        assertThat(reader.read(issue).task().at("/notes/0").asString()).contains("\"assignee\":\"cleo\"");
    }
}
