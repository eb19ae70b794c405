package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happened, found and compared. */
class HistoryIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String project;
    private String task;

    /** Of the project and its task in turns, so that none of it is rolled up; the newest is the task's. */
    @BeforeEach
    void a_project_and_a_task_that_were_changed() {
        project = SAMPLES.project("Compared");
        task = SAMPLES.task(project, "The old text stays");
        SAMPLES.move(project, "active", "now");
        API.patch("/api/tasks/" + task, Map.of("title", "The new text stays", "dueDate", "2026-12-04"));
        SAMPLES.move(project, "paused", "later");
        API.patch("/api/tasks/" + task, Map.of("tags", List.of("rust")));
    }

    private String page() {
        return "/history?entity=" + project;
    }

    private static Locator row(Window window, String changeSet) {
        return window.find("[data-change-set='" + changeSet + "']");
    }

    /** Before the older one the old text was there, and behind the newer one a label that came in between. */
    @Test
    void two_rows_chosen_by_keys_show_what_differs_around_them() {
        String newer = API.lastChangeSet(task);
        List<JsonNode> entries = API.items("/api/tasks/" + task + "/history");
        String older = entries.get(1).path("changeSet").asString();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page());
            window.page().keyboard().press("j");
            assertThat(row(window, newer)).isFocused();
            window.page().keyboard().press("x");
            assertThat(row(window, newer).getByLabel("compare")).isChecked();
            assertThat(window.find("[data-chosen]")).containsText("One is chosen");
            window.page().keyboard().press("j");
            window.page().keyboard().press("j");
            window.page().keyboard().press("x");
            assertThat(row(window, older).getByLabel("compare")).isChecked();
            window.page().keyboard().press("d");

            String from = String.valueOf(entries.get(1).path("position").asLong() - 1);
            String to = String.valueOf(entries.getFirst().path("position").asLong());
            assertThat(window.page()).hasURL(DEVLEDGER.base() + "/diff?from=" + from + "&to=" + to);
            assertThat(window.find("#main del").getByText("old", exactly())).isVisible();
            assertThat(window.find("#main ins").getByText("new", exactly())).isVisible();
            assertThat(window.find("#main ins").getByText("Fri 2026-12-04")).isVisible();
            assertThat(window.find("#main ins").getByText("rust")).isVisible();
            assertThat(window.find("#main ins").getByText("paused")).isVisible();
        }
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    @Test
    void a_third_choice_lets_go_of_the_first_and_boxes_and_a_button_do_it_too() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page());
            Locator boxes = window.find("input[name=set]");
            boxes.nth(0).check();
            boxes.nth(1).check();
            boxes.nth(2).check();
            assertThat(boxes.nth(0)).not().isChecked();
            assertThat(boxes.nth(1)).isChecked();
            window.find("#compare button").click();
            assertThat(window.page()).hasURL(Pattern.compile(".*/diff\\?from=\\d+&to=\\d+$"));
        }
    }

    /** What is chosen and what has the focus outlast what others change meanwhile. */
    @Test
    void a_page_that_is_drawn_anew_keeps_what_is_chosen() {
        String chosen = API.lastChangeSet(task);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page());
            window.page().keyboard().press("j");
            window.page().keyboard().press("x");
            SAMPLES.move(project, "active", "at once");
            assertThat(window.find("q.reason").getByText("at once")).isVisible();
            assertThat(row(window, chosen).getByLabel("compare")).isChecked();
            assertThat(row(window, chosen)).isFocused();
        }
    }

    @Test
    void p_looks_at_the_board_as_it_was_before_the_row() {
        long position = API.items("/api/tasks/" + task + "/history")
                .getFirst()
                .path("position")
                .asLong();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page());
            window.page().keyboard().press("j");
            window.page().keyboard().press("p");
            assertThat(window.page()).hasURL(DEVLEDGER.base() + "/?asOf=" + (position - 1));
            assertThat(window.find("#past")).containsText("Past");
        }
    }

    @Test
    void a_run_is_one_row_that_opens_and_each_of_it_is_taken_back_by_itself() {
        String busy = SAMPLES.task(project, "Busy");
        for (String title : List.of("One", "Two", "Three", "Four")) {
            API.patch("/api/tasks/" + busy, Map.of("title", title));
        }
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(page() + "&event=task.edited");
            Locator run = window.find("[data-run] > summary").first();
            assertThat(run).containsText(Pattern.compile("[5-9] changes of tasks by owner"));
            window.page().keyboard().press("j");
            assertThat(run).isFocused();
            window.page().keyboard().press("Enter");
            window.page().keyboard().press("j");
            assertThat(row(window, API.lastChangeSet(busy))).isFocused();
            window.page().keyboard().press("u");
            assertThat(window.find("#undo [data-preview] li")).containsText(busy);
            window.page().keyboard().press("Escape");
            assertThat(row(window, API.lastChangeSet(busy))).isVisible();
            row(window, API.lastChangeSet(busy)).locator("[data-undo]").click();
            assertThat(window.find("#undo [data-preview] li")).hasCount(1);
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Taken back.");
        }
        assertThat(API.get("/api/tasks/" + busy).path("title").asString()).isEqualTo("Three");
    }
}
