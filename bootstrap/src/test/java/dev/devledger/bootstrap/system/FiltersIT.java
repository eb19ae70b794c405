package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A filter finds the same over REST, with a tool and on a page. */
class FiltersIT {
    private static final RunningDevledger RUNNING = SharedDevledger.get();
    private static final Api API = RUNNING.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(RUNNING);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MARK =
            "f" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    private static final Set<String> LISTS = Set.of("status", "priority", "tag");

    /** Names by key, id or change set. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    private static String home;

    @BeforeAll
    static void write() {
        home = named(
                "home",
                project(
                        "The query planner",
                        "\"tags\": [\"java\", \"sql\"], \"priority\": \"high\", \"dueDate\": \"2026-03-31\""));
        String away = named(
                "away",
                project(
                        "Planner of a query",
                        "\"tags\": [\"java\"], \"priority\": \"low\", \"dueDate\": \"2026-04-02\""));
        named("rest", project("Nothing", "\"tags\": [\"a, b\"], \"description\": \"a query planner\""));
        JsonNode one = task(
                home,
                "The query planner",
                "\"tags\": [\"java\", \"sql\"], \"priority\": \"high\", \"dueDate\": \"2026-03-31\"");
        JsonNode two = task(
                home, "Planner of a query", "\"tags\": [\"java\"], \"priority\": \"low\", \"dueDate\": \"2026-04-02\"");
        JsonNode three = task(home, "Nothing", "\"tags\": [\"a, b\"], \"assignees\": [\"me\"]");
        named("one", one);
        named("two", two);
        named("three", three);
        API.post(200, "/api/tasks/" + key(two) + "/complete", null);
        API.post(201, "/api/tasks/" + key(three) + "/notes", "{\"text\": \"a query planner\"}");
        named("early", entry(home, 8, "the query planner", "\"java\", \"sql\""));
        named("noon", entry(home, 12, "planner of a query", "\"java\""));
        named("late", entry(home, 16, "nothing", "\"a, b\""));
        named(
                "by agent",
                TOOLS.json(
                                "create_tasks",
                                "{\"project\": \"%s\", \"tasks\": [{\"title\": \"Said %s\"}], \"reason\": \"left recursion\"}"
                                        .formatted(away, MARK))
                        .path("changeSet")
                        .asString());
        named(
                "by script",
                API.post("/api/projects/" + away + "/notes", "{\"text\": \"recursion left %s\"}".formatted(MARK))
                        .header("X-Change-Set"));
    }

    private static JsonNode project(String name, String more) {
        return API.made(
                "/api/projects", "{\"name\": \"%s %s\", \"placement\": \"none\", %s}".formatted(name, MARK, more));
    }

    private static JsonNode task(String project, String title, String more) {
        return API.made("/api/projects/" + project + "/tasks", "{\"title\": \"%s\", %s}".formatted(title, more));
    }

    private static JsonNode entry(String project, int hour, String note, String tags) {
        return API.made(
                "/api/time-entries",
                "{\"project\": \"%s\", \"start\": \"2026-02-03T%02d:00:00Z\", \"seconds\": 60, \"note\": \"%s\", \"tags\": [%s]}"
                        .formatted(project, hour, note, tags));
    }

    private static String named(String name, JsonNode entity) {
        return named(name, key(entity));
    }

    private static String named(String name, String key) {
        NAMES.put(key, name);
        return key;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "q=planner query                 | one two three",
                "q=\"QUERY planner\"             | one three",
                "q=\"query planner              | one three",
                "q=\"query planner\" the         | one",
                "q=nothing                       | three",
                "tag=JAVA                        | one two",
                "tag=java,sql                    | one",
                "tag=\"a, b\"                    | three",
                "priority=high,low               | one two",
                "status=completed                | two",
                "dueAfter=2026-03-31             | one two",
                "dueAfter=2026-04-01             | two",
                "dueBefore=2026-03-31            | ''",
                "dueBefore=2026-04-01            | one",
                "sync=local;tag=java             | one two",
                "sync=synced                     | ''",
                "q=planner;priority=low;tag=java | two",
                "q=tag:java                      | one two",
                "q=TAG:java tag:SQL              | one",
                "q=\"tag:java\"                  | ''",
                "q=tag:\"a, b\" nothing          | three",
                "q=planner is:completed          | two",
                "q=status:open,completed the     | one",
                "q=is:overdue                    | one",
                "q=is:claimed                    | ''",
                "q=is:paused                     | ''",
                "q=priority:high,low             | one two",
                "q=priority:high priority:low    | ''",
                "q=priority:low;priority=high    | ''",
                "q=project:\"QUERY planner\"      | one two three",
                "q=project:quux                  | ''",
                "q=person:me                     | three",
                "q=person:quux                   | ''"
            })
    void tasks(String filter, String names) {
        Map<String, String> asked = asked(filter);
        asked.putIfAbsent("status", "open,completed");
        for (String query : queries(asked)) {
            assertThat(found(rest("/api/tasks?project=" + home + query)))
                    .as(query)
                    .isEqualTo(set(names));
            assertThat(found(rest("/api/projects/" + home + "/tasks?limit=50" + query)))
                    .as(query)
                    .isEqualTo(set(names));
        }
        assertThat(found(tool("find_tasks", "tasks", asked))).isEqualTo(set(names));
        assertThat(names(onPage("/projects/" + home + "?" + queries(asked).getFirst(), "data-line=\"(T-[0-9]+)\"")))
                .isEqualTo(set(names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "q=planner query       | home away rest",
                "q=\"query planner\"   | home rest",
                "tag=java              | home away",
                "tag=java,SQL          | home",
                "tag=\"a, b\"          | rest",
                "priority=high,low     | home away",
                "dueAfter=2026-04-01   | away",
                "dueBefore=2026-04-01  | home",
                "status=active,paused  | ''",
                "q=tag:java tag:sql    | home",
                "q=is:planned priority:low | away",
                "q=is:open             | ''",
                "q=project:planner     | home away",
                "q=person:me           | ''"
            })
    void projects(String filter, String names) {
        Map<String, String> asked = asked(filter);
        asked.merge("q", MARK, (words, mark) -> words + " " + mark);
        for (String query : queries(asked)) {
            assertThat(found(rest("/api/projects?limit=50" + query))).as(query).isEqualTo(set(names));
            assertThat(names(onPage("/?" + query, "class=\"card [^>]*data-key=\"(P-[0-9]+)\"")))
                    .as(query)
                    .isEqualTo(set(names));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "q=planner query                     | early noon",
                "q=\"query planner\"                 | early",
                "tag=java                            | early noon",
                "tag=java,sql                        | early",
                "tag=\"a, b\"                        | late",
                "from=2026-02-03T10:00:00Z;tag=java  | noon",
                "billable=true                       | ''"
            })
    void time_entries(String filter, String names) {
        Map<String, String> asked = asked(filter);
        asked.put("project", home);
        for (String query : queries(asked)) {
            assertThat(found(rest("/api/time-entries?limit=50" + query)))
                    .as(query)
                    .isEqualTo(set(names));
        }
        asked.put("group_by", "entry");
        assertThat(found(tool("get_time_report", "items", asked))).isEqualTo(set(names));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "q=recursion left                       | by agent;by script",
                "q=\"left recursion\"                   | by agent",
                "q=\"recursion left\"                   | by script",
                "q=recursion;client=test-agent/1.2      | by agent",
                "q=recursion;tool=create_tasks          | by agent",
                "q=recursion;tool=update_tasks          | ''",
                "q=recursion;event=task                 | by agent",
                "q=recursion;event=project.note-added   | by script",
                "q=recursion;channel=mcp      | by agent",
                "q=recursion;until=2026-01-01           | ''"
            })
    void history(String filter, String names) {
        Map<String, String> asked = asked(filter);
        asked.merge("q", MARK, (words, mark) -> words + " " + mark);
        Set<String> all = names.isEmpty() ? Set.of() : new TreeSet<>(List.of(names.split(";")));
        for (String query : queries(asked)) {
            List<JsonNode> entries = rest("/api/history?limit=50" + query);
            assertThat(found(entries, "changeSet")).isEqualTo(all);
        }
        assertThat(found(tool("get_history", "entries", asked), "changeSet")).isEqualTo(all);
        assertThat(names(onPage("/history?" + queries(asked).getFirst(), "/change-sets/([0-9a-f-]{36})")))
                .isEqualTo(all);
    }

    @Test
    void is_ready_finds_what_can_be_begun() {
        JsonNode active = project("Busy", "\"status\": \"active\"");
        JsonNode first = task(key(active), "First", "\"tags\": []");
        task(key(active), "Second", "\"blockedBy\": [\"%s\"]".formatted(key(first)));
        assertThat(rest("/api/tasks?q=is:ready+project:%22busy+" + MARK + "%22"))
                .extracting(Samples::key)
                .containsExactly(key(first));
    }

    @Test
    void a_word_that_looks_like_a_filter_says_what_is_allowed() {
        for (String list : List.of("tasks", "projects")) {
            assertThat(API.get("/api/" + list + "?q=a+is:redy")
                            .json()
                            .at("/errors/0/message")
                            .asString())
                    .contains(
                            "begins with is: and another value; allowed are open, completed, abandoned,",
                            "ready",
                            "in quotes");
        }
        assertThat(TOOLS.failure("find_tasks", "{\"query\": \"priority:urgent\"}"))
                .contains("query", "allowed are none, low, medium, high");
        assertThat(API.get("/api/tasks?q=%22is:redy%22").status()).isEqualTo(200);
    }

    @Test
    void people_customers_and_services() {
        for (String kind : List.of("people", "customers", "services")) {
            String one = named(
                    kind + "1",
                    API.post("/api/" + kind, "{\"name\": \"Ada B. Lovelace %s\"}".formatted(MARK))
                            .text("key"));
            String two = named(
                    kind + "2",
                    API.post("/api/" + kind, "{\"name\": \"Lovelace Ada B. %s\"}".formatted(MARK))
                            .text("key"));
            assertThat(found(rest("/api/" + kind + "?q=lovelace+ada+" + MARK)))
                    .containsExactlyInAnyOrder(NAMES.get(one), NAMES.get(two));
            assertThat(found(rest("/api/" + kind + "?q=%22ada+b.%22+%22lovelace+" + MARK + "%22")))
                    .containsExactly(NAMES.get(one));
        }
    }

    private static Map<String, String> asked(String filter) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String each : filter.split(";")) {
            asked.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return asked;
    }

    private static Set<String> set(String names) {
        return names.isEmpty() ? Set.of() : new TreeSet<>(List.of(names.split(" ")));
    }

    /** With commas, and each value by itself. */
    private static List<String> queries(Map<String, String> asked) {
        return List.of(query(asked, List::of), query(asked, FiltersIT::values));
    }

