package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several tasks are changed as one. */
class SelectingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Pattern CHOSEN = Pattern.compile("\\bchosen\\b");
    private static final String BAR = ".chosen-bar";

    private String project;
    private String page;
    private String tag;
    private List<String> tasks;

    @BeforeEach
    void four_tasks() {
        tag = Samples.word();
        project = SAMPLES.project("Selecting " + tag);
        SAMPLES.move(project, "active", "begun");
        page = "/projects/" + project;
        tasks = Stream.of("One", "Other", "Third", "Fourth")
                .map(title -> SAMPLES.task(project, title, Map.of("tags", List.of(tag))))
                .toList();
    }

    private static void press(Window window, String... keys) {
        List.of(keys).forEach(window.page().keyboard()::press);
    }

    private static Locator line(Window window, String task) {
        return window.find("[data-line=" + task + "]");
    }

    private static Locator button(Window window, String action) {
        return window.find(BAR + " [data-several=" + action + "]");
    }

    private static void save(Window window) {
        window.find("#several [value=store]").click();
    }

    private List<String> each(String field) {
        return tasks.stream()
                .map(each -> API.get("/api/tasks/" + each).path(field).asString())
                .toList();
    }

    @Test
    void by_keys_they_are_completed_in_one_change_set_that_one_undo_takes_back() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page);
            assertThat(window.find(BAR)).isHidden();
            press(window, "j", "x", "j", "j", "Shift+X");
            assertThat(window.find(BAR)).containsText("3 selected");
            assertThat(line(window, tasks.get(1))).hasClass(CHOSEN);
            assertThat(line(window, tasks.get(3))).not().hasClass(CHOSEN);
            assertThat(window.find("[role=status]")
                            .getByText(tasks.get(0) + " to " + tasks.get(2) + " are selected. 3 tasks are selected."))
                    .hasCount(1);
            AccessibilityIT.assertNothingFound(window);
            button(window, "complete").click();
            assertThat(window.message()).containsText("3 tasks completed.");
            assertThat(line(window, tasks.get(0))).hasCount(0);
            assertThat(window.find(BAR)).isHidden();
            assertThat(window.writes()).containsExactly("POST /api/tasks/changes");
            assertThat(each("status")).containsExactly("completed", "completed", "completed", "open");
            JsonNode entry =
                    API.get("/api/tasks/" + tasks.getFirst() + "/history").at("/items/0");
            assertThat(entry.path("channel").asString()).isEqualTo("web");
            assertThat(API.items(
                            "/api/history?changeSet=" + entry.path("changeSet").asString()))
                    .hasSize(3);
            window.message().getByText("Undo").click();
            assertThat(line(window, tasks.get(0))).isVisible();
        }
        assertThat(each("status")).containsOnly("open");
    }

    @Test
    void a_selection_stays_when_the_page_is_drawn_anew_and_escape_ends_it() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page);
            line(window, tasks.get(1)).hover();
            line(window, tasks.get(1)).locator("[data-pick]").click();
            line(window, tasks.get(3))
                    .locator(".title")
                    .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            assertThat(window.find(BAR)).containsText("3 selected");
            String fifth = SAMPLES.task(project, "Fifth");
            assertThat(line(window, fifth)).isVisible();
            assertThat(line(window, tasks.get(2))).hasClass(CHOSEN);
            assertThat(line(window, tasks.get(2)).locator("[data-pick]")).isChecked();
            API.post("/api/tasks/" + tasks.get(2) + "/complete", Map.of());
            assertThat(window.find(BAR)).containsText("2 selected");
            press(window, "s");
            assertThat(window.find("#several-title")).hasText("Status of 2 tasks");
            press(window, "Escape");
            assertThat(window.find("#several")).isHidden();
            assertThat(window.find(".task.chosen")).hasCount(2);
            press(window, "Escape");
            assertThat(window.find(".task.chosen")).hasCount(0);
            assertThat(window.find(BAR)).isHidden();
            assertThat(window.find("[role=status]").getByText("No tasks are selected"))
                    .hasCount(1);
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void on_the_page_of_all_tasks_each_field_is_set_for_all_of_them() {
        String goal = SAMPLES.project("Goal " + tag);
        String person = API.items("/api/people").getFirst().path("key").asString();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/tasks?view=all&group=none&tag=" + tag);
            press(window, "j", "x", "j", "j", "j", "Shift+X");

            button(window, "priority").click();
            assertThat(window.find("#several [data-part=due]")).isHidden();
            window.find("#several").getByLabel("high").check();
            AccessibilityIT.assertNothingFound(window);
            save(window);
            assertThat(window.message()).containsText("Priority of 4 tasks: high.");
            assertThat(window.find(BAR)).containsText("4 selected");

            button(window, "tags").click();
            window.find("#several [name=addTags]").fill("next, " + tag);
            save(window);
            assertThat(window.message()).containsText("Tags of 4 tasks changed.");
            button(window, "tags").click();
            window.find("#several").getByLabel("#next").check();
            save(window);
            assertThat(window.find(".task .chip").getByText("#next")).hasCount(0);

            button(window, "due").click();
            window.find("#several [name=dueDate]").fill("2127-03-31");
            save(window);
            assertThat(window.message()).containsText("Due date of 4 tasks set.");

            button(window, "person").click();
            window.find("#several [name=assignee]").selectOption(person);
            save(window);
            assertThat(window.message()).containsText("4 tasks assigned to");

            button(window, "move").click();
            window.find("#several [name=project]").selectOption(goal);
            save(window);
            assertThat(window.message()).containsText("4 tasks moved to " + goal + ".");

            button(window, "status").click();
            window.find("#several").getByLabel("abandoned").check();
            window.find("#several [name=reason]").fill("superseded");
            save(window);
            assertThat(window.message()).containsText("4 tasks abandoned.");
        }
        assertThat(each("priority")).containsOnly("high");
        assertThat(each("dueDate")).containsOnly("2127-03-31");
        assertThat(each("projectKey")).containsOnly(goal);
        assertThat(each("status")).containsOnly("abandoned");
        JsonNode task = API.get("/api/tasks/" + tasks.getFirst());
        assertThat(task.path("tags").valueStream().map(JsonNode::asString)).containsExactly(tag);
        assertThat(task.at("/assignees/0/key").asString()).isEqualTo(person);
        assertThat(API.get("/api/tasks/" + tasks.getFirst() + "/history")
                        .at("/items/0/reason")
                        .asString())
                .isEqualTo("superseded");
    }

    @Test
    void a_deletion_says_first_how_many_subtasks_go_along() {
        SAMPLES.task(project, "Below", Map.of("parent", tasks.getFirst()));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page);
            for (String key : tasks.subList(0, 2)) {
                line(window, key).hover();
                line(window, key).locator("[data-pick]").click();
            }
            button(window, "delete").click();
            assertThat(window.find("#several-title")).hasText("Delete 2 tasks?");
            assertThat(window.find("#several")).containsText("1 subtask is deleted too.");
            assertThat(window.find("#several [data-cancel]")).isFocused();
            assertThat(line(window, tasks.getFirst())).isVisible();
            save(window);
            assertThat(window.message()).containsText("2 tasks and 1 subtask deleted.");
            assertThat(window.find("[data-line]")).hasCount(2);
            window.message().getByText("Undo").click();
            assertThat(window.find("[data-line]")).hasCount(5);
        }
    }

    @Test
    void who_has_one_of_them_and_which_was_changed_is_told_and_it_can_be_done_all_the_same() {
        API.post("/api/tasks/" + tasks.get(1) + "/claim", Map.of("agent", "ada"));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 409").expecting("status of 412").openLive(page);
            press(window, "j", "x", "j", "x");
            button(window, "complete").click();
            assertThat(window.message()).containsText(tasks.get(1) + " is claimed by ada until ");
            assertThat(each("status")).containsOnly("open");
            assertThat(window.find(".task.chosen")).hasCount(2);

            button(window, "priority").click();
            window.find("#several").getByLabel("low").check();
            API.patch("/api/tasks/" + tasks.get(0), Map.of("title", "Renamed"));
            save(window);
            assertThat(window.find("#several [data-error]")).containsText("Changed since you opened it:");
            window.find("#several").getByText("Do it anyway").click();
            assertThat(window.find("#several [data-error]")).containsText(tasks.get(1) + " is claimed by ada until ");
            assertThat(each("priority")).containsOnly("none");
            window.find("#several").getByText("Do it anyway").click();
            assertThat(window.message()).containsText("Priority of 2 tasks: low.");
        }
        assertThat(each("priority")).containsExactly("low", "low", "none", "none");
    }

    @Test
    void on_a_phone_the_menu_of_a_row_begins_it_and_all_actions_are_in_sight() {
        for (Look look : List.of(Look.PHONE, Look.PHONE.inTheDark())) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.openLive(page);
                assertThat(window.find("[data-pick]:visible")).hasCount(0);
                double top = Window.box(line(window, tasks.get(2))).y;
                Window.pressInMenu(line(window, tasks.get(0)), "[data-pick-line]");
                assertThat(window.find("[data-pick]:visible")).hasCount(4);
                assertThat(Window.box(line(window, tasks.get(2))).y).isEqualTo(top);
                Locator box = line(window, tasks.get(1)).locator("[data-pick]");
                assertThat(Window.box(box).width).isGreaterThanOrEqualTo(44);
                box.tap();
                assertThat(window.find(BAR)).containsText("2 selected");
                for (Locator each : window.find(BAR + " button").all()) {
                    assertThat(Window.box(each).height).isGreaterThanOrEqualTo(44);
                    assertThat(Window.box(each).y).isLessThan(look.height() - 40);
                }
                assertThat(window.width()).isEqualTo(look.width());
                AccessibilityIT.assertNothingFound(window);
                window.find(BAR + " .clear").tap();
                assertThat(window.find("[data-pick]:visible")).hasCount(0);
            }
        }
    }

    @Test
    void more_than_two_hundred_are_not_changed_and_that_is_told() {
        IntStream.range(0, 198).forEach(i -> SAMPLES.task(project, "More " + i));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page + "?rows=300");
            assertThat(window.find("[data-line]")).hasCount(202);
            press(window, "j", "x");
            line(window, tasks.getFirst()).locator("[data-pick]").focus();
            window.find("[data-line]")
                    .last()
                    .locator(".title")
                    .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            assertThat(window.find(BAR)).containsText("202 selected");
            button(window, "complete").click();
            assertThat(window.message())
                    .containsText("At most 200 tasks can be changed at once, and 202 are selected.");
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void without_a_script_and_in_the_past_there_are_no_boxes() {
        String before = API.get("/api/history?limit=1").at("/items/0/position").asString();
        try (Window window = Window.withoutScript(DEVLEDGER)) {
            window.open(page);
            assertThat(window.find("[data-line]")).hasCount(4);
            assertThat(window.find("[data-pick]:visible")).hasCount(0);
            assertThat(window.find(BAR)).hasCount(0);
        }
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open(page + "?asOf=" + before);
            assertThat(window.find("[data-line]")).hasCount(4);
            assertThat(window.find("[data-pick]")).hasCount(0);
        }
    }
}
