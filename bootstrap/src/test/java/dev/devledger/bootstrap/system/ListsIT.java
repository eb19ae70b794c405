package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Samples.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists of more than one page, by every filter and in every order. */
class ListsIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final int MANY = 205;
    private static final List<String> PRIORITIES = List.of("none", "low", "medium", "high");

    /** What was made, in an order that is none of those that are asked for. */
    private record Made(String key, String title, String priority, String due) {}

    private static final List<Made> TASKS = new ArrayList<>();
    private static JsonNode home;

    @BeforeAll
    static void make() {
        home = SAMPLES.project("Home of many");
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(42));
        for (int number : numbers) {
            String title = (number % 2 == 0 ? "task " : "Task ") + String.format(Locale.ROOT, "%03d", number / 2);
            String priority = PRIORITIES.get(number % 4);
            String due = number % 5 == 0 ? "" : "2026-%02d-%02d".formatted(1 + number % 12, 1 + number % 7);
            JsonNode task = API.made("/api/projects/" + key(home) + "/tasks", """
                            {"title": "%s", "priority": "%s", "dueDate": %s}""".formatted(
                            title, priority, due.isEmpty() ? "null" : "\"" + due + "\""));
            TASKS.add(new Made(key(task), title, priority, due));
        }
    }

    private static List<String> keys(String query) {
        return texts(Samples.all(API, "/api/tasks?project=" + key(home) + query), "key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "-title", "priority", "-priority", "due", "-due", "updated", "-updated"})
    void pages_of_any_size_add_up_to_the_whole_list_in_its_order(String sort) {
        List<String> whole = keys("&limit=200&sort=" + sort);
        assertThat(whole).containsExactlyElementsOf(expected(sort));
        assertThat(keys("&limit=37&sort=" + sort)).isEqualTo(whole);
    }

    /** Equals stand in the order in which they were made, which is that of their keys, or the other way round. */
    private static List<String> expected(String sort) {
        Comparator<Made> order =
                switch (sort.replace("-", "")) {
                    case "title" -> Comparator.comparing(task -> task.title().toLowerCase(Locale.ROOT));
                    case "priority" -> Comparator.comparingInt(task -> PRIORITIES.indexOf(task.priority()));
                    case "due" -> Comparator.comparing(Made::due);
                    default -> Comparator.comparingInt(TASKS::indexOf);
                };
        Comparator<Made> byKey = order.thenComparingInt(TASKS::indexOf);
        Comparator<Made> directed = sort.startsWith("-") ? byKey.reversed() : byKey;
        Comparator<Made> undatedLast =
                Comparator.comparing(task -> sort.endsWith("due") && task.due().isEmpty());
        return TASKS.stream()
                .sorted(undatedLast.thenComparing(directed))
                .map(Made::key)
                .toList();
    }

    @Test
    void a_page_has_fifty_items_unless_another_number_is_asked_for() {
        JsonNode page = API.read("/api/tasks?project=" + key(home));
        assertThat(page.propertyNames()).containsExactlyInAnyOrder("items", "nextCursor");
        assertThat(page.path("items").size()).isEqualTo(50);
        JsonNode most = API.get("/api/tasks?limit=200&project=" + key(home)).json();
        assertThat(most.path("items").size()).isEqualTo(200);
        JsonNode rest = API.get("/api/tasks?limit=200&project=" + key(home) + "&cursor="
                        + most.path("nextCursor").asString())
                .json();
        assertThat(rest.path("items").size()).isEqualTo(MANY - 200);
        assertThat(rest.get("nextCursor").isNull()).isTrue();
        API.get(422, "/api/tasks?limit=201");
        API.get(422, "/api/tasks?limit=0");
    }

    @Test
    void the_default_order_is_the_newest_change_last_or_first_all_the_same_on_all_pages() {
        assertThat(keys("&limit=50")).isEqualTo(keys("&limit=200")).hasSize(MANY);
    }

    @Test
    void what_is_made_while_pages_are_read_neither_hides_nor_doubles_the_rest() {
        JsonNode project = SAMPLES.project("Growing");
        List<String> first = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            first.add(key(SAMPLES.task(project, "Task " + i)));
        }
        String path = "/api/tasks?project=" + key(project) + "&sort=title&limit=3";
        JsonNode page = API.get(path).json();
        SAMPLES.task(project, "A new one before all");
        API.delete(200, "/api/tasks/" + first.get(2));
        List<String> seen = new ArrayList<>(texts(page, "key"));
        seen.addAll(texts(
                API.get(path + "&cursor=" + page.path("nextCursor").asString()).json(), "key"));
        assertThat(seen).isEqualTo(first);
    }

    @Test
    void a_cursor_is_of_one_list_with_its_filter_and_order() {
        String list = "/api/tasks?limit=5&sort=title&project=" + key(home);
        String cursor = API.get(list).json().path("nextCursor").asString();
        API.get(200, list + "&cursor=" + cursor);
        for (String other : List.of(
                "/api/tasks?limit=5&sort=-title&project=" + key(home),
                list + "&status=open",
                "/api/tasks?limit=5&sort=title",
                "/api/projects?limit=5&sort=name",
                "/api/history?limit=5")) {
            API.get(422, other + "&cursor=" + cursor);
        }
    }
}
