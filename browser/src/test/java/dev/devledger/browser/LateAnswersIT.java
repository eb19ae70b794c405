package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes late is about what it was asked for: not about what somebody is at by then. */
class LateAnswersIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    /** Five minutes take five seconds. */
    private static final String IN_A_HURRY = """
            const timeout = AbortSignal.timeout;
            AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms > 60_000 ? ms / 60 : ms);
            """;

    private static final ContainsTextOptions GIVEN_UP = new ContainsTextOptions().setTimeout(20_000);

    private String word;
    private String one;
    private String two;

    @BeforeEach
    void two_projects() {
        word = Samples.word();
        one = SAMPLES.project(word + " one");
        two = SAMPLES.project(word + " two");
    }

    private static String last(String project) {
        return API.get("/api/projects/" + project + "/history")
                .at("/items/0/changeSet")
                .asString();
    }

    /** While nothing is answered, which what is returned ends. */
    private Runnable moveOneAndLeave(Window window) {
        Runnable answer = window.hold("/api/projects/" + one + "/status");
        window.sendInDialog(one, "active");
        assertThat(window.find("html.waiting")).hasCount(1);
        window.page().keyboard().press("Escape");
        return answer;
    }

    @Test
    void an_undo_shows_what_it_would_change_and_not_what_another_one_would() {
        API.patch("/api/projects/" + one, Map.of("description", word));
        SAMPLES.move(two, "paused", word);
        String first = last(one);
        String second = last(two);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/history?q=" + word);
            window.page() // rows of the same kind are one that opens
                    .evaluate("() => document.querySelectorAll('main details').forEach(each => (each.open = true))");
            Runnable answer = window.hold("/api/change-sets/" + first + "/undo*");
            Locator preview = window.find("#undo [data-preview]");
            window.find("[data-undo='" + first + "']").click();
            assertThat(preview).containsText("Checking what the undo would change");
            window.find("#undo [name=reason]").fill("of the first one");
            window.page().keyboard().press("Escape");
            window.find("[data-undo='" + second + "']").click();
            assertThat(preview).containsText(two);
            assertThat(window.find("#undo [name=reason]")).hasValue("");

            answer.run();
            window.until(
                    () -> !window.answers("/api/change-sets/" + first + "/undo").isEmpty());
            assertThat(preview).containsText(two);
            assertThat(preview).not().containsText(one);
        }
    }

    @Test
    void a_move_that_is_done_late_leaves_the_dialog_of_another_one_as_it_is() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/?q=" + word);
            Runnable answer = moveOneAndLeave(window);
            window.openMove(two);
            window.find("#move [name=reason]").fill("half a reas");

            answer.run();
            assertThat(window.message()).containsText(one + " is active.");
            assertThat(window.find("#move h2")).containsText(two);
            assertThat(window.find("#move [name=reason]")).hasValue("half a reas");
        }
        assertThat(SAMPLES.status(one)).isEqualTo("active");
        assertThat(SAMPLES.status(two)).isEqualTo("planned");
    }

    @Test
    void a_move_that_is_refused_late_is_told_beside_the_dialog_of_another_one() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 412").openLive("/?q=" + word);
            Runnable answer = moveOneAndLeave(window);
            SAMPLES.move(one, "blocked", "by somebody else");
            assertThat(window.card(one, "blocked")).isVisible();
            window.openMove(two);

            answer.run();
            assertThat(window.message()).containsText("It was changed after you opened it.");
            assertThat(window.find("#move [data-error]")).isEmpty();
        }
    }

    @Test
    void a_task_goes_to_a_place_of_the_project_that_is_chosen() {
        String above = SAMPLES.task(one, "Above");
        String task = SAMPLES.task(one, "Moved", Map.of("parent", above));
        SAMPLES.task(two, "There");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + one);
            Runnable answer = window.hold("/api/projects/" + two + "/tasks*");
            Window.pressInMenu(window.find("[data-line='" + task + "']"), "[data-move-task]");
            Locator move = window.find("#move-task button[value=move]");
            assertThat(move).isEnabled();
            window.find("#move-task [name=project]").selectOption(two);
            assertThat(move).isDisabled();
            assertThat(window.find("#move-task [data-places] input")).hasCount(0);

            answer.run();
            assertThat(window.find("#move-task [data-places]")).containsText("There");
            move.click();
            assertThat(window.message()).containsText(task + " is now at the top level.");
        }
        assertThat(API.get("/api/tasks/" + task).path("projectKey").asString()).isEqualTo(two);
    }

    @Test
    void a_look_that_gets_no_answer_is_told_and_can_be_asked_for_again() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + one + "?tab=settings");
            window.hold("/api/projects/" + one);
            window.find("[data-edit-all]").click();
            assertThat(window.message()).containsText("The server cannot be reached. Try again in a moment.", GIVEN_UP);
            assertThat(window.find("dialog[open]")).hasCount(0);

            window.page().unroute("**/api/projects/" + one);
            window.find("[data-edit-all]").click();
            assertThat(window.find("dialog[open]").getByLabel("Name")).hasValue(word + " one");
        }
    }

    @Test
    void a_write_that_gets_no_answer_is_told_and_can_be_sent_again() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.page().addInitScript(IN_A_HURRY);
            window.openLive("/?q=" + word);
            window.hold("/api/projects/" + one + "/status");
            window.sendInDialog(one, "active");
            assertThat(window.find("#move [data-error]"))
                    .containsText("The server did not answer within five minutes. Your input is kept.");
            assertThat(window.find("html.waiting")).hasCount(0);

            window.page().unroute("**/api/projects/" + one + "/status");
            window.page().keyboard().press("Enter");
            assertThat(window.card(one, "active")).isVisible();
        }
        assertThat(SAMPLES.status(one)).isEqualTo("active");
    }
}
