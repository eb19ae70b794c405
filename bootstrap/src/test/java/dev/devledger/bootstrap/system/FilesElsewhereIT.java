package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a ledger exports means the same in another one. */
@Tag("long")
class FilesElsewhereIT {
    private static final Api FROM = SharedDevledger.get().api();

    private static final JsonMapper JSON = new JsonMapper();

    private static RunningDevledger other;
    private static Api to;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() {
        other = SharedDevledger.start(SharedDevledger.newFolder(), "devledger.ticktick.mode=off");
        to = other.api();
        String project = made(to, "/api/projects", "{\"name\": \"Of others\"}");
        for (int i = 0; i < 40; i++) {
            made(to, "/api/people", "{\"name\": \"Other %d\", \"email\": \"o%d@example.org\"}".formatted(i, i));
            made(to, "/api/projects/" + project + "/tasks", "{\"title\": \"Of others %d\"}".formatted(i));
        }
    }

    @AfterAll
    static void end() {
        other.close();
    }

    private static String made(Api api, String path, String body) {
        return api.post(201, path, body).text("key");
    }

    private static String exported(Api api, String project) {
        return api.get(200, "/api/tasks/export?project=" + project).body();
    }

    private static JsonNode imported(Api api, String file) {
        return api.post(200, "/api/import", file, "Content-Type", "application/x-ndjson")
                .json();
    }

    private static List<String> warnings(JsonNode imported) {
        return imported.path("warnings")
                .valueStream()
                .map(each -> each.path("field").asString() + " "
                        + each.path("message").asString())
                .toList();
    }

