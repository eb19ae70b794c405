package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Issues of beads come in, and go out as they came. */
class BeadsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> STATUSES =
            List.of("open", "in_progress", "blocked", "closed", "deferred", "pinned", "hooked", "in_qa");
    private static final List<String> TYPES =
            List.of("task", "bug", "feature", "epic", "chore", "decision", "spike", "convoy");
    private static final List<String> DEPENDENCIES = List.of(
            "blocks", "related", "discovered-from", "relates-to", "waits-for", "duplicates", "conditional-blocks");
    private static final Instant FIRST = Instant.parse("2026-01-02T03:04:05.123456Z");

    private final Api api = SharedDevledger.get().api();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private Api.Answer send(String project, String body) {
        return send(api, project, body);
    }

    private static Api.Answer send(Api api, String project, String body) {
        return api.post(
                "/api/import?project=" + project.replace(" ", "%20"),
                body,
                "Content-Type",
                "application/x-beads+jsonl");
    }

    private static String id(int number) {
        return "bd-" + Integer.toString(number + 1_000, 36);
    }

    private static String at(int minutes) {
        return FIRST.plus(Duration.ofMinutes(minutes)).toString();
    }

    /** With something of each kind somewhere. Every fifth is below the one before, so that there are six levels. */
    private ObjectNode issue(int i) {
        ObjectNode issue = JSON.createObjectNode();
        String status = STATUSES.get(i % STATUSES.size());
        issue.put("_type", "issue").put("id", id(i)).put("title", "Issue " + i + " of " + mark);
        text(issue, "description", i % 2 == 0, "What " + i + " is about.\n\nTwo paragraphs, \"quoted\", 🙂.");
        text(issue, "design", i % 3 == 0, "- how\n- it is made");
        text(issue, "acceptance_criteria", i % 5 == 0, "It works.");
        text(issue, "notes", i % 7 == 0, "Seen " + i);
        issue.put("status", status).put("priority", i % 5).put("issue_type", TYPES.get(i / 2 % TYPES.size()));
        text(issue, "assignee", i % 4 == 1, i % 8 == 1 ? "Ada " + mark : "an-agent");
        if (i % 6 == 0) {
            issue.put("estimated_minutes", i * 10);
        }
        issue.put("created_at", at(i)).put("created_by", "bo").put("updated_at", at(i + 10_000));
        if (status.equals("closed")) {
            issue.put("closed_at", at(i + 5_000)).put("close_reason", "Fixed in " + i);
        }
        text(issue, "due_at", i % 9 == 0, at(i + 200_000));
        text(issue, "defer_until", i % 9 == 0, at(i + 100_000));
        text(issue, "external_ref", i % 10 == 0, "gh-" + i);
        if (i % 11 == 0) {
            issue.putObject("metadata").put("files", i);
        }
        if (i % 3 == 1) {
            issue.putArray("labels").add("backend").add("Needs review");
        }
        dependencies(issue, i);
        comments(issue, i);
        return issue;
    }

    private static void text(ObjectNode issue, String field, boolean there, String text) {
        if (there) {
            issue.put(field, text);
        }
    }

    private static void dependencies(ObjectNode issue, int i) {
        if (i % 10 >= 1 && i % 10 <= 6) {
            dependency(issue, i, id(i - 1), "parent-child");
        }
        if (i % 10 == 8) {
            for (int k = 0; k < DEPENDENCIES.size() && i - k - 3 >= 0; k++) {
                dependency(issue, i, id(i - k - 3), DEPENDENCIES.get(k));
            }
            dependency(issue, i, "external:other:thing", "blocks");
        }
    }

    private static void dependency(ObjectNode issue, int i, String other, String type) {
        issue.withArray("/dependencies")
                .addObject()
                .put("issue_id", id(i))
                .put("depends_on_id", other)
                .put("type", type)
                .put("created_at", at(i))
                .put("created_by", "bo");
    }

    private static void comments(ObjectNode issue, int i) {
        for (int k = 0; k < i % 4; k++) {
            issue.withArray("/comments")
                    .addObject()
                    .put("issue_id", id(i))
                    .put("author", "agent " + k)
                    .put("text", "Comment " + k + (k == 2 ? " long".repeat(5_000) : ":\nof two lines"))
                    .put("created_at", at(i + k));
        }
    }

    private static String lines(Stream<? extends JsonNode> issues) {
        return issues.map(JsonNode::toString).collect(Collectors.joining("\n", "", "\n"));
    }

    private Map<String, JsonNode> exported(String project) {
        return exported(api, project);
    }

    private static Map<String, JsonNode> exported(Api api, String project) {
        return api.get(200, "/api/tasks/export?format=beads&project=" + project)
                .body()
                .lines()
                .map(JSON::readTree)
                .collect(Collectors.toMap(
                        each -> each.path("id").asString(), BeadsIT::withoutOurs, (one, other) -> one, TreeMap::new));
    }

    private static JsonNode withoutOurs(JsonNode line) {
        ObjectNode issue = (ObjectNode) line;
        issue.withObject("/metadata").remove("devledger");
        if (issue.path("metadata").isEmpty()) {
            issue.remove("metadata");
        }
        return issue;
    }

    @Test
    void what_comes_in_twice_is_there_once_and_goes_out_as_it_came() {
        api.post(201, "/api/people", "{\"name\": \"Ada " + mark + "\"}");
        List<ObjectNode> issues = IntStream.range(0, 60).mapToObj(this::issue).toList();
        String file = lines(issues.reversed().stream())
                + "{\"id\":\"bd-gone\",\"title\":\"gone\",\"status\":\"tombstone\",\"priority\":2,\"deleted_at\":\""
                + at(1) + "\"}\n{\"_type\":\"memory\",\"key\":\"k\",\"value\":\"v\"}\n";
        String project = "Beads " + mark;

        JsonNode first = send(project, file).expect(200).json();
        assertThat(first.path("tasks").asInt()).isEqualTo(60);
        assertThat(first.path("present").asInt()).isZero();
        assertThat(first.path("skipped").asInt()).isEqualTo(2);
        assertThat(first.path("warnings")).isNotEmpty();
        String key = api.read("/api/projects?q=" + mark).at("/items/0/key").asString();
        JsonNode shown = tasks(key);

        JsonNode second = send(key, file).expect(200).json();
        assertThat(second.path("present").asInt()).isEqualTo(60);
        assertThat(second.path("tasks").asInt()).isZero();
        assertThat(second.path("events").asInt()).isZero();
        assertThat(tasks(key)).isEqualTo(shown);

        Map<String, JsonNode> out = exported(key);
        assertThat(out).hasSize(60);
        issues.forEach(issue -> assertThat(out.get(issue.path("id").asString())).isEqualTo(issue));
    }

    @Test
    void what_is_related_outside_the_file_is_told_as_what_blocks_is() {
        String first = made("Elsewhere", "");
        String key = made("Inside", ", \"blockedBy\": [\"%1$s\"], \"related\": [\"%1$s\"]".formatted(first));
        String home = api.get(200, "/api/tasks/" + key).text("projectKey");

        JsonNode issue = exported(home).get("dl-" + key.substring(2));

        assertThat(issue.path("dependencies")
                        .valueStream()
                        .map(each -> each.path("type").asString() + " "
                                + each.path("depends_on_id").asString()))
                .containsExactlyInAnyOrder("blocks dl-" + first.substring(2), "related dl-" + first.substring(2));
    }

    /** In a project of its own. */
    private String made(String title, String fields) {
        String project = api.post(201, "/api/projects", "{\"name\": \"%s %s\"}".formatted(title, mark))
                .text("key");
        return api.post(201, "/api/projects/" + project + "/tasks", "{\"title\": \"%s\"%s}".formatted(title, fields))
                .text("key");
    }

    /** Headings of its own, and of the ones that an import makes, anywhere in any text. */
    @Test
    void texts_with_headings_of_their_own_go_out_as_they_came() {
        Random random = new Random(54);
        List<ObjectNode> issues =
                IntStream.range(0, 150).mapToObj(i -> withHeadings(i, random)).toList();
        String project = "Headings " + mark;
        send(project, lines(issues.stream())).expect(200);
        String key = api.read("/api/projects?q=" + mark).at("/items/0/key").asString();

        Map<String, JsonNode> out = exported(key);
        issues.forEach(issue -> assertThat(out.get(issue.path("id").asString())).isEqualTo(issue));
    }

    private String keyOfProject() {
        return api.read("/api/projects?q=" + mark).at("/items/0/key").asString();
    }

    private ObjectNode plain(int i) {
        ObjectNode issue = JSON.createObjectNode();
        issue.put("_type", "issue").put("id", id(i)).put("title", "Plain " + i + " " + mark);
        return issue.put("status", "open")
                .put("priority", 2)
                .put("issue_type", "task")
                .put("created_at", at(i))
                .put("updated_at", at(i));
    }

    /** A heading that is written into the text of a task is of that text, whatever the issue had and had not. */
    @ParameterizedTest
    @CsvSource({
        "'',          '',    '',      'Anew\\n\\n## Notes\\n\\nseen', 'Anew\\n\\n## Notes\\n\\nseen', '', ''",
        "'Intro',     '',    '',      'Intro\\n\\n## Notes\\n\\nseen', 'Intro\\n\\n## Notes\\n\\nseen', '', ''",
        "'Intro',     '',    '',      'Intro\\n\\n## Design\\n\\nso\\n\\n## Notes\\n\\nseen', 'Intro\\n\\n## Design\\n\\nso\\n\\n## Notes\\n\\nseen', '', ''",
        "'Intro',     'How', '',      'Intro\\n\\n## Design\\n\\nHow\\n\\n## Notes\\n\\nseen', 'Intro', 'How\\n\\n## Notes\\n\\nseen', ''",
        "'',          'How', '',      '## Design\\n\\nHow\\n\\n## Notes\\n\\nseen', '', 'How\\n\\n## Notes\\n\\nseen', ''",
        "'Intro',     '',    'Later', 'Intro\\n\\n## Acceptance criteria\\n\\nall\\n\\n## Notes\\n\\nLater\\n\\n## Notes\\n\\nseen', "
                + "'Intro\\n\\n## Acceptance criteria\\n\\nall', '', 'Later\\n\\n## Notes\\n\\nseen'",
        "'Intro\\n\\n## Notes\\n\\nmine', '', 'Later', 'Intro\\n\\n## Notes\\n\\nmine', "
                + "'Intro\\n\\n## Notes\\n\\nmine', '', ''",
        "'Intro', '', 'Later', 'Intro\\n\\n## Notes\\n\\nseen\\n\\n## Notes\\n\\nLater', "
                + "'Intro\\n\\n## Notes\\n\\nseen', '', 'Later'",
        "'Intro\\n\\n## Notes\\n\\nmine', '', 'Later', 'Intro\\n\\n## Notes\\n\\nLater\\n\\n## Notes\\n\\nmine', "
                + "'Intro', '', 'Later\\n\\n## Notes\\n\\nmine'",
        "'Intro\\n\\n## Design\\n\\nmine', 'How', '', 'Intro\\n\\n## Design\\n\\nmine', "
                + "'Intro\\n\\n## Design\\n\\nmine', '', ''",
        "'Intro', 'How', 'Later', 'Intro\\n\\n## Notes\\n\\nLater\\n\\n## Design\\n\\nHow', "
                + "'Intro', 'How', 'Later'",
        "'Intro', '', 'Later', 'Intro\\n\\n## Notes\\n\\nSooner', " + "'Intro', '', 'Sooner'",
        "'Intro', 'How', 'Later', 'Intro\\n\\n## Design\\n\\nHow\\n\\n## Notes\\n\\nseen\\n\\n## Notes\\n\\nSooner', "
                + "'Intro\\n\\n## Design\\n\\nHow\\n\\n## Notes\\n\\nseen\\n\\n## Notes\\n\\nSooner', '', ''",
        "'Intro\\n\\n## Notes\\n\\nmine', 'How', 'Later', 'Intro\\n\\n## Notes\\n\\nmine\\n\\n## Design\\n\\nHow\\n\\n## Notes\\n\\nSooner', "
                + "'Intro\\n\\n## Notes\\n\\nmine\\n\\n## Design\\n\\nHow\\n\\n## Notes\\n\\nSooner', '', ''",
    })
    void a_text_that_is_edited_here_loses_nothing_to_other_fields(
            String description,
            String design,
            String notes,
            String edited,
            String out,
            String outDesign,
            String outNotes) {
        ObjectNode issue = plain(1);
        text(issue, "description", !description.isEmpty(), description.replace("\\n", "\n"));
        text(issue, "design", !design.isEmpty(), design);
        text(issue, "notes", !notes.isEmpty(), notes);
        send("Edited " + mark, lines(Stream.of(issue))).expect(200);
        String project = keyOfProject();
        String task = tasks(project).at("/items/0/key").asString();
        api.patch(
                200,
                "/api/tasks/" + task,
                JSON.createObjectNode()
                        .put("description", edited.replace("\\n", "\n"))
                        .toString());

        JsonNode exported = exported(project).get(id(1));
        assertThat(exported.path("description").asString("")).isEqualTo(out.replace("\\n", "\n"));
        assertThat(exported.path("design").asString("")).isEqualTo(outDesign.replace("\\n", "\n"));
        assertThat(exported.path("notes").asString("")).isEqualTo(outNotes.replace("\\n", "\n"));
        assertThat(exported.has("acceptance_criteria")).isFalse();
    }

    private List<String> warnings(JsonNode imported) {
        return imported.path("warnings")
                .valueStream()
                .map(each -> each.path("line") + " " + each.path("field").asString() + " "
                        + each.path("message").asString())
                .toList();
    }

    /** Each is waited for by the next, and the first by the last; one is in two circles, and one in a circle with its tree. */
    @Test
    void issues_that_wait_for_each_other_come_without_the_one_that_closes_the_circle() {
        List<ObjectNode> issues = IntStream.range(0, 9).mapToObj(this::plain).toList();
        dependency(issues.get(0), 0, id(1), "blocks");
        dependency(issues.get(1), 1, id(2), "waits-for");
        dependency(issues.get(2), 2, id(0), "blocks");
        dependency(issues.get(2), 2, id(1), "conditional-blocks");
        dependency(issues.get(3), 3, id(4), "blocks");
        dependency(issues.get(5), 5, id(3), "parent-child"); // so that 3 waits for 4, 4 for 5, which is below 3
        dependency(issues.get(4), 4, id(5), "blocks");
        dependency(issues.get(6), 6, id(7), "parent-child"); // of parents
        dependency(issues.get(7), 7, id(6), "parent-child");
        dependency(issues.get(8), 8, id(0), "blocks"); // in none
        JsonNode imported =
                send("Circles " + mark, lines(issues.stream())).expect(200).json();
        assertThat(imported.path("tasks").asInt()).isEqualTo(9);
        assertThat(warnings(imported))
                .anyMatch(each -> each.startsWith("3 dependencies has " + id(0) + " (blocks), which waits for it"))
                .anyMatch(each ->
                        each.startsWith("3 dependencies has " + id(1) + " (conditional-blocks), which waits for it"))
                .filteredOn(each -> each.contains("which waits for it"))
                .hasSize(3);
        String project = keyOfProject();
        Map<String, Integer> blockers = new TreeMap<>();
        tasks(project)
                .path("items")
                .forEach(task -> blockers.put(
                        task.path("title").asString().substring(6, 7),
                        task.path("blockedBy").size()));
        assertThat(blockers)
                .containsEntry("0", 1)
                .containsEntry("1", 1)
                .containsEntry("2", 0)
                .containsEntry("8", 1);
        assertThat(blockers.get("3") + blockers.get("4")).isEqualTo(1);

        Map<String, JsonNode> out = exported(project);
        issues.subList(0, 6)
                .forEach(issue ->
                        assertThat(out.get(issue.path("id").asString())).isEqualTo(issue));
        JsonNode again = send(project, lines(issues.stream())).expect(200).json();
        assertThat(again.path("present").asInt()).isEqualTo(9);
        assertThat(again.path("events").asInt()).isZero();
    }

    @Test
    void issues_of_one_id_and_without_one_come_as_tasks_of_their_own() {
        String tooLong = "bd-" + "x".repeat(300);
        String file = """
            {"id":"bd-1","title":"first %1$s"}
            {"id":"bd-1","title":"second"}
            {"id":"bd-1-2","title":"third"}
            {"title":"none"}
            {"title":"none"}
            {"id":"","title":"empty"}
            {"id":7,"title":"a number"}
            {"id":"%2$s","title":"long"}
            {"id":"bd-9","title":"waits","dependencies":[{"issue_id":"bd-9","depends_on_id":"bd-1","type":"blocks"}]}
            """.formatted(mark, tooLong);
        JsonNode imported = send("Ids " + mark, file).expect(200).json();
        assertThat(imported.path("tasks").asInt()).isEqualTo(9);
        assertThat(warnings(imported))
                .contains(
                        "2 id is bd-1, as in a line before; it is taken as bd-1-2",
                        "3 id is bd-1-2, as in a line before; it is taken as bd-1-2-2")
                .anyMatch(each -> each.startsWith("4 id is missing; it is taken as bd-"))
                .anyMatch(each -> each.startsWith("5 id is missing; it is taken as bd-") && each.endsWith("-2"))
                .anyMatch(each -> each.startsWith("6 id is missing; it is taken as bd-"))
                .anyMatch(each -> each.startsWith("8 id has 303 characters"))
                .noneMatch(each -> each.startsWith("7 id "));
        String project = keyOfProject();
        JsonNode tasks = tasks(project).path("items");
        Map<String, JsonNode> byTitle = tasks.valueStream()
                .collect(Collectors.toMap(each -> each.path("title").asString(), each -> each, (a, b) -> a));
        assertThat(byTitle.get("waits").at("/blockedBy/0"))
                .isEqualTo(byTitle.get("first " + mark).path("key"));
        assertThat(exported(project)).hasSize(9);

        JsonNode again = send(project, file).expect(200).json();
        assertThat(again.path("present").asInt()).isEqualTo(9);
        assertThat(again.path("events").asInt()).isZero();
    }

    private static ObjectNode withHeadings(int i, Random random) {
        ObjectNode issue = JSON.createObjectNode();
        issue.put("_type", "issue")
                .put("id", id(i))
                .put("title", random.nextInt(9) == 0 ? " Title\t" + i : "Title " + i);
        for (String field : List.of("description", "design", "acceptance_criteria", "notes")) {
            if (random.nextInt(4) > 0) {
                issue.put(field, text(random));
            }
        }
        return issue.put("status", "open")
                .put("priority", 2)
                .put("issue_type", "task")
                .put("created_at", at(i))
                .put("updated_at", at(i));
    }

    private static String text(Random random) {
        List<String> parts = List.of(
                "Intro",
                "## Design",
                "## Acceptance criteria",
                "## Acceptance Criteria",
                "## Notes",
                "## Design decisions",
                "```\n## Notes\n\n```",
                "## Notes\r",
                "\u001b[1mBold",
                "  ",
                "");
        List<String> breaks = List.of("\n\n", "\n", "\r\n\r\n", "\n\n\n");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i >= 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())))
                    .append(breaks.get(random.nextInt(3) == 0 ? random.nextInt(breaks.size()) : 0));
        }
        return random.nextBoolean() ? text.toString().strip() + "." : text.toString();
    }

    @Test
    void of_more_blockers_than_a_task_has_the_open_ones_count_and_all_go_out() {
        List<ObjectNode> issues = new ArrayList<>();
        ObjectNode waits = JSON.createObjectNode();
        waits.put("_type", "issue")
                .put("id", id(900))
                .put("title", "Waits " + mark)
                .put("status", "open");
        waits.put("priority", 0)
                .put("issue_type", "task")
                .put("created_at", at(1))
                .put("updated_at", at(1));
        for (int i = 0; i < 307; i++) {
            ObjectNode blocker = JSON.createObjectNode();
            blocker.put("_type", "issue").put("id", id(i)).put("title", "Blocker " + i);
            blocker.put("status", i < 302 ? "closed" : "open")
                    .put("priority", 2)
                    .put("issue_type", "task");
            blocker.put("created_at", at(1)).put("updated_at", at(1));
            text(blocker, "closed_at", i < 302, at(2));
            issues.add(blocker);
            dependency(waits, 900, id(i), "blocks");
            dependency(waits, 900, id(i), "related");
        }
        issues.add(waits);
        JsonNode imported =
                send("Blocked " + mark, lines(issues.stream())).expect(200).json();
        assertThat(imported.path("warnings").toString())
                .contains("has 307 for blockedBy", "closed ones before open ones");
        String key = api.read("/api/projects?q=" + mark).at("/items/0/key").asString();
        api.post("/api/projects/" + key + "/status", "{\"status\": \"active\"}");

        JsonNode task = api.read("/api/tasks?q=Waits%20" + mark).at("/items/0");
        assertThat(task.path("ready").asBoolean()).isFalse();
        Set<String> blockers = api.read("/api/projects/" + key + "/tasks?status=open&limit=200")
                .path("items")
                .valueStream()
                .map(each -> each.path("key").asString())
                .filter(each -> !each.equals(task.path("key").asString()))
                .collect(Collectors.toSet());
        assertThat(blockers).hasSize(5);
        assertThat(task.path("blockedBy").valueStream().map(JsonNode::asString))
                .hasSize(100)
                .containsAll(blockers);
        assertThat(exported(key).get(id(900)).path("dependencies").valueStream().toList())
                .containsExactlyInAnyOrderElementsOf(
                        waits.path("dependencies").valueStream().toList());

        List<String> none = List.of();
        api.patch(200, "/api/tasks/" + task.path("key").asString(), "{\"blockedBy\": " + none + "}");
        assertThat(exported(key).get(id(900)).path("dependencies").valueStream().filter(each -> each.path("type")
                        .asString()
                        .equals("blocks")))
                .as("those that were taken away are gone")
                .hasSize(207);
    }

    /** Without their links: the sync goes on meanwhile. */
    private JsonNode tasks(String project) {
        JsonNode page = api.read("/api/projects/" + project + "/tasks?limit=200&sort=title");
        page.path("items").forEach(task -> ((ObjectNode) task).remove("links"));
        return page;
    }

    @Test
    void what_changes_in_the_ledger_goes_out_changed_and_comes_back_as_the_same_task() {
        String key = api.post(201, "/api/projects", "{\"name\": \"Back " + mark + "\"}")
                .text("key");
        send(key, lines(Stream.of(issue(0), issue(1)))).expect(200);
        String made = api.post(
                        201,
                        "/api/projects/" + key + "/tasks",
                        "{\"title\": \"Made here\", \"stage\": \"in review\", \"tags\": [\"bug\", \"x\"],"
                                + " \"priority\": \"high\", \"dueDate\": \"2026-03-01\"}")
                .text("key");
        api.post(201, "/api/tasks/" + made + "/notes", "{\"text\": \"Found: it\"}");
        String below = tasks(key)
                .path("items")
                .valueStream()
                .filter(each -> each.path("title").asString().startsWith("Issue 1 "))
                .findFirst()
                .orElseThrow()
                .path("key")
                .asString();
        api.post(200, "/api/tasks/" + below + "/abandon", "{}");
        api.patch(200, "/api/tasks/" + below, "{\"blockedBy\": [\"" + made + "\"]}");

        String file =
                api.get(200, "/api/tasks/export?format=beads&project=" + key).body();
        Map<String, JsonNode> out = exported(key);

        String id = "dl-" + made.substring(2);
        assertThat(out.get(id).path("status").asString()).isEqualTo("in_progress");
        assertThat(out.get(id).path("issue_type").asString()).isEqualTo("bug");
        assertThat(out.get(id).path("labels").toString()).isEqualTo("[\"x\"]");
        assertThat(out.get(id).path("priority").asInt()).isEqualTo(1);
        assertThat(out.get(id).at("/comments/0/text").asString()).isEqualTo("Found: it");
        assertThat(out.get(id(1)).path("status").asString()).isEqualTo("closed");
        assertThat(out.get(id(1)).at("/dependencies/1/depends_on_id").asString())
                .isEqualTo(id);

        JsonNode again = send(key, file).expect(200).json();
        assertThat(again.path("present").asInt()).isEqualTo(3);
        assertThat(again.path("tasks").asInt()).isZero();
    }

    @Test
    void garbage_is_told_with_its_lines_and_nothing_is_stored() {
        JsonNode answer = send("Garbage " + mark, """
            {"id":"bd-1","title":"one","priority":2}
            not json
            {"id":"bd-2","title":"","priority":11}
            {"id":"bd-1","title":"again","priority":2}
            {"title":"no id","priority":2}
            """).expect(422).json();

        assertThat(answer.path("errors").valueStream().map(each -> each.path("line") + " " + each.path("field")))
                .containsExactly("2 \"line\"");
        assertThat(api.read("/api/projects?q=" + mark).path("items")).isEmpty();
        assertThat(api.post("/api/import", "{}", "Content-Type", "application/x-beads+jsonl")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void tasks_of_a_file_wait_for_others_of_it_and_not_for_each_other() {
        String ndjson = """
            {"project": {"ref": "p", "name": "Waits %1$s"}}
            {"task": {"ref": "a", "project": "p", "title": "a", "blockedBy": ["c"], "related": ["b"], "notes": ["why"]}}
            {"task": {"ref": "b", "project": "p", "title": "b", "parent": "a", "discoveredFrom": "c"}}
            {"task": {"ref": "c", "project": "p", "title": "c"%2$s}}
            """;
        JsonNode refused = api.post(
                        422,
                        "/api/import",
                        ndjson.formatted(mark, ", \"blockedBy\": [\"b\"]"),
                        "Content-Type",
                        "application/x-ndjson")
                .json();
        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("blockedBy");
        assertThat(refused.at("/errors/0/message").asString()).contains("line 2 → line 4 → line 3 → line 2");

        api.post(200, "/api/import", ndjson.formatted(mark, ""), "Content-Type", "application/x-ndjson");
        String key = api.read("/api/projects?q=" + mark).at("/items/0/key").asString();
        JsonNode tasks = tasks(key).path("items");
        JsonNode c = tasks.get(2).path("key");
        assertThat(tasks.get(0).at("/blockedBy/0")).isEqualTo(c);
        assertThat(tasks.get(0).at("/related/0")).isEqualTo(tasks.get(1).path("key"));
        assertThat(tasks.get(1).at("/related/0")).isEqualTo(tasks.get(0).path("key"));
        assertThat(tasks.get(1).path("discoveredFrom")).isEqualTo(c);
        assertThat(api.read("/api/tasks/" + tasks.get(0).path("key").asString() + "/notes")
                        .at("/items/0/text")
                        .asString())
                .isEqualTo("why");
    }

    @Test
    void what_the_ledger_exports_it_imports() {
        String key = api.post(201, "/api/projects", "{\"name\": \"Own " + mark + "\"}")
                .text("key");
        send(key, lines(IntStream.range(0, 20).mapToObj(this::issue))).expect(200);
        String file = api.get(200, "/api/tasks/export?project=" + key).body();

        assertThat(api.post(
                                200,
                                "/api/import",
                                file.replace("Own " + mark, "Copy " + mark),
                                "Content-Type",
                                "application/x-ndjson")
                        .json()
                        .path("tasks")
                        .asInt())
                .isEqualTo(20);
        String copy =
                api.read("/api/projects?q=Copy%20" + mark).at("/items/0/key").asString();

        Map<String, JsonNode> copied = exported(copy);
        Map<String, JsonNode> own = exported(key);
        assertThat(copied.keySet()).isEqualTo(own.keySet());
        own.values().forEach(issue -> assertThat(copied.get(issue.path("id").asString()))
                .isEqualTo(issue));
    }

    /** In a ledger of its own: all else that syncs with the shared one would wait minutes for so many to be pushed. */
    @Test
    @Timeout(600)
    @Tag("long")
    void ten_thousand_issues_come_and_go() {
        try (RunningDevledger alone =
                SharedDevledger.start(SharedDevledger.newFolder(), "devledger.ticktick.mode=off")) {
            tenThousandComeAndGo(alone.api());
        }
    }

    private void tenThousandComeAndGo(Api alone) {
        String file = lines(IntStream.range(0, 10_000).mapToObj(i -> JSON.createObjectNode()
                .put("id", "bd-" + i)
                .put("title", "Issue " + i)
                .put("description", "Something to do, number " + i)
                .put("status", i % 3 == 0 ? "closed" : "open")
                .put("closed_at", at(i))
                .put("priority", i % 5)
                .put("created_at", at(i))
                .set("dependencies", blocked(i))));
        String project = "Many " + mark;

        assertThat(send(alone, project, file).expect(200).json().path("tasks").asInt())
                .isEqualTo(10_000);
        assertThat(send(alone, project, file).expect(200).json().path("present").asInt())
                .isEqualTo(10_000);
        String key = alone.read("/api/projects?q=" + mark).at("/items/0/key").asString();
        assertThat(exported(alone, key)).hasSize(10_000);
    }

    private static JsonNode blocked(int i) {
        return i % 4 == 0 || i < 5
                ? JSON.createArrayNode()
                : JSON.createArrayNode()
                        .add(JSON.createObjectNode()
                                .put("issue_id", "bd-" + i)
                                .put("depends_on_id", "bd-" + (i - 3))
                                .put("type", "blocks"));
    }
}
