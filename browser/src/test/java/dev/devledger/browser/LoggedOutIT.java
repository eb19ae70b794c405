package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The session ends while somebody types: nothing of that is lost, and after a log in elsewhere the same press does it. */
class LoggedOutIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String word;
    private String project;
    private String task;

    @BeforeEach
    void a_project_with_a_task() {
        word = Samples.word();
        project = SAMPLES.project("Typed " + word);
        task = SAMPLES.task(project, "Before");
    }

    /** A session of its own: what others use must not end with it. */
    private static Window open(String path) {
        Window window = Window.ofAStranger(DEVLEDGER, Look.DESK);
        window.expecting("status of 401").open("/login");
        window.logIn(DEVLEDGER.token());
        assertThat(window.find("h1")).hasText("Board");
        return window.openLive(path);
    }

    private static void logInElsewhere(Window window, Locator place) {
        assertThat(place).containsText("You are no longer logged in.");
        Page other = window.page()
                .waitForPopup(() -> place.getByText("Log in in another tab").click());
        other.getByLabel("Owner token").fill(DEVLEDGER.token());
        other.keyboard().press("Enter");
        assertThat(other.locator("h1")).hasText("Board");
        other.close();
    }

    @Test
    void a_reason_stays_in_its_dialog() {
        try (Window window = open("/?q=" + word)) {
            window.openMove(project);
            Locator dialog = window.find("#move");
            dialog.getByLabel("paused").check();
            dialog.getByLabel("Reason").fill("a long reason");
            window.loseSession();
            window.page().keyboard().press("Enter");
            logInElsewhere(window, dialog.locator("[data-error]"));
            assertThat(window.page()).hasURL(DEVLEDGER.base() + "/?q=" + word);
            assertThat(SAMPLES.status(project)).isEqualTo("planned");
            assertThat(dialog.getByLabel("Reason")).hasValue("a long reason");
            dialog.locator("[value=move]").click();
            assertThat(window.card(project, "paused")).isVisible();
            assertThat(window.card(project)).containsText("a long reason");
        }
    }

    @Test
    void a_title_stays_in_its_field() {
        try (Window window = open("/tasks/" + task)) {
            window.find("h1 [data-edit-title]").click();
            window.page().keyboard().type("After");
            window.loseSession();
            window.page().keyboard().press("Enter");
            logInElsewhere(window, window.find("[data-editing] [data-error]"));
            assertThat(window.find("[data-editing] input")).hasValue("After");
            window.find("[data-editing] button").first().click();
            assertThat(window.find("h1 [data-title]")).hasText("After");
        }
    }

    /** Its token against forged requests is another one then. */
    @Test
    void a_note_stays_where_somebody_has_logged_out_in_another_tab() {
        try (Window window = open("/projects/" + project + "?tab=activity")) {
            Locator note = window.page().getByLabel("New note");
            note.fill("a long note");
            Page other = window.anotherTab("/history");
            other.locator(".you > summary").click();
            other.getByText("Log out").click();
            assertThat(other.getByLabel("Owner token")).isVisible();
            note.press("Enter");
            logInElsewhere(window, window.message());
            assertThat(note).hasValue("a long note");
            note.press("Enter");
            assertThat(window.find(".notes")).containsText("a long note");
            assertThat(window.message()).containsText("The note is added.");
        }
    }
}
