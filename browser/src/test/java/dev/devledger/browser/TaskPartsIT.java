package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A task's checklist, subtasks and dependencies are written on its page, and the list of tasks is filtered at once. */
class TaskPartsIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String project;
    private String task;

    @BeforeEach
    void a_task() {
        project = SAMPLES.project("Parts");
        task = SAMPLES.task(project, "Whole");
    }

    private Window open() {
        Window window = Window.of(DEVLEDGER, Look.DESK);
        window.openLive("/tasks/" + task);
        return window;
    }

    private JsonNode now() {
        return API.get("/api/tasks/" + task);
    }

    private List<String> checklist() {
        return now().path("checklist")
                .valueStream()
                .map(item -> item.path("title").asString() + (item.path("done").asBoolean() ? " done" : ""))
                .toList();
    }

    private static void add(Window window, String form, String text) {
        Locator field = window.find("form[" + form + "] input");
        field.fill(text);
        field.press("Enter");
    }

    @Test
    void items_of_a_checklist_are_added_ticked_and_removed() {
        try (Window window = open()) {
            add(window, "data-add-check", "One <b>");
            assertThat(window.find("[data-checklist] li")).hasCount(1);
            assertThat(window.find("form[data-add-check] input")).isFocused();
            add(window, "data-add-check", "Two");
            assertThat(window.find("[data-checklist] li")).hasCount(2);
            assertThat(window.find("#checklist")).hasText("Checklist 0 of 2 done");
            window.find("[data-check][data-title=Two]").check();
            assertThat(window.find("#checklist")).hasText("Checklist 1 of 2 done");
            assertThat(checklist()).containsExactly("One <b>", "Two done");
            window.find("[data-uncheck]").first().click();
            assertThat(window.find("[data-checklist] li")).hasCount(1);
            assertThat(checklist()).containsExactly("Two done");
            window.page().keyboard().press("u");
            assertThat(window.find("[data-checklist] li")).hasCount(2);
        }
        assertThat(checklist()).containsExactly("One <b>", "Two done");
    }

    /** The second is meant before the page shows the first. */
    @Test
    void two_ticks_in_a_row_are_both_kept() {
        API.patch("/api/tasks/" + task, Map.of("checklist", List.of(Map.of("title", "One"), Map.of("title", "Two"))));
        try (Window window = open()) {
            window.page().evaluate("() => document.querySelectorAll('[data-check]').forEach((box) => box.click())");
            assertThat(window.find("#checklist")).hasText("Checklist 2 of 2 done");
        }
        assertThat(checklist()).containsExactly("One done", "Two done");
    }

    @Test
    void a_task_says_where_it_is_by_name_and_is_completed_by_its_first_button() {
        API.patch("/api/tasks/" + task, Map.of("title", "A title " + "with many words ".repeat(20)));
        String part = SAMPLES.task(project, "Part", Map.of("parent", task));
        String below = SAMPLES.task(project, "Below", Map.of("parent", part));
        for (Look look : List.of(Look.DESK, Look.PHONE)) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.openLive("/tasks/" + below);
                Locator crumbs = window.find(".crumbs a");
                assertThat(crumbs).hasText(new Pattern[] {
                    Pattern.compile(project + " Parts"),
                    Pattern.compile(task + " A title .*"),
                    Pattern.compile(part + " Part")
                });
                assertThat(window.width()).isEqualTo(look.width());
                AccessibilityIT.assertNothingFound(window);
            }
        }
        try (Window window = open()) {
            window.openLive("/tasks/" + below);
            window.find(".actions button").first().click();
            assertThat(window.message()).containsText(below + " is done.");
            assertThat(window.find(".actions button").first()).hasText("Reopen");
            window.find(".crumbs a").nth(2).click();
            assertThat(window.find("#below")).hasText("Subtasks 1 of 1 done");
        }
    }

    @Test
    void a_subtask_is_added_where_it_belongs() {
        try (Window window = open()) {
            add(window, "data-parent", "Part");
            assertThat(window.find("[data-tree-of] .title")).hasText("Part");
            assertThat(window.find("#below")).hasText("Subtasks 0 of 1 done");
        }
        JsonNode part = API.items("/api/projects/" + project + "/tasks").stream()
                .filter(each -> each.path("title").asString().equals("Part"))
                .findFirst()
                .orElseThrow();
        assertThat(part.path("parentId").asString()).isEqualTo(now().path("id").asString());
    }

    @Test
    void a_dependency_is_found_by_words_and_taken_away() {
        String word = "Zygote" + task.replace("-", "");
        String first = SAMPLES.task(project, word);
        try (Window window = open()) {
            Locator field = window.find("form[data-add-blocker] input");
            field.pressSequentially(word.substring(0, 8));
            assertThat(window.find("#blockers option[value=" + first + "]")).hasText(word);
            add(window, "data-add-blocker", first.toLowerCase(Locale.ROOT));
            assertThat(window.find("[data-unblock=" + first + "]")).isVisible();
            assertThat(now().at("/blockedBy/0").asString()).isEqualTo(first);

            window.expecting("status of 4");
            add(window, "data-add-blocker", task);
            assertThat(window.message()).not().isEmpty();
            assertThat(field).hasValue(task);
            field.fill("");
            window.find("[data-unblock=" + first + "]").click();
            assertThat(window.find("[data-unblock]")).hasCount(0);
        }
        assertThat(now().path("blockedBy").isEmpty()).isTrue();
    }

    @Test
    void a_filter_of_the_tasks_applies_at_once_and_is_taken_away_by_its_chip() {
        API.patch(
                "/api/tasks/" + task,
                Map.of("priority", "high", "tags", List.of("parts-" + task.toLowerCase(Locale.ROOT))));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/tasks/" + task);
            window.page().getByText("#parts-").click();
            assertThat(window.page()).hasURL(Pattern.compile(".*/tasks\\?tag=parts-.*"));
            assertThat(window.find("[data-line]")).hasCount(1);
            window.page().getByLabel("Priority").first().selectOption("low");
            assertThat(window.page()).hasURL(Pattern.compile(".*priority=low.*"));
            assertThat(window.find("[data-line]")).hasCount(0);
            window.page().getByText("priority: low").click();
            assertThat(window.find("[data-line]")).hasCount(1);
            window.page().getByLabel("Group by").selectOption("project");
            assertThat(window.find(".group h2")).containsText("Parts");
            window.find("input[data-task]").check();
            assertThat(window.find("[data-line]")).hasCount(0);
        }
        assertThat(now().path("status").asString()).isEqualTo("completed");
    }
}
