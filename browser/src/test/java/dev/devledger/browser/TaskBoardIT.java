package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tasks of a project as a board: by stage, from which they are moved to another one. */
class TaskBoardIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String project;
    private String first;
    private String second;
    private String blocked;
    private String held;
    private String done;
    private String board;

    @BeforeEach
    void a_task_in_each_stage() {
        project = SAMPLES.project("Board of tasks");
        first = SAMPLES.task(
                project,
                "Write the parser of the new format, with all that its users have asked for since the last release of it",
                Map.of(
                        "priority",
                        "high",
                        "tags",
                        List.of("parser"),
                        "dueDate",
                        "2026-11-01",
                        "assignees",
                        List.of("me")));
        second = SAMPLES.task(project, "Second");
        blocked = SAMPLES.task(project, "Blocked", Map.of("blockedBy", List.of(second), "parent", first));
        held = SAMPLES.task(project, "Held");
        done = SAMPLES.task(project, "Done");
        API.post("/api/tasks/" + held + "/claim", Map.of("agent", "claude-code"));
        API.post("/api/tasks/" + done + "/complete", Map.of());
        board = "/projects/" + project + "?show=board";
    }

    private static void drag(Window window, Locator card, String stage) {
        BoundingBox from = Window.box(card);
        BoundingBox to = Window.box(window.find(".column[data-status='" + stage + "']"));
        Mouse mouse = window.page().mouse();
        mouse.move(from.x + from.width / 2, from.y + from.height / 2);
        mouse.down();
        mouse.move(to.x + to.width / 2, to.y + to.height / 2, new Mouse.MoveOptions().setSteps(5));
    }

    private static JsonNode task(String key) {
        return API.get("/api/tasks/" + key);
    }

    private static String holder(String key) {
        return task(key).at("/claim/agent").asString();
    }

    private static void undo(Window window) {
        window.message()
                .getByText("Undo", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(window.message()).containsText("Undone.");
    }

    @Test
    void each_task_is_in_the_column_of_its_stage_and_the_choice_is_in_the_address() {
        try (Window window = Window.withoutScript(DEVLEDGER)) {
            window.open("/projects/" + project);
            window.find(".task-bar").getByText("Board").click();
            assertThat(window.page()).hasURL(Pattern.compile("show=board"));
            assertThat(window.find(".column h3"))
                    .hasText(new String[] {"Waiting 1", "To do 2", "In progress 1", "Completed 1"});
            assertThat(window.card(blocked, "waiting")).containsText("in " + first);
            assertThat(window.card(blocked, "waiting")).containsText("waits for " + second);
            assertThat(window.card(first, "todo")).containsText("high");
            assertThat(window.card(first, "todo")).containsText("overdue: 1 Nov 2026");
            assertThat(window.card(held, "progress")).containsText("claude-code");
            assertThat(window.card(done, "completed")).isVisible();
            window.page().getByPlaceholder("Find in this project").fill("parser");
            window.find(".task-bar")
                    .getByText("Show", new Locator.GetByTextOptions().setExact(true))
                    .click();
            assertThat(window.find(".card")).hasCount(1);
            assertThat(window.find(".column.waiting .none"))
                    .hasText("No task waits for another task or for its start date.");
            window.find(".task-bar").getByText("List").click();
            assertThat(window.find(".board")).hasCount(0);
        }
        long position = API.get("/api/history?limit=1").at("/items/0/position").asLong();
        API.post("/api/tasks/" + second + "/complete", Map.of());
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open(board + "&asOf=" + position);
            assertThat(window.card(second, "todo")).isVisible();
            assertThat(window.card(held, "progress")).isVisible();
            assertThat(window.find(".card [data-menu], .card [data-pick]")).hasCount(0);
            drag(window, window.card(second), "completed");
            assertThat(window.find(".ghost")).hasCount(0);
        }
    }

    @Test
    void a_dropped_card_is_there_at_once_gets_a_reason_and_comes_back() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            drag(window, window.card(second), "completed");
            assertThat(window.find(".ghost")).containsText("Second");
            assertThat(window.find(".column.target h3")).hasText(new String[] {"In progress 1", "Completed 1"});
            AccessibilityIT.assertNothingFound(window);
            Window.Held answer = window.hold("/api/tasks/changes");
            window.page().mouse().up();
            assertThat(window.card(second, "completed")).isVisible();
            assertThat(window.find("#s-completed .count")).hasText("2");
            answer.run();
            assertThat(window.message()).containsText("Moved to Completed.");
            assertThat(window.card(blocked, "todo")).isVisible();
            window.message().getByText("Add a reason").click();
            window.page().keyboard().type("it was there already");
            window.page().keyboard().press("Enter");
            assertThat(window.message()).containsText("The reason is saved as a note.");
            assertThat(API.items("/api/tasks/" + second + "/notes"))
                    .singleElement()
                    .extracting(each -> each.path("text").asString())
                    .isEqualTo("Moved to Completed: it was there already");
            undo(window);
            assertThat(window.card(second, "todo")).isVisible();
            assertThat(window.card(blocked, "waiting")).isVisible();

            drag(window, window.card(first), "progress");
            window.page().mouse().up();
            assertThat(window.message()).containsText("Moved to In progress. You have claimed it for 24 hours.");
            assertThat(window.card(first, "progress")).isVisible();
            assertThat(holder(first)).isNotEmpty();
            undo(window);
            assertThat(window.card(first, "todo")).isVisible();
            assertThat(holder(first)).isEmpty();

            drag(window, window.card(done), "progress");
            window.page().mouse().up();
            assertThat(window.message()).containsText("Moved to In progress.");
            assertThat(task(done).path("status").asString()).isEqualTo("open");
            undo(window);
            assertThat(window.card(done, "completed")).isVisible();
            assertThat(task(done).path("status").asString()).isEqualTo("completed");
        }
    }

    @Test
    void what_an_agent_has_claimed_goes_back_and_says_so_until_it_is_meant() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 409").openLive(board);
            drag(window, window.card(held), "todo");
            window.page().mouse().up();
            assertThat(window.message()).containsText("claude-code");
            assertThat(window.message()).containsText("Not moved: " + held + " stays in In progress.");
            assertThat(window.card(held, "progress")).isVisible();
            assertThat(window.find("#s-progress .count")).hasText("1");
            window.message().getByText("Do it anyway").click();
            assertThat(window.message()).containsText("Moved to To do.");
            assertThat(window.card(held, "todo")).isVisible();
            assertThat(window.message().locator("[data-take-back]")).hasCount(0);
        }
        assertThat(holder(held)).isEmpty();
    }

    @Test
    void keys_and_the_menu_move_a_card_and_selected_ones_go_along() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            window.card(second).focus();
            window.page().keyboard().press("s");
            Locator items = window.card(second).locator("[role=menuitem]");
            assertThat(items).hasText(new String[] {
                "Open", "In progress", "Completed", "Move to…", "Start the timer", "Copy " + second, "Select", "Delete…"
            });
            AccessibilityIT.assertNothingFound(window);
            window.page().keyboard().press("ArrowDown");
            window.page().keyboard().press("Enter");
            assertThat(window.message()).containsText("Moved to In progress.");
            assertThat(window.card(second, "progress").locator("[data-menu]")).isFocused();
            assertThat(window.card(second, "progress").locator(".avatar")).isVisible(); // drawn anew, in its place
            window.card(second).focus();
            window.page().keyboard().press("ArrowLeft");
            assertThat(window.card(first)).isFocused();

            window.page().keyboard().press("x");
            window.card(second).focus();
            window.page().keyboard().press("x");
            assertThat(window.find(".chosen-bar .many")).hasText("2 selected");
            drag(window, window.card(second), "completed");
            assertThat(window.find(".ghost .many")).hasText("2");
            window.page().mouse().up();
            assertThat(window.message()).containsText("Moved 2 tasks to Completed.");
            assertThat(window.card(first, "completed")).isVisible();
            undo(window);
            assertThat(window.card(first, "todo")).isVisible();
            assertThat(task(second).path("status").asString()).isEqualTo("open");
        }
    }

    @Test
    void a_board_of_300_tasks_comes_in_parts_of_60_kb_and_scrolls_within_itself_on_a_phone() {
        for (int part = 0; part < 2; part++) {
            List<Map<String, Object>> rows = IntStream.range(part * 150, part * 150 + 150)
                    .mapToObj(each -> Map.<String, Object>of("title", "Task number " + each, "tags", List.of("many")))
                    .toList();
            rows.forEach(each -> API.post("/api/projects/" + project + "/tasks", each));
        }
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive(board);
            assertThat(window.sent("/projects/" + project)).isLessThan(60_000);
            assertThat(window.find(".column.todo .card")).hasCount(100);
            assertThat(window.width()).isEqualTo(390);
            assertThat((Boolean) window.page().evaluate("""
                    () => { const board = document.querySelector(".board");
                      return board.scrollWidth > board.clientWidth && getComputedStyle(board).scrollSnapType.startsWith("x"); }""")).isTrue();
            AccessibilityIT.assertNothingFound(window);
            window.find(".column.todo").getByText("202 more").click();
            assertThat(window.find(".column.todo .card")).hasCount(200);
        }
    }
}
