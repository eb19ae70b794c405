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

/** A task and a project are created from any page. */
class CreatingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String word;
    private String project;

    @BeforeEach
    void a_project() {
        word = Samples.word();
        project = SAMPLES.project("Creating " + word);
    }

    private static void press(Window window, String... keys) {
        List.of(keys).forEach(window.page().keyboard()::press);
    }

    private static Locator field(Window window, String name) {
        return window.find("#new-task[open] [name=" + name + "]");
    }

    private JsonNode created() {
        return API.items("/api/tasks?q=" + word).getFirst();
    }

    @Test
    void a_task_from_any_page_goes_to_the_project_that_was_used_last() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/history");
            press(window, "c");
            assertThat(field(window, "title")).isFocused();
            AccessibilityIT.assertNothingFound(window);
            window.page().keyboard().type("First " + word);
            field(window, "project").selectOption(project);
            field(window, "dueDate").fill("2127-03-31");
            field(window, "priority").selectOption("high");
            field(window, "title").focus();
            press(window, "Enter");
            assertThat(window.message()).containsText(Pattern.compile("T-\\d+ created\\. Open"));
            JsonNode task = created();
            assertThat(task.path("projectKey").asString()).isEqualTo(project);
            assertThat(task.path("dueDate").asString()).isEqualTo("2127-03-31");
            assertThat(task.path("priority").asString()).isEqualTo("high");
            window.message().getByText("Open").click();
            assertThat(window.find("h1 [data-title]")).hasText("First " + word);

            window.openLive("/time");
            press(window, "c");
            assertThat(field(window, "project")).hasValue(project);
            assertThat(field(window, "title")).hasValue("");
            window.page().keyboard().type("Second " + word);
            press(window, "Enter");
            assertThat(window.message()).containsText("created.");
            assertThat(API.items("/api/tasks?q=" + word)).hasSize(2);
            window.message().getByText("Undo").click();
            assertThat(window.message()).containsText("Undone.");
        }
        assertThat(API.items("/api/tasks?q=" + word)).hasSize(1);
    }

    @Test
    void it_begins_with_the_project_of_the_page_and_the_task_is_there_at_once() {
        String other = SAMPLES.project("Other " + word);
        String above = SAMPLES.task(other, "Above");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/tasks/" + above);
            press(window, "c");
            assertThat(field(window, "project")).hasValue(other);
            press(window, "Escape", "n");
            assertThat(window.find("[data-new-task] input")).isFocused();
            window.openLive("/projects/" + project);
            press(window, "c");
            assertThat(field(window, "project")).hasValue(project);
            window.page().keyboard().type("Here " + word);
            press(window, "Enter");
            assertThat(window.find("[data-line] .title").getByText("Here " + word))
                    .isVisible();
            assertThat(window.writes()).containsExactly("POST /api/projects/" + project + "/tasks");
        }
    }

    @Test
    void a_key_that_follows_escape_at_once_is_no_letter_of_the_closed_dialog() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            press(window, "c");
            assertThat(field(window, "title")).isFocused();
            // The browser takes the focus from what it no longer shows only with the next picture.
            Object focused = window.page().evaluate("""
                    () => {
                      document.getElementById("new-task").close();
                      const had = document.activeElement;
                      had.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true, cancelable: true }));
                      return had.name;
                    }""");
            assertThat(window.find("[data-new-task] input")).isFocused();
            assertThat(focused).isEqualTo("title");
        }
    }

    @Test
    void what_is_refused_is_told_and_what_was_typed_stays() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 422").openLive("/projects/" + project);
            press(window, "c");
            field(window, "title").fill("a\u0007b");
            press(window, "Enter");
            assertThat(window.find("#new-task label + .wrong")).containsText("title");
            assertThat(field(window, "title")).hasValue("a\u0007b");
            assertThat(field(window, "title")).isFocused();
        }
    }

    @Test
    void on_a_phone_the_plus_of_the_head_creates_both() {
        for (Look look : List.of(Look.PHONE, Look.PHONE.inTheDark())) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.openLive("/projects/" + project);
                Locator plus = window.find("header .create summary");
                assertThat(Window.box(plus).width).isGreaterThanOrEqualTo(44);
                assertThat(Window.box(plus).y).isLessThan(100);
                plus.tap();
                AccessibilityIT.assertNothingFound(window);
                window.find(".create [data-new=project]").tap();
                assertThat(window.find("#new-project [name=name]")).isFocused();
                AccessibilityIT.assertNothingFound(window);
                window.find("#new-project [data-cancel]").tap();
                plus.tap();
                window.find(".create [data-new=task]").tap();
                field(window, "title").fill("Tapped " + word);
                window.find("#new-task [value=make]").tap();
                assertThat(window.message()).containsText("created.");
                assertThat(window.width()).isEqualTo(look.width());
            }
        }
        assertThat(API.items("/api/tasks?q=" + word)).hasSize(2);
    }

    @Test
    void a_project_has_its_status_tags_and_repository_from_the_first_moment_and_opens() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/agents");
            press(window, "p");
            Locator form = window.find("#new-project");
            assertThat(form.locator("[name=name]")).isFocused();
            window.page().keyboard().type("Made " + word);
            form.locator("[name=status]").selectOption("paused");
            form.locator("[name=tags]").fill("rust, cli");
            form.locator("[name=repositoryUrl]").fill("https://example.org/made");
            press(window, "Enter");
            assertThat(window.find("h1 [data-title]")).hasText("Made " + word);
            assertThat(window.find(".head")).containsText("paused");
            assertThat(window.message()).containsText("created.");
            JsonNode made = API.items("/api/projects?q=" + word).stream()
                    .filter(each -> each.path("name").asString().startsWith("Made"))
                    .findFirst()
                    .orElseThrow();
            assertThat(window.page())
                    .hasURL(Pattern.compile(".*/projects/" + made.path("key").asString()));
            assertThat(made.path("repositoryUrl").asString()).isEqualTo("https://example.org/made");
            assertThat(made.path("tags").valueStream().map(JsonNode::asString)).containsExactly("cli", "rust");
            assertThat(window.writes()).containsExactly("POST /api/projects");
            window.message().getByText("Undo").click();
            assertThat(window.message()).containsText("Undone.");
            assertThat(API.get("/api/projects/" + made.path("key").asString())
                            .path("deletedAt")
                            .isNull())
                    .isFalse();
        }
    }

    @Test
    void a_row_of_the_history_and_a_page_of_the_past_keep_their_keys() {
        API.patch("/api/projects/" + project, Map.of("priority", "high"));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/history?entity=" + project);
            press(window, "j", "p");
            assertThat(window.page()).hasURL(Pattern.compile(".*/\\?asOf=.*"));
            assertThat(window.find("#new-project, #new-task, .create")).hasCount(0);
        }
    }
}