    private static String query(Map<String, String> asked, Function<String, List<String>> values) {
        return asked.entrySet().stream()
                .flatMap(each -> (LISTS.contains(each.getKey())
                                ? values.apply(each.getValue())
                                : List.of(each.getValue()))
                        .stream()
                                .map(value ->
                                        "&" + each.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining());
    }

    private static List<String> values(String list) {
        return list.startsWith("\"") ? List.of(list) : List.of(list.split(","));
    }

    private static List<JsonNode> rest(String path) {
        return Samples.each(API.read(path).path("items"), item -> item);
    }

    private static List<JsonNode> tool(String tool, String items, Map<String, String> asked) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (tool.equals("find_tasks")) {
            arguments.put("project", home);
        }
        asked.forEach((name, value) -> arguments.put(
                argument(tool, name),
                LISTS.contains(name) || name.equals("group_by")
                        ? values(value).stream()
                                .map(each -> each.replace("\"", ""))
                                .toList()
                        : value.equals("true") ? (Object) true : value));
        return Samples.each(TOOLS.json(tool, JSON.writeValueAsString(arguments)).path(items), item -> item);
    }

    private static String argument(String tool, String name) {
        return switch (name) {
            case "q" -> "query";
            case "tag" -> tool.equals("find_tasks") ? "tags" : name;
            case "dueAfter" -> "due_after";
            case "dueBefore" -> "due_before";
            default -> name;
        };
    }

    private static List<String> onPage(String path, String pattern) {
        String html =
                API.send("GET", path, null, "Accept", "text/html").expect(200).body();
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    private static Set<String> found(List<JsonNode> items) {
        return found(items, "key");
    }

    private static Set<String> found(List<JsonNode> items, String field) {
        return names(Samples.texts(items, field));
    }

    private static Set<String> names(List<String> keys) {
        return keys.stream().map(key -> NAMES.getOrDefault(key, key)).collect(Collectors.toCollection(TreeSet::new));
    }
}
