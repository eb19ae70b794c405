package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person has opened, scrolled to, typed or sent stands, whatever others do and whatever the server answers. */
class StandingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String word;
    private String project;
    private String board;

    @BeforeEach
    void a_project_on_a_board_of_its_own() {
        word = Samples.word();
        project = SAMPLES.project(word + " stands");
        board = "/?q=" + word;
    }

    private static double scrolled(Window window) {
        return ((Number) window.find(".board").evaluate("board => board.scrollLeft")).doubleValue();
    }

    /** Where it is then. A browser scrolls to where a column begins when it draws next, and the page may be another one by then. */
    private static double scrolledTo(Window window) {
        window.until(() -> {
            window.find(".board")
                    .evaluate("board => board.scrollTo({ left: 2 * board.clientWidth, behavior: 'instant' })");
            return scrolled(window) > 0;
        });
        return scrolled(window);
    }

    @Test
    void a_phone_stays_at_its_column_when_something_comes_and_is_told_of_it() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive(board);
            double before = scrolledTo(window);
            assertThat(before).isPositive();
            SAMPLES.move(project, "active", "by somebody else");
            assertThat(window.card(project, "active")).hasCount(1);
            assertThat(scrolled(window)).isEqualTo(before);
            assertThat(window.find("#heard")).containsText("Last change: ");
        }
    }

    @Test
    void who_has_read_on_is_not_pulled_back_to_what_has_the_focus() {
        String last = "";
        for (int i = 0; i < 40; i++) {
            last = SAMPLES.task(project, "Task " + i);
        }
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            window.page().keyboard().press("j");
            assertThat(window.find("[data-line]").first()).isFocused();
            Locator below = window.find("[data-line='" + last + "']");
            Window.scrollTo(below);
            assertThat(window.find("[data-line]").first()).not().isInViewport();
            API.patch("/api/tasks/" + last, Map.of("title", "Renamed by somebody else"));
            assertThat(below).containsText("Renamed by somebody else");
            assertThat(below).isInViewport();
            assertThat(window.find("[data-line]").first()).isFocused();
        }
    }

    @Test
    void where_a_task_went_the_next_one_has_the_focus() {
        String first = SAMPLES.task(project, "First");
        String second = SAMPLES.task(project, "Second");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            window.find("input[data-task='" + first + "']").focus();
            window.page().keyboard().press("Space");
            assertThat(window.find("[data-line='" + first + "']")).hasCount(0);
            assertThat(window.find("[data-line='" + second + "']")).isFocused();
        }
    }

    @Test
    void what_was_ticked_and_not_asked_for_yet_stays_ticked() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/history?q=" + word);
            Locator tick =
                    window.find("main form[method=get] input[type=checkbox]").first();
            tick.evaluate("each => each.closest('details')?.setAttribute('open', '')");
            tick.check();
            window.find("h1").click();
            SAMPLES.move(project, "paused", "to be seen");
            assertThat(window.find("main")).containsText("to be seen");
            assertThat(tick).isChecked();
        }
    }

    @Test
    void a_key_that_is_held_down_starts_the_timer_once() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            for (int i = 0; i < 3; i++) {
                window.page().keyboard().down("."); // the second one is a repetition
            }
            window.page().keyboard().up(".");
            assertThat(window.message()).containsText("The timer runs on " + project);
            assertThat(window.writes()).containsExactly("POST /api/timer/start");
            window.page().keyboard().press(".");
            assertThat(window.message()).containsText("The timer is stopped.");
        }
    }

    @Test
    void what_was_opened_stays_open_when_something_comes() {
        SAMPLES.move(project, "active", "");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project + "?tab=time");
            Locator table = window.find("summary").getByText("As a table");
            table.click();
            SAMPLES.move(project, "paused", "came later");
            assertThat(window.find(".head")).containsText("came later");
            assertThat(window.find("details[open] table")).isVisible();
        }
    }

    @Test
    void the_end_of_a_drag_can_be_one_of_the_two_that_are_folded() {
        String done = SAMPLES.project(word + " is done");
        SAMPLES.move(done, "completed", "");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            BoundingBox card = Window.box(window.card(project));
            BoundingBox end = Window.box(window.find("[data-finished=completed]"));
            window.page().mouse().move(card.x + 20, card.y + card.height / 2);
            window.page().mouse().down();
            window.page().mouse().move(end.x + 20, end.y + end.height / 2, new Mouse.MoveOptions().setSteps(8));
            assertThat(window.find("[data-finished=completed].over")).hasCount(1);
            window.page().mouse().up();
            assertThat(window.message()).containsText("Moved to Completed.");
        }
        assertThat(SAMPLES.status(project)).isEqualTo("completed");
    }

    /** Pressed once more it is the same write, so that it happens once even if the first one came through. */
    @Test
    void what_nobody_answered_stays_in_its_dialog_and_is_done_once() {
        List<String> keys = new ArrayList<>();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 503").openLive(board);
            window.page().route("**/api/projects", route -> {
                keys.add(Objects.requireNonNull(route.request().headerValue("Idempotency-Key")));
                if (keys.size() == 1) {
                    route.fetch();
                }
                if (keys.size() < 3) {
                    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("<h1>Somewhere between</h1>"));
                } else {
                    route.resume();
                }
            });
            window.page().keyboard().press("p");
            window.find("#new-project").getByLabel("Name").fill(word + " once");
            for (int i = 1; i <= 2; i++) {
                window.page().keyboard().press("Enter");
                assertThat(window.find("#new-project [data-error]")).containsText("Devledger does nothing twice.");
                assertThat(window.find("#new-project [data-error]")).containsText("503");
                assertThat(window.find("#new-project").getByLabel("Name")).hasValue(word + " once");
                window.find("#new-project").getByLabel("Name").focus();
            }
            window.page().keyboard().press("Enter");
            assertThat(window.find("h1 [data-title]")).hasText(word + " once");
        }
        assertThat(keys).hasSize(3);
        assertThat(Set.copyOf(keys)).hasSize(1);
        assertThat(API.items("/api/projects?q=" + word)).hasSize(2);
    }

    @Test
    void who_presses_twice_sends_it_once() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            Runnable answer = window.hold("/api/projects");
            window.page().keyboard().press("p");
            window.find("#new-project").getByLabel("Name").fill(word + " twice");
            window.find("#new-project").getByLabel("Name").press("Enter");
            assertThat(window.find("html.waiting")).hasCount(1);
            window.find("#new-project").getByLabel("Name").press("Enter");
            answer.run();
            assertThat(window.find("h1 [data-title]")).hasText(word + " twice");
            assertThat(window.find("html.waiting")).hasCount(0);
            assertThat(window.writes()).containsExactly("POST /api/projects");
        }
    }

    @Test
    void what_went_wrong_stays_until_it_is_put_away() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            String task = SAMPLES.task(project, "Somebody has it");
            Agent.connect(API, "holder").call("claim_tasks", Map.of("tasks", List.of(task)));
            window.expecting("status of 409").openLive("/projects/" + project);
            window.find("input[data-task='" + task + "']").click();
            assertThat(window.message().getByText("Do it anyway")).isVisible();
            assertThat(window.message()).containsText("The task is claimed by ");
            assertThat(window.message()).not().containsText("force");
            assertThat(window.message().locator("time")).hasCount(1);
            window.find("h1").click();
            window.page().keyboard().press("u");
            assertThat(window.message().getByText("Do it anyway")).isVisible();
            assertThat(window.writes()).hasSize(1);
            window.page().keyboard().press("Escape");
            assertThat(window.message()).isEmpty();
        }
    }

    @Test
    void a_message_is_put_away_by_its_button() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            window.moveInDialog(project, "active");
            assertThat(window.message()).containsText(project + " is active.");
            window.message().getByLabel("Close this message").click();
            assertThat(window.message()).isEmpty();
            assertThat(window.find("main")).isFocused();
        }
    }

    @Test
    void an_undo_that_would_lose_what_came_since_shows_it_first() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 409").openLive(board);
            window.moveInDialog(project, "active");
            SAMPLES.move(project, "blocked", "by somebody else");
            assertThat(window.card(project, "blocked")).isVisible();
            window.message().getByText("Undo").click();
            assertThat(window.find("#undo [data-preview]")).containsText("Later changes:");
            assertThat(window.find("#undo [data-force]")).isVisible();
            window.find("#undo [name=force]").check();
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
            assertThat(window.card(project, "planned")).isVisible();
        }
    }

    @Test
    void what_came_while_somebody_typed_is_there_when_the_field_is_left() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            Locator field = window.find("form[data-new-task] input");
            field.pressSequentially("half a ti");
            String task = SAMPLES.task(project, "Came meanwhile");
            window.find("h1").click();
            assertThat(window.find("input[data-task='" + task + "']")).hasCount(1);
            assertThat(field).hasValue("half a ti");
        }
    }
}
