package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The command palette: where it opens, what it offers and finds, and that what is chosen is done as on the page. */
class PaletteIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final String MAC = "Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' });";

    private String word;
    private String project;
    private String task;

    @BeforeEach
    void a_task() {
        word = Samples.word();
        project = SAMPLES.project("Home of " + word);
        task = SAMPLES.task(project, "Parse the " + word + " files");
    }

    @AfterEach
    void nothing_runs_on() {
        API.post("/api/timer/stop", Map.of());
    }

    private static void press(Window window, String... keys) {
        List.of(keys).forEach(window.page().keyboard()::press);
    }

    private static Locator palette(Window window) {
        return window.find("#palette[open]");
    }

    private static Locator field(Window window) {
        return palette(window).getByRole(AriaRole.COMBOBOX);
    }

    private static Locator options(Window window) {
        return palette(window).getByRole(AriaRole.OPTION);
    }

    private static Locator options(Window window, String section) {
        return palette(window)
                .getByRole(
                        AriaRole.GROUP,
                        new Locator.GetByRoleOptions().setName(section).setExact(true))
                .getByRole(AriaRole.OPTION);
    }

    private static Locator active(Window window) {
        return palette(window).locator("[aria-selected=true]");
    }

    private static Window opened(Window window, String path) {
        window.openLive(path);
        press(window, "Control+k");
        assertThat(field(window)).isFocused();
        return window;
    }

    /** Types that, and waits for what is found. */
    private static void type(Window window, String text) {
        field(window).fill(text);
        assertThat(palette(window).locator("[data-many]")).containsText("found");
    }

    private static JsonNode task(String key) {
        return API.get("/api/tasks/" + key);
    }

    @Test
    void it_opens_by_its_keys_on_each_page_and_escape_gives_the_focus_back() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 404");
            for (String path : List.of("/history", "/time", "/agents", "/tokens", "/ledger", "/projects/P-999999")) {
                window.open(path);
                press(window, "Control+k");
                assertThat(field(window)).isFocused();
                press(window, "Escape");
                assertThat(palette(window)).hasCount(0);
            }
            window.openLive("/?q=" + word);
            window.card(project).focus();
            press(window, "Control+k");
            assertThat(field(window)).isFocused();
            press(window, "Escape");
            assertThat(window.card(project)).isFocused();
            press(window, "Control+k", "Control+k");
            assertThat(palette(window)).hasCount(0);
            assertThat(window.card(project)).isFocused();
            window.find("main [name=q]").focus();
            press(window, "Control+k");
            assertThat(field(window)).isFocused();
            press(window, "Escape");
            assertThat(window.find("main [name=q]")).isFocused();
        }
    }

    @Test
    void it_opens_from_the_menu_and_closes_by_its_button_or_beside_it() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/history");
            Locator more = window.find(".you > summary");
            for (boolean button : List.of(true, false)) {
                more.click();
                window.page()
                        .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Command palette"))
                        .click();
                assertThat(field(window)).isFocused();
                if (button) {
                    palette(window)
                            .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                            .click();
                } else {
                    window.page().mouse().click(195, 840);
                }
                assertThat(palette(window)).hasCount(0);
                assertThat(more).isFocused();
            }
        }
    }

    @Test
    void it_opens_without_the_shortcuts_of_one_letter_but_not_above_another_dialog() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/?q=" + word);
            press(window, "?");
            window.find("#keys [name=off]").check();
            press(window, "Control+k");
            assertThat(palette(window)).hasCount(0);
            press(window, "Escape");
            press(window, "Control+Shift+k", "Alt+k", "k");
            assertThat(palette(window)).hasCount(0);
            press(window, "Control+k");
            assertThat(palette(window)).isVisible();
        }
    }

    @Test
    void on_a_mac_it_leaves_control_and_k_to_the_field() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.page().addInitScript(MAC);
            window.openLive("/");
            press(window, "Control+k");
            assertThat(palette(window)).hasCount(0);
            press(window, "Meta+k");
            assertThat(palette(window)).isVisible();
        }
    }

    @Test
    void without_script_there_is_none() {
        try (Window window = Window.withoutScript(DEVLEDGER)) {
            window.open("/history");
            assertThat(window.find("#palette")).isHidden();
            window.find(".you > summary").click();
            assertThat(window.find("button[data-palette]")).isHidden();
        }
    }

    @Test
    void it_goes_to_a_page() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/")) {
            assertThat(options(window, "Pages").getByText("Conflicts", new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
            window.page().keyboard().type("hist");
            assertThat(active(window)).hasText("History");
            assertThat(active(window).locator("mark")).hasText("Hist");
            press(window, "Enter");
            assertThat(window.find("h1")).containsText("History");
            assertThat(window.page()).hasURL(Pattern.compile(".*/history"));
        }
    }

    @Test
    void it_finds_by_words_and_marks_them_and_finished_ones_come_last() {
        String done = SAMPLES.task(project, "Parse " + word + " twice");
        API.post("/api/tasks/" + done + "/complete", Map.of());
        String described = SAMPLES.task(project, "Something else", Map.of("description", "parse " + word));
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/history")) {
            type(window, word.toUpperCase(Locale.ROOT) + " pars");
            Locator tasks = options(window, "Tasks");
            assertThat(tasks).hasText(new Pattern[] {
                Pattern.compile(task + " Parse the " + word + " files Home of " + word),
                Pattern.compile(described + " Something else Home of " + word),
                Pattern.compile(done + " Parse " + word + " twice Home of " + word + " completed")
            });
            assertThat(tasks.first().locator("mark")).hasText(new String[] {"Pars", word});
            assertThat(tasks.last()).hasClass("ended");
            assertThat(active(window)).containsText(task);
            assertThat(palette(window).locator("[data-many]")).hasText("3 projects and tasks found");
            type(window, "home " + word);
            assertThat(options(window, "Projects")).hasText(new String[] {project + " Home of " + word});
            press(window, "Enter");
            assertThat(window.find("h1")).containsText("Home of " + word);
        }
    }

    @Test
    void typing_errors_are_forgiven_and_filters_are_taken() {
        String wrong = word.substring(0, 3) + word.substring(4);
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/history")) {
            type(window, "parse " + wrong);
            Locator tasks = options(window, "Tasks with “parse " + word + "”");
            assertThat(tasks.first()).containsText(task);
            assertThat(tasks.first().locator("mark")).hasText(new String[] {"Parse", word});
            type(window, word + " is:completed");
            assertThat(palette(window).locator("[data-many]")).hasText("No project or task found");
            window.expecting("status of 422");
            field(window).fill(word + " is:ope");
            assertThat(palette(window).locator("[data-error]"))
                    .containsText("begins with is: and another value; allowed are open, completed,");
            type(window, word + " is:open project:" + project);
            assertThat(options(window, "Tasks")).hasCount(1);
            assertThat(palette(window).locator("[data-error]")).isEmpty();
        }
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/search?q=" + wrong)) {
            assertThat(window.find("[data-corrected]"))
                    .hasText("No results for %s. These are the results for %s.".formatted(wrong, word));
            assertThat(window.find(".found mark").first()).hasText(word);
            assertThat(window.find(".found .hint").first()).hasText("in Home of " + word);
        }
    }

    @Test
    void a_key_goes_first_and_an_enter_before_the_answer_is_kept() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/history")) {
            type(window, task.toLowerCase(Locale.ROOT).replace("-", ""));
            assertThat(options(window).first()).containsText(task + " Parse the " + word + " files Home of " + word);
            assertThat(active(window)).containsText(task);
            type(window, project);
            assertThat(options(window).first()).hasText(project + " Home of " + word);

            Runnable answer = window.hold("/api/tasks?q=" + word + "*");
            field(window).fill(word + " files");
            press(window, "Enter", "Enter");
            assertThat(field(window)).isFocused();
            answer.run();
            assertThat(window.find("h1")).containsText(task);
        }
    }

    @Test
    void a_key_that_nothing_has_is_not_offered() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK).expecting("status of 404"), "/history")) {
            type(window, "T-99999999");
            assertThat(options(window)).hasText(new String[] {"Search everything for “T-99999999”"});
        }
    }

    @Test
    void what_this_browser_opened_last_is_recent() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            keys.add(SAMPLES.task(project, "Opened " + i));
        }
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            keys.forEach(key -> window.open("/tasks/" + key));
            window.open("/projects/" + project);
            opened(window, "/tasks/" + keys.getFirst());
            List<String> shown = new ArrayList<>(keys.subList(2, 9));
            shown.add(project);
            Collections.reverse(shown);
            assertThat(options(window, "Recent").locator(".key")).hasText(shown.toArray(String[]::new));
            assertThat(options(window, "Recent").nth(1)).hasText(keys.getLast() + " Opened 8 Home of " + word);
            press(window, "ArrowDown", "Enter");
            assertThat(window.find("h1")).containsText(keys.getLast());
            press(window, "Control+k");
            assertThat(options(window, "Recent").first()).containsText(keys.getFirst());
        }
    }

    @Test
    void arrows_home_and_end_go_through_the_options_and_a_mouse_chooses() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/projects/" + project)) {
            int last = options(window).count() - 1;
            Locator option = options(window).first();
            assertThat(option).hasAttribute("aria-selected", "true");
            assertThat(field(window)).hasAttribute("aria-expanded", "true");
            for (Object[] step : new Object[][] {
                {"ArrowDown", 1}, {"ArrowUp", 0}, {"ArrowUp", last}, {"ArrowDown", 0}, {"End", last}, {"Home", 0}
            }) {
                press(window, (String) step[0]);
                Locator now = options(window).nth((Integer) step[1]);
                assertThat(now).hasAttribute("aria-selected", "true");
                assertThat(now).isInViewport();
                assertThat(field(window)).hasAttribute("aria-activedescendant", now.getAttribute("id"));
                assertThat(active(window)).hasCount(1);
            }
            Locator time = options(window, "Pages").getByText("Time");
            time.hover();
            assertThat(active(window)).hasText("Time");
            assertThat(field(window)).isFocused();
            time.click();
            assertThat(window.page()).hasURL(Pattern.compile(".*/time"));
        }
    }

    @Test
    void an_action_of_a_task_is_done_once_and_taken_back() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/tasks/" + task)) {
            window.page().keyboard().type("complete");
            assertThat(active(window)).hasText("Complete " + task);
            press(window, "Enter", "Enter");
            assertThat(window.message()).containsText(task + " is done.");
            assertThat(task(task).path("status").asString()).isEqualTo("completed");
            press(window, "Control+k");
            window.page().keyboard().type("undo");
            press(window, "Enter");
            assertThat(window.message()).containsText("Undone.");
            assertThat(task(task).path("status").asString()).isEqualTo("open");
            assertThat(window.writes())
                    .hasSize(2)
                    .startsWith("POST /api/tasks/" + task + "/complete")
                    .last()
                    .asString()
                    .matches("POST /api/change-sets/.*/undo");
        }
    }

    /** The second Enter would press the button that has the focus again. */
    @Test
    void an_enter_that_is_pressed_twice_or_held_is_for_the_palette_alone() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/tasks/" + task);
            window.find(".head [data-edit-all]").focus();
            press(window, "Control+k");
            window.page().keyboard().type("claim");
            window.page().keyboard().down("Enter");
            window.page().keyboard().down("Enter");
            window.page().keyboard().up("Enter");
            press(window, "Enter");
            assertThat(window.message()).containsText("You have claimed " + task + " for 30 minutes.");
            assertThat(window.find("#edit-all[open]")).hasCount(0);
            assertThat(window.writes()).containsExactly("POST /api/tasks/" + task + "/claim");
            assertThat(window.find(".head")).containsText("Claimed by");
            press(window, "Control+k");
            window.page().keyboard().type("claim");
            assertThat(options(window, "Actions")).hasText(new String[] {"End the claim on " + task});
            press(window, "Enter");
            assertThat(window.message()).containsText("The claim has ended.");
            assertThat(task(task).path("claim").isNull()).isTrue();
        }
    }

    @Test
    void what_is_refused_is_told_as_on_the_page() {
        API.post("/api/tasks/" + task + "/claim", Map.of("agent", "claude-7", "minutes", 60));
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK).expecting("status of 409"), "/tasks/" + task)) {
            field(window).fill("complete");
            press(window, "Enter");
            assertThat(window.message()).containsText("claimed by claude-7");
            window.message().getByText("Do it anyway").click();
            assertThat(window.message()).containsText(task + " is done.");
        }
    }

    @Test
    void a_timer_is_started_on_the_task_and_stopped_from_anywhere() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/tasks/" + task)) {
            field(window).fill("start timer");
            press(window, "Enter");
            assertThat(window.message()).containsText("The timer runs on " + task + ".");
            opened(window, "/tokens");
            field(window).fill("stop");
            assertThat(active(window)).hasText("Stop the timer");
            press(window, "Enter");
            assertThat(window.message()).containsText("The timer is stopped.");
            press(window, "Control+k");
            field(window).fill("stop");
            assertThat(options(window, "Actions")).hasCount(0);
        }
    }

    @Test
    void a_task_is_edited_and_moved_and_gets_a_note() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/tasks/" + task)) {
            field(window).fill("edit");
            press(window, "Enter");
            assertThat(window.find("#edit-all[open] [name=title]")).isFocused();
            press(window, "Escape", "Control+k");
            field(window).fill("move to");
            press(window, "Enter");
            assertThat(window.find("#move-task[open] h2")).containsText("Move " + task);
            press(window, "Escape", "Control+k");
            field(window).fill("rename");
            press(window, "Enter");
            assertThat(window.find("[data-editing] input")).isFocused();
            press(window, "Escape", "Control+k");
            field(window).fill("note");
            press(window, "Enter");
            assertThat(window.find("[data-add-note] textarea")).isFocused();
            press(window, "Control+k");
            field(window).fill("new");
            assertThat(options(window, "Actions")).hasText(new String[] {
                "New subtask of " + task,
                "New checklist item of " + task,
                "New note on " + task,
                "New task",
                "New project"
            });
            press(window, "Enter");
            assertThat(window.find("[data-new-task] [name=title]")).isFocused();
        }
    }

    @Test
    void a_project_gets_a_task_and_another_status() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/projects/" + project)) {
            field(window).fill("new task");
            assertThat(active(window)).hasText("New task in " + project);
            press(window, "Enter");
            assertThat(window.find("[data-new-task] [name=title]")).isFocused();
            press(window, "Control+k");
            field(window).fill("set status");
            assertThat(options(window, "Actions")).hasText(new Pattern[] {
                Pattern.compile("Set the status of " + project + "…"),
                Pattern.compile(".* to active…"),
                Pattern.compile(".* to paused…"),
                Pattern.compile(".* to blocked…"),
                Pattern.compile(".* to completed…"),
                Pattern.compile(".* to abandoned…")
            });
            field(window).fill("paused");
            press(window, "Enter", "Enter"); // the second one would send the dialog as it is
            Locator reason = window.find("#move[open] [name=reason]");
            assertThat(reason).isFocused();
            assertThat(window.writes()).isEmpty();
            reason.fill("waits");
            window.find("#move [value=move]").click();
            assertThat(window.message()).containsText(project + " is paused.");
            assertThat(SAMPLES.status(project)).isEqualTo("paused");
        }
    }

    @Test
    void a_project_is_made_from_any_page() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/tokens")) {
            field(window).fill("new project");
            press(window, "Enter");
            Locator name = window.find("#new-project[open] [name=name]");
            assertThat(name).isFocused();
            assertThat(window.page()).hasURL(Pattern.compile(".*/tokens"));
            name.fill("Made " + word);
            window.find("#new-project [value=make]").click();
            assertThat(window.find("h1 [data-title]")).hasText("Made " + word);
        }
    }

    @Test
    void a_day_is_gone_to() {
        LocalDate today = LocalDate.now(Clock.systemUTC());
        Map<String, LocalDate> days = Map.of(
                "2026-11-25", LocalDate.parse("2026-11-25"),
                "yesterday", today.minusDays(1),
                "3 days ago", today.minusDays(3),
                "last friday", today.with(TemporalAdjusters.previous(DayOfWeek.FRIDAY)),
                "Last Fri", today.with(TemporalAdjusters.previous(DayOfWeek.FRIDAY)),
                "25 Nov 2025", LocalDate.parse("2025-11-25"),
                "november 25, 2025", LocalDate.parse("2025-11-25"));
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/")) {
            days.forEach((said, day) -> {
                field(window).fill(said);
                assertThat(options(window, "Days").first()).containsText(" " + day.getDayOfMonth() + " ");
                assertThat(options(window, "Days").first()).containsText(String.valueOf(day.getYear()));
                assertThat(options(window, "Days")).hasCount(2);
            });
            for (String none : List.of("2026-02-30", "31 apr", "fri", "2026-11", "some days ago")) {
                field(window).fill(none);
                assertThat(options(window, "Days")).hasCount(0);
            }
            field(window).fill("2999-12-31");
            assertThat(options(window, "Days")).hasText(new String[] {"Time of Tuesday, 31 Dec 2999"});
            field(window).fill("go to a day");
            press(window, "Enter", "Enter");
            assertThat(field(window)).hasValue("yesterday");
            window.page().keyboard().type("2026-11-25");
            assertThat(active(window)).hasText("Time of Wednesday, 25 Nov 2026");
            press(window, "Enter");
            assertThat(window.page()).hasURL(Pattern.compile(".*/time\\?day=2026-11-25"));

            press(window, "Control+k");
            field(window).fill("yesterday");
            press(window, "ArrowDown", "Enter");
            assertThat(window.find("#past")).isVisible();
            assertThat(window.find("h1")).hasText("Board");
        }
    }

    @Test
    void an_answer_that_is_overtaken_is_dropped() {
        String other = SAMPLES.task(project, "Another " + word + "z");
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/history")) {
            Window.Held held = window.hold("/api/tasks?q=" + word + "&*");
            field(window).fill(word);
            window.until(held::isRequested);
            type(window, word + "z");
            assertThat(options(window, "Tasks").locator(".key")).hasText(new String[] {other});
            held.run();
            window.page().waitForTimeout(300);
            assertThat(options(window, "Tasks").locator(".key")).hasText(new String[] {other});
        }
    }

    @Test
    void it_asks_once_for_what_is_typed_in_one_go() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/history")) {
            window.page().keyboard().type(word); // without a rest
            assertThat(options(window, "Projects")).hasCount(1);
            assertThat(window.reads("/api/projects"))
                    .as("the open ones and the others")
                    .isEqualTo(2);
            assertThat(window.reads("/api/tasks")).isEqualTo(2);
        }
    }

    @Test
    void whoever_is_not_answered_is_told_why() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/history")) {
            window.expecting("status of 5").expecting("500");
            window.page().route("**/api/tasks?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
            field(window).fill(word);
            assertThat(palette(window).getByRole(AriaRole.ALERT)).hasText("The server answered 500.");
            window.page().unrouteAll();
            window.expecting("status of 401").loseSession();
            field(window).fill(word + " files");
            assertThat(palette(window).getByRole(AriaRole.ALERT)).containsText("You are no longer logged in.");
            assertThat(palette(window).getByText("Log in in another tab")).isVisible();
        }
    }

    @Test
    void hostile_titles_stay_text() {
        String hostile = SAMPLES.project("Hostile " + word);
        for (String text : Hostile.TEXTS.subList(0, 7)) {
            SAMPLES.task(hostile, word + text);
        }
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            for (JsonNode each : API.items("/api/projects/" + hostile + "/tasks")) {
                window.open("/tasks/" + each.path("key").asString());
            }
            opened(window, "/history");
            assertThat(options(window, "Recent").getByText("<img src=x onerror=alert(2)>"))
                    .isVisible();
            type(window, word);
            assertThat(options(window, "Tasks")).hasCount(8);
            assertThat(options(window, "Tasks").getByText("<script>alert(1)</script>"))
                    .isVisible();
            type(window, word + " <img");
            assertThat(options(window, "Tasks").locator("mark")).hasText(new String[] {word, "<img"});
            assertThat(palette(window).locator("img, script")).hasCount(0);
            for (String each : List.of("(", "[a-", "\\", "\"", "*", "%", "a|b")) {
                type(window, each);
            }
        }
    }

    /** What is kept in the browser may be anything. */
    @Test
    void what_is_kept_and_cannot_be_read_is_left_aside() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/history");
            for (String kept : List.of("{", "7", "[null]", "[{\"key\":\"javascript:alert(1)\",\"title\":\"x\"}]")) {
                window.page().evaluate("kept => localStorage.setItem('devledger-recent', kept)", kept);
                opened(window, "/history");
                assertThat(options(window, "Recent")).hasCount(0);
                assertThat(options(window, "Pages").first()).isVisible();
            }
        }
    }

    @Test
    void nothing_is_found_by_axe_and_it_fits_a_phone() {
        String long1 = SAMPLES.task(project, word + " " + "x".repeat(400));
        API.post("/api/tasks/" + long1 + "/complete", Map.of());
        for (Look look : List.of(Look.DESK, Look.PHONE)) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.open("/projects/" + project);
                opened(window, "/tasks/" + task);
                AccessibilityIT.assertNothingFound(window);
                type(window, word);
                assertThat(options(window, "Tasks")).hasCount(2);
                AccessibilityIT.assertNothingFound(window);
                assertThat(window.width()).isEqualTo(look.width());
                assertThat((Boolean) palette(window)
                                .locator("#palette-list")
                                .evaluate("each => each.scrollWidth <= each.clientWidth"))
                        .isTrue();
                type(window, "nothing-is-called-so");
                AccessibilityIT.assertNothingFound(window);
            }
        }
    }

    @Test
    void what_is_changed_meanwhile_is_drawn_when_it_closes() {
        try (Window window = opened(Window.of(DEVLEDGER, Look.DESK), "/tasks/" + task)) {
            window.hearing(() -> API.patch("/api/tasks/" + task, Map.of("title", "Changed " + word)));
            assertThat(window.find("h1")).containsText("Parse the");
            press(window, "Escape");
            assertThat(window.find("h1")).containsText("Changed " + word);
        }
    }
}
