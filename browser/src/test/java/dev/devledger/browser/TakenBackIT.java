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

/** An undo shows beforehand what it would do. */
class TakenBackIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String task;
    private String changeSet;

    @BeforeEach
    void a_task_that_was_renamed() {
        task = SAMPLES.task(SAMPLES.project("Taken back"), "Before");
        API.patch("/api/tasks/" + task, Map.of("title", "After", "priority", "high"));
        changeSet = API.lastChangeSet(task);
    }

    private String title() {
        return API.get("/api/tasks/" + task).path("title").asString();
    }

    @Test
    void the_preview_says_what_then_happens_and_the_undo_can_be_undone() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/change-sets/" + changeSet);
            window.find("[data-undo]").click();
            assertThat(window.find("#undo [data-preview] li")).hasCount(1);
            assertThat(window.find("#undo [data-force]")).isHidden();
            String preview = window.find("#undo [data-what]").textContent();
            assertThat(window.find("#undo .field")).hasText(new Pattern[] {
                Pattern.compile("title\\s+After\\s+→\\s+Before"), Pattern.compile("priority\\s+high\\s+→\\s+none")
            });
            assertThat(title()).isEqualTo("After");

            window.find("#undo").getByLabel("Reason").fill("the old one was better");
            window.page().keyboard().press("Enter");
            assertThat(window.message()).containsText("Undone.");
            assertThat(title()).isEqualTo("Before");
            JsonNode entry = API.get("/api/tasks/" + task + "/history").at("/items/0");
            assertThat(preview)
                    .isEqualTo(task + " After: " + entry.path("summary").asString());
            assertThat(entry.path("reason").asString()).isEqualTo("the old one was better");
            assertThat(entry.path("channel").asString()).isEqualTo("web");

            window.message().getByText("Undo").click();
            window.until(() -> title().equals("After"));
            assertThat(window.message().getByText("Undone.")).isVisible();
            window.open("/tasks/" + task);
            assertThat(window.find("h1")).containsText("After");
        }
    }

    /** Of several things at once, one by one and in the words of the history. */
    @Test
    void the_preview_of_several_changes_lists_exactly_what_then_happens() {
        String other = SAMPLES.task(SAMPLES.project("Taken back too"), "Other");
        Agent.connect(API, "several").call("complete_tasks", Map.of("tasks", List.of(task, other)));
        String both = API.lastChangeSet(other);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/change-sets/" + both);
            window.find("#main [data-undo]").click();
            assertThat(window.find("#undo [data-preview] li")).hasCount(2);
            List<String> preview = window.find("#undo [data-what]").allTextContents();
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
            String undo = API.lastChangeSet(other);
            assertThat(undo).isNotEqualTo(both);
            assertThat(API.items("/api/history?changeSet=" + undo).stream()
                            .map(each -> each.at("/entity/key").asString()
                                    + (each.at("/entity/key").asString().equals(other) ? " Other: " : " After: ")
                                    + each.path("summary").asString())
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(preview);
        }
    }

    @Test
    void what_was_changed_since_is_named_and_lost_only_where_that_is_ticked() {
        Agent.connect(API, "a client")
                .call("update_tasks", Map.of("tasks", List.of(Map.of("key", task, "title", "Later"))));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 409").openLive("/change-sets/" + changeSet);
            window.find("#main [data-undo]").click();
            assertThat(window.find("#undo [data-preview] > ul > li")).containsText(task);
            assertThat(window.find("#undo [data-preview]"))
                    .containsText(Pattern.compile("title: now Later, changed by (.* for )?owner through a client"));
            assertThat(window.find("#undo [data-force]")).isVisible();
            // And what it would do all the same.
            Locator forced = window.find("#undo [data-forced]");
            assertThat(forced).containsText("Undo anyway would make these changes:");
            assertThat(forced.locator(".field").first()).hasText(Pattern.compile("title\\s+Later\\s+→\\s+Before"));
            assertThat(title()).isEqualTo("Later");

            window.find("#undo button[value=undo]").click();
            assertThat(window.find("#undo [data-error]")).not().isEmpty();
            assertThat(title()).isEqualTo("Later");

            window.find("#undo").getByLabel("Undo anyway").check();
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
            assertThat(title()).isEqualTo("Before");
        }
    }

    /** What this person has just done here; what that did can be taken back as well. */
    @Test
    void the_message_takes_back_at_once_what_was_just_done() {
        String word = Samples.word();
        String project = SAMPLES.project("Just moved " + word);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/?q=" + word);
            window.moveInDialog(project, "active");
            window.message().getByText("Undo").click();
            assertThat(window.message()).containsText("Undone.");
            assertThat(window.find("#undo")).isHidden();
            assertThat(SAMPLES.status(project)).isEqualTo("planned");
            window.message().getByText("Undo").click();
            assertThat(window.card(project, "active")).isVisible();
            assertThat(SAMPLES.status(project)).isEqualTo("active");
        }
    }

    @Test
    void the_message_takes_nothing_back_over_what_was_done_since() {
        String word = Samples.word();
        String project = SAMPLES.project("Just moved " + word);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 409").openLive("/?q=" + word);
            window.moveInDialog(project, "active");
            window.message().hover(); // and so it stays
            SAMPLES.move(project, "blocked", "by somebody else");
            assertThat(window.card(project, "blocked")).isVisible();
            window.message().getByText("Undo").click();
            assertThat(window.find("#undo [data-preview]")).containsText("Later changes:");
            assertThat(window.find("#undo [data-preview]"))
                    .containsText(Pattern.compile("status: now blocked, changed by (.* for )?owner"));
            assertThat(window.find("#undo").getByLabel("Undo anyway")).not().isChecked();
            assertThat(SAMPLES.status(project)).isEqualTo("blocked");

            window.find("#undo button[value=undo]").click();
            assertThat(window.find("#undo [data-error]"))
                    .hasText("Later changes prevent the undo. Nothing was undone.");
            assertThat(SAMPLES.status(project)).isEqualTo("blocked");
            window.find("#undo").getByLabel("Undo anyway").check();
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
            assertThat(SAMPLES.status(project)).isEqualTo("planned");
        }
    }

    @Test
    void a_preview_that_is_cancelled_changes_nothing() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/change-sets/" + changeSet);
            window.find("[data-undo]").click();
            assertThat(window.find("#undo [data-preview] li")).hasCount(1);
            window.find("#undo").getByText("Cancel").click();
            assertThat(window.find("#undo")).isHidden();
            assertThat(window.find("[data-undo]")).isFocused();
        }
        assertThat(title()).isEqualTo("After");
    }

    /** On the page of a project and of a task each row has a name and its way back, by its button and by the key. */
    @Test
    void the_history_of_a_project_and_of_a_task_can_be_taken_back_there() {
        String project = API.get("/api/tasks/" + task).path("projectKey").asString();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            for (String page : List.of("/projects/" + project + "?tab=activity", "/tasks/" + task)) {
                window.openLive(page);
                Locator row = window.find("[data-change-set='" + changeSet + "']");
                assertThat(row.locator(".about")).hasText("After");
                row.focus();
                window.page().keyboard().press("u");
                assertThat(window.find("#undo [data-what]")).containsText(task + " After: ");
                window.page().keyboard().press("Escape");
                assertThat(window.find("#undo")).isHidden();
            }
            window.find("[data-change-set='" + changeSet + "'] [data-undo]").click();
            assertThat(window.find("#undo [data-what]")).hasCount(1);
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
        }
        assertThat(title()).isEqualTo("Before");
    }
}