    private JsonNode task(Api api, String title) {
        JsonNode items = api.read("/api/tasks?q=%22" + title.replace(" ", "%20") + "%20" + mark + "%22")
                .path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private static List<String> names(JsonNode task) {
        return task.path("assignees")
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
    }

    @Test
    void people_are_those_of_the_same_name_and_address_and_nobody_else() {
        String zoe = made(
                FROM, "/api/people", "{\"name\": \"Zoe %1$s\", \"email\": \"zoe-%1$s@example.org\"}".formatted(mark));
        String yan = made(FROM, "/api/people", "{\"name\": \"Yan %s\"}".formatted(mark));
        String uma = made(
                FROM, "/api/people", "{\"name\": \"Uma %1$s\", \"email\": \"uma-%1$s@example.org\"}".formatted(mark));
        String key = made(FROM, "/api/people", "{\"name\": \"U-%d\"}".formatted(10));
        String project = made(FROM, "/api/projects", "{\"name\": \"People %s\"}".formatted(mark));
        made(
                FROM,
                "/api/projects/" + project + "/tasks",
                "{\"title\": \"Shared %s\", \"assignees\": [\"%s\", \"%s\", \"%s\", \"%s\", \"me\"]}"
                        .formatted(mark, zoe, yan, uma, key));
        made(
                to,
                "/api/people",
                "{\"name\": \"Zoe of late %1$s\", \"email\": \"ZOE-%1$s@example.org\"}".formatted(mark));
        made(to, "/api/people", "{\"name\": \"yan %s\"}".formatted(mark));
        made(to, "/api/people", "{\"name\": \"Uma %1$s\", \"email\": \"another-%1$s@example.org\"}".formatted(mark));

        JsonNode imported = imported(to, exported(FROM, project));

        assertThat(names(task(to, "Shared"))).containsExactlyInAnyOrder("Zoe of late " + mark, "yan " + mark, "Owner");
        assertThat(warnings(imported))
                .hasSize(2)
                .anySatisfy(each -> assertThat(each).contains("assignees", "Uma " + mark, "left out"))
                .anySatisfy(each -> assertThat(each).contains("assignees", "\"U-10\"", "left out"));
    }

    @Test
    void time_is_of_those_of_the_same_name_and_address_and_of_nobody_else() {
        String twin = "Twin " + mark;
        for (String which : List.of("one", "two")) {
            String person = made(
                    FROM,
                    "/api/people",
                    "{\"name\": \"%s\", \"email\": \"%s-%s@example.org\"}".formatted(twin, which, mark));
            made(
                    FROM,
                    "/api/time-entries",
                    "{\"start\": \"2026-03-10T08:30:00Z\", \"seconds\": 60, \"person\": \"%s\", \"note\": \"%s %s\"}"
                            .formatted(person, mark, which));
        }
        String file = FROM.get(200, "/api/time-entries/export?q=" + mark).body();
        assertThat(file.lines()).hasSize(3);
        made(to, "/api/people", "{\"name\": \"%1$s\", \"email\": \"two-%2$s@example.org\"}".formatted(twin, mark));
        assertThat(to.post(422, "/api/import", file, "Content-Type", "text/csv").body())
                .as("one is nobody there")
                .contains(twin);
        made(to, "/api/people", "{\"name\": \"%1$s\", \"email\": \"one-%2$s@example.org\"}".formatted(twin, mark));
        to.post(200, "/api/import", file, "Content-Type", "text/csv");
        for (String which : List.of("one", "two")) {
            JsonNode entries = to.read("/api/time-entries?person=" + which + "-" + mark + "@example.org")
                    .path("items");
            assertThat(entries.valueStream().map(each -> each.path("note").asString()))
                    .containsExactly(mark + " " + which);
        }
    }

    private String taskOf(String project, String title, String description) {
        return made(
                FROM,
                "/api/projects/" + project + "/tasks",
                "{\"title\": \"%s\", \"description\": \"%s\"}".formatted(title, description));
    }

    /** Whose note has the mark, so that the files of other tests have none of it. */
    private void worked(String task, String at) {
        made(
                FROM,
                "/api/time-entries",
                "{\"start\": \"%s:00Z\", \"seconds\": 60, \"task\": \"%s\", \"note\": \"%s of %s\"}"
                        .formatted(at, task, mark, task));
    }

    private String times() {
        return FROM.get(200, "/api/time-entries/export?q=" + mark).body();
    }

    private JsonNode imported(String query, String times) {
        return to.post(200, "/api/import" + query, times, "Content-Type", "text/csv")
                .json();
    }

    /** By the key in the other ledger, as the note has it: the field of what it is logged on. */
    private Map<String, String> logged(String field) {
        Map<String, String> logged = new TreeMap<>();
        to.read("/api/time-entries?limit=200&q=" + mark)
                .path("items")
                .forEach(each -> logged.put(
                        each.path("note").asString().replace(mark + " of ", ""),
                        each.path(field).asString("")));
        return logged;
    }

    private static String description(String task) {
        return to.get(200, "/api/tasks/" + task).text("description");
    }

    @Test
    void time_on_tasks_of_one_title_is_on_their_copies_whatever_these_are_called_by_now() {
        String project = made(FROM, "/api/projects", "{\"name\": \"Work %s\"}".formatted(mark));
        String namesake = made(FROM, "/api/projects", "{\"name\": \"Work %s\"}".formatted(mark));
        List<String> tasks = List.of(
                taskOf(project, "Review", "one"),
                taskOf(project, "Review", "two"),
                taskOf(project, "Paint", "three"),
                taskOf(namesake, "Review", "four"));
        imported(to, exported(FROM, project));
        imported(to, exported(FROM, namesake));
        FROM.patch(200, "/api/tasks/" + tasks.get(2), "{\"title\": \"Review\"}");
        for (String task : tasks) {
            worked(task, "2026-04-01T08:0" + tasks.indexOf(task));
        }
        JsonNode done = imported("", times());
        assertThat(done.path("entries").asInt()).isEqualTo(4);
        assertThat(warnings(done)).isEmpty();
        Map<String, String> logged = logged("taskKey");
        assertThat(tasks.stream().map(task -> description(logged.get(task))))
                .containsExactly("one", "two", "three", "four");
        assertThat(imported("", times()).path("present").asInt()).isEqualTo(4);
    }

    @Test
    void time_on_tasks_of_which_several_could_be_meant_is_on_the_project_and_told() {
        String project = made(FROM, "/api/projects", "{\"name\": \"Several %s\"}".formatted(mark));
        String one = taskOf(project, "Review", "");
        String two = taskOf(project, "Review", "");
        worked(one, "2026-04-02T08:01");
        worked(one, "2026-04-02T08:02");
        worked(two, "2026-04-02T08:03");
        String there = made(to, "/api/projects", "{\"name\": \"Several %s\"}".formatted(mark));
        String others = made(to, "/api/projects/" + there + "/tasks", "{\"title\": \"Review\"}");
        made(to, "/api/projects/" + there + "/tasks", "{\"title\": \"Review\"}");
        String sameKey = times().replace("," + one + ",", "," + others + ",");
        String former = sameKey.lines()
                .map(line -> line.replaceFirst(",[^,]*,[^,]*$", ""))
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(former).startsWith("key,").contains("personId\n").doesNotContain("taskId");
        for (String file : List.of(sameKey, former)) {
            JsonNode would = imported("?dryRun=true", file);
            assertThat(would.path("entries").asInt()).isEqualTo(3);
            assertThat(warnings(would))
                    .singleElement()
                    .asString()
                    .startsWith("task is the title of several tasks of the project: " + others)
                    .endsWith("this row and others of \"Review\" are logged on the project alone");
        }
        imported("", former);
        assertThat(logged("taskKey")).containsExactlyInAnyOrderEntriesOf(Map.of(one, "", two, ""));
        assertThat(logged("projectKey").values()).containsOnly(there);
        assertThat(to.post(
                                422,
                                "/api/import",
                                "start,seconds,projectName,taskTitle\n2026-03-10T08:30:00Z,60,Several %s,Review\n"
                                        .formatted(mark),
                                "Content-Type",
                                "text/csv")
                        .body())
                .as("who wrote it can be asked")
                .contains("give the key of one");
    }

    @Test
    void tasks_of_one_title_that_are_made_for_their_time_are_as_many_as_they_were() {
        String project = made(FROM, "/api/projects", "{\"name\": \"Made %s\"}".formatted(mark));
        String one = taskOf(project, "Review", "");
        String two = taskOf(project, "Review", "");
        worked(one, "2026-04-03T08:01");
        worked(two, "2026-04-03T08:02");
        assertThat(imported("?create=projects,tasks", times()).path("tasks").asInt())
                .isEqualTo(2);
        Map<String, String> first = logged("taskKey");
        assertThat(first.get(one)).isNotEqualTo(first.get(two));

        FROM.patch(200, "/api/tasks/" + two, "{\"title\": \"Review it\"}");
        made(
                FROM,
                "/api/time-entries",
                "{\"start\": \"2026-04-03T08:30:00Z\", \"seconds\": 60, \"task\": \"%s\", \"note\": \"%s of later\"}"
                        .formatted(two, mark));
        JsonNode longer = imported("?create=projects,tasks", times());
        assertThat(longer.path("tasks").asInt()).as(longer.toString()).isZero();
        assertThat(logged("taskKey").get("later")).isEqualTo(first.get(two));

        to.delete(200, "/api/tasks/" + first.get(one));
        made(
                FROM,
                "/api/time-entries",
                "{\"start\": \"2026-04-03T08:40:00Z\", \"seconds\": 60, \"task\": \"%s\", \"note\": \"%s of last\"}"
                        .formatted(one, mark));
        JsonNode last = imported("?create=projects,tasks", times());
        assertThat(warnings(last))
                .anyMatch(each -> each.startsWith("task is \"Review\", which is deleted here; this row and others"));
        assertThat(logged("taskKey").get("last")).isEmpty();
        assertThat(logged("projectKey").get("last"))
                .isEqualTo(logged("projectKey").get(two));
    }

    @Test
    void tasks_outside_the_file_are_those_of_the_ledger_that_it_is_of() {
        String far = made(FROM, "/api/projects", "{\"name\": \"Far %s\"}".formatted(mark));
        String one = made(FROM, "/api/projects/" + far + "/tasks", "{\"title\": \"Far one %s\"}".formatted(mark));
        String project = made(FROM, "/api/projects", "{\"name\": \"Near %s\"}".formatted(mark));
        String blocker = made(FROM, "/api/projects/" + project + "/tasks", "{\"title\": \"First %s\"}".formatted(mark));
        made(
                FROM,
                "/api/projects/" + project + "/tasks",
                "{\"title\": \"Second %1$s\", \"blockedBy\": [\"%2$s\", \"%3$s\"], \"related\": [\"%2$s\"], \"discoveredFrom\": \"%2$s\"}"
                        .formatted(mark, one, blocker));
        String file = exported(FROM, project);
        assertThat(file).doesNotContain("\"" + one + "\"", "\"" + far + "\"", "\"" + project + "\"");

        JsonNode imported = imported(to, file);

        JsonNode second = task(to, "Second");
        assertThat(second.path("blockedBy").valueStream().map(JsonNode::asString))
                .containsExactly(task(to, "First").path("key").asString());
        assertThat(second.path("related")).isEmpty();
        assertThat(second.path("discoveredFrom").isNull()).isTrue();
        assertThat(warnings(imported)).hasSize(3).allSatisfy(each -> assertThat(each)
                .contains("left out"));

        imported(FROM, file.replace("Near " + mark, "Copy").replace("Second " + mark, "Third " + mark));
        JsonNode third = task(FROM, "Third");
        assertThat(third.path("related").valueStream().map(JsonNode::asString)).containsExactly(one);
        assertThat(third.path("discoveredFrom").asString()).isEqualTo(one);
        assertThat(third.path("blockedBy")).hasSize(2);
        assertThat(third.path("blockedBy").valueStream().map(JsonNode::asString))
                .contains(one)
                .doesNotContain(blocker);
    }

    /** It is written by hand, as no export has one. */
    @Test
    void a_row_without_a_ref_means_the_ledger_that_reads_it() {
        String project = made(to, "/api/projects", "{\"name\": \"Kept %s\"}".formatted(mark));
        String first = made(to, "/api/projects/" + project + "/tasks", "{\"title\": \"First %s\"}".formatted(mark));
        String person = made(to, "/api/people", "{\"name\": \"Ben %s\"}".formatted(mark));

        JsonNode imported = imported(
                to,
                "{\"task\": {\"project\": \"Kept %1$s\", \"title\": \"Written %1$s\", \"assignees\": [\"%2$s\"], \"blockedBy\": [\"%3$s\"]}}"
                        .formatted(mark, person, first));

        JsonNode written = task(to, "Written");
        assertThat(names(written)).containsExactly("Ben " + mark);
        assertThat(written.path("blockedBy").valueStream().map(JsonNode::asString))
                .containsExactly(first);
        assertThat(warnings(imported)).isEmpty();
    }

    @Test
    void a_file_of_a_former_version_names_nothing_by_the_keys_of_another_ledger() {
        JsonNode imported = imported(to, """
            {"project": {"ref": "P-70", "name": "Former %1$s"}}
            {"task": {"ref": "T-3258", "project": "P-70", "title": "Old %1$s", "assignees": ["U-2", "U-3"], "blockedBy": ["T-1", "T-3259"], "related": ["T-2"], "discoveredFrom": "T-3"}}
            {"task": {"ref": "T-3259", "project": "P-70", "title": "Older %1$s", "parent": "T-4"}}
            """.formatted(mark));

        JsonNode old = task(to, "Old");
        JsonNode older = task(to, "Older");
        assertThat(names(old)).isEmpty();
        assertThat(old.path("blockedBy").valueStream().map(JsonNode::asString))
                .containsExactly(older.path("key").asString());
        assertThat(old.path("related")).isEmpty();
        assertThat(old.path("discoveredFrom").isNull()).isTrue();
        assertThat(older.path("parentId").isNull()).isTrue();
        assertThat(warnings(imported)).hasSize(6).allSatisfy(each -> assertThat(each)
                .contains("left out"));
        assertThat(to.post(
                                422,
                                "/api/import",
                                "{\"task\": {\"ref\": \"T-3258\", \"project\": \"P-1\", \"title\": \"Nowhere\"}}",
                                "Content-Type",
                                "application/x-ndjson")
                        .body())
                .contains("P-1", "of the ledger that the file is of");
    }

    @Test
    void a_second_import_of_the_same_rows_changes_nothing_and_a_longer_file_adds_what_is_new() {
        String project = made(FROM, "/api/projects", "{\"name\": \"Twice %s\"}".formatted(mark));
        String above = made(FROM, "/api/projects/" + project + "/tasks", "{\"title\": \"Above %s\"}".formatted(mark));
        made(
                FROM,
                "/api/projects/" + project + "/tasks",
                "{\"title\": \"Below %s\", \"parent\": \"%s\"}".formatted(mark, above));
        imported(to, exported(FROM, project));
        assertThat(task(to, "Below").path("parentId"))
                .isEqualTo(task(to, "Above").path("id"));
        String there = task(to, "Below").path("projectKey").asString();
        to.patch(200, "/api/projects/" + there, "{\"name\": \"Renamed %s\"}".formatted(mark));

        JsonNode second = imported(to, exported(FROM, project));
        assertThat(second.path("events").asInt()).isZero();
        assertThat(second.path("present").asInt()).isEqualTo(2);

        made(
                FROM,
                "/api/projects/" + project + "/tasks",
                "{\"title\": \"Late %s\", \"parent\": \"%s\"}".formatted(mark, above));
        JsonNode third = imported(to, exported(FROM, project));
        assertThat(third.path("tasks").asInt()).isEqualTo(1);
        assertThat(third.path("projects").asInt()).isZero();
        assertThat(task(to, "Late").path("projectKey").asString()).isEqualTo(there);
        assertThat(task(to, "Late").path("parentId"))
                .isEqualTo(task(to, "Above").path("id"));
    }

    @Test
    void customers_services_tags_and_places_that_another_ledger_does_not_have_are_warnings() {
        made(FROM, "/api/customers", "{\"name\": \"Acme %s\"}".formatted(mark));
        made(FROM, "/api/services", "{\"name\": \"Care %s\"}".formatted(mark));
        String project = made(
                FROM,
                "/api/projects",
                "{\"name\": \"Billed %1$s\", \"customer\": \"Acme %1$s\", \"service\": \"Care %1$s\", \"billable\": true}"
                        .formatted(mark));
        made(FROM, "/api/projects/" + project + "/tasks", "{\"title\": \"Billed %s\"}".formatted(mark));
        made(to, "/api/services", "{\"name\": \"care %s\"}".formatted(mark));

        JsonNode imported = imported(to, exported(FROM, project));

        JsonNode there = to.read("/api/projects?q=Billed%20" + mark).at("/items/0");
        assertThat(there.at("/service/name").asString()).isEqualTo("care " + mark);
        assertThat(there.path("customer").isNull()).isTrue();
        assertThat(there.path("billable").asBoolean()).isTrue();
        assertThat(warnings(imported)).singleElement().satisfies(each -> assertThat(each)
                .contains("customer", "Acme " + mark, "left out"));
    }

    /** Of random tasks, each with what a task can have: the export of the copy says what that of the first one says. */
    @Test
    void what_is_exported_and_imported_is_exported_again_as_it_was() {
        Random random = new Random(54);
        String ada = "ada-" + mark + "@example.org";
        for (Api api : List.of(FROM, to)) {
            made(api, "/api/people", "{\"name\": \"Ada %s\", \"email\": \"%s\"}".formatted(mark, ada));
            made(api, "/api/customers", "{\"name\": \"Client %s\"}".formatted(mark));
        }
        StringBuilder file = new StringBuilder();
        for (String ref : List.of("a", "b")) {
            file.append(
                    "{\"project\": {\"ref\": \"%1$s\", \"name\": \"%1$s %2$s\", \"customer\": \"Client %2$s\", \"status\": \"active\", \"tags\": [\"x\"]}}\n"
                            .formatted(ref, mark));
        }
        for (int task = 0; task < 120; task++) {
            file.append("{\"task\": ").append(random(random, task)).append("}\n");
        }
        imported(FROM, file.toString());
        for (JsonNode project : FROM.read("/api/projects?q=" + mark).path("items")) {
            String out = exported(FROM, project.path("key").asString());
            JsonNode came = imported(to, out);
            assertThat(came.path("warnings").toString()).doesNotContain("refused");
            String copy = to.read("/api/projects?q=%22"
                            + project.path("name").asString().replace(" ", "%20") + "%22")
                    .at("/items/0/key")
                    .asString();
            assertThat(plain(exported(to, copy))).isEqualTo(plain(out));
            assertThat(imported(to, out).path("events").asInt()).isZero();
        }
    }

    /** Planted: an export that names people or tasks by keys, which are those of something else where it is read. */
    @ParameterizedTest
    @ValueSource(strings = {"assignees", "blockedBy"})
    void one_that_named_by_keys_would_not_be_the_same_again(String planted) {
        String name = planted + mark;
        String ada = made(FROM, "/api/people", "{\"name\": \"%s\"}".formatted(name));
        made(to, "/api/people", "{\"name\": \"%s\"}".formatted(name));
        String project = made(FROM, "/api/projects", "{\"name\": \"%s\"}".formatted(name));
        String first = made(FROM, "/api/projects/" + project + "/tasks", "{\"title\": \"First\"}");
        made(
                FROM,
                "/api/projects/" + project + "/tasks",
                "{\"title\": \"Then\", \"assignees\": [\"%s\"], \"blockedBy\": [\"%s\"]}".formatted(ada, first));
        String out = exported(FROM, project);
        String key = planted.equals("assignees") ? "U-10" : "T-10"; // of others there
        String keyed = out.replaceAll("\"%s\":\\[[^]]+]".formatted(planted), "\"%s\":[\"%s\"]".formatted(planted, key));
        assertThat(keyed).isNotEqualTo(out);

        imported(to, keyed);

        String copy = to.read("/api/projects?q=" + name).at("/items/0/key").asString();
        assertThat(plain(exported(to, copy))).isNotEqualTo(plain(out));
    }

    private ObjectNode random(Random random, int number) {
        ObjectNode task = JSON.createObjectNode();
        int home = number % 2;
        task.put("ref", "r" + number).put("project", home == 0 ? "a" : "b");
        task.put("title", "Random %d %s %s".formatted(number, mark, random.nextBoolean() ? "🙂=1" : ""));
        if (random.nextBoolean()) {
            task.put("description", "Of\n\n## Design\n\nlines\r\n" + " ".repeat(random.nextInt(3)));
        }
        int level = number / 2 % 4;
        if (level > 0) {
            task.put("parent", "r" + (number - 2));
        } else if (number > 12) {
            task.putArray("blockedBy").add("r" + (number - 8));
        }
        if (number > 20 && random.nextBoolean()) {
            task.putArray("related").add("r" + (number - 20));
            task.put("discoveredFrom", "r" + (number - 18));
        }
        switch (random.nextInt(4)) {
            case 0 -> task.put("status", "completed").put("completedAt", "2025-01-02T03:04:05.678Z");
            case 1 -> task.put("status", "abandoned");
            case 2 -> task.put("stage", "In review").put("estimateMinutes", random.nextInt(1_000));
            default -> task.put("startDate", "2026-01-02").put("dueDate", "2026-01-03");
        }
        task.put("priority", List.of("none", "low", "medium", "high").get(random.nextInt(4)));
        task.put("timeZone", random.nextBoolean() ? "Asia/Tokyo" : "Europe/Madrid");
        if (random.nextBoolean()) {
            task.putArray("assignees").add("Ada " + mark).add("me");
            task.putArray("tags").add("Tag " + random.nextInt(9)).add("b");
            task.putArray("notes").add("One\nnote").add("'=2");
            task.putArray("checklist").addObject().put("title", "item").put("done", random.nextBoolean());
        }
        return task;
    }

    /** By names instead of refs, and the owner without an address. */
    private static Map<String, String> plain(String file) {
        Map<String, String> names = new HashMap<>();
        List<JsonNode> rows = file.lines()
                .map(JSON::readTree)
                .map(line -> line.path(line.has("task") ? "task" : "project"))
                .toList();
        rows.forEach(row -> names.put(
                row.path("ref").asString(),
                row.path(row.has("title") ? "title" : "name").asString()));
        Map<String, String> plain = new TreeMap<>();
        for (JsonNode row : rows) {
            ObjectNode named = (ObjectNode) row.deepCopy();
            named.path("assignees").forEach(each -> {
                if (each.path("name").asString().equals("Owner")) {
                    ((ObjectNode) each).remove("email"); // the owner of another ledger has another one, or none
                }
            });
            for (String field : List.of("ref", "project", "parent", "discoveredFrom")) {
                named.remove(field);
                if (names.containsKey(row.path(field).asString(""))) {
                    named.put(field, names.get(row.path(field).asString("")));
                }
            }
            for (String field : List.of("blockedBy", "related")) {
                named.put(
                        field,
                        row.path(field)
                                .valueStream()
                                .map(each -> names.getOrDefault(each.asString(), "another"))
                                .sorted()
                                .toList()
                                .toString());
            }
            Map<String, JsonNode> sorted = new TreeMap<>();
            named.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
            plain.put(names.get(row.path("ref").asString()), sorted.toString());
        }
        return plain;
    }
}
