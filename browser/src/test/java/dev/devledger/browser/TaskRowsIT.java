package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tasks of a project as rows: where they begin, how high they are, their menus, and a long list in parts. */
class TaskRowsIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final String ITEM = "[role=menuitem]";

    private static Locator line(Window window, String task) {
        return window.find("[data-line=" + task + "]");
    }

    private static Locator menu(Window window, String task) {
        return line(window, task).locator("[data-menu]");
    }

    private static void press(Window window, String... keys) {
        List.of(keys).forEach(window.page().keyboard()::press);
    }

    /** As full of words as one gets. */
    private static String fullProject() {
        String project = SAMPLES.project("The parser of the compiler of the language that is made for it");
        API.patch(
                "/api/projects/" + project,
                Map.of(
                        "description",
                        "# Goal\n\nSee **T-1** and #rust.\n\n- fast\n- " + "many words ".repeat(80),
                        "priority",
                        "high",
                        "dueDate",
                        "2127-03-31",
                        "tags",
                        List.of("rust", "cli", "compilers", "parsers")));
        SAMPLES.move(project, "blocked", "waits for the review of " + "all of it, ".repeat(20));
        return project;
    }

    @Test
    void the_first_task_is_in_the_upper_part_of_the_window_whatever_the_project_says_of_itself() {
        String project = fullProject();
        String task = SAMPLES.task(project, "First");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            assertThat(Window.box(line(window, task)).y).isLessThan(300);
            assertThat(window.find(".head")).containsText("0 of 1 done");
            Locator description = window.find(".folded-text");
            assertThat(description.locator(".markdown")).isHidden();
            description.locator("summary").click();
            assertThat(description.locator(".markdown h3")).hasText("Goal");
            SAMPLES.task(project, "Second");
            assertThat(window.find("[data-line]")).hasCount(2);
            assertThat(description.locator(".markdown")).isVisible();
        }
    }

    /** Tasks with all that a row can say, and with nothing, and one below another one. */
    private static List<String> unlike(String project) {
        String plain = SAMPLES.task(project, "Plain");
        String full = SAMPLES.task(
                project,
                "Full of words " + "and more of them ".repeat(20),
                Map.of(
                        "priority",
                        "high",
                        "stage",
                        "in review",
                        "estimateMinutes",
                        90,
                        "dueDate",
                        "2026-01-31",
                        "tags",
                        List.of("one", "two", "three", "four", "five", "six", "seven", "eight")));
        API.post("/api/tasks/" + full + "/dependencies", Map.of("type", "blocks", "task", plain));
        API.post("/api/tasks/" + full + "/claim", Map.of("agent", "claude-code@laptop#24e50eff", "minutes", 60));
        return List.of(plain, full, SAMPLES.task(project, "Below", Map.of("parent", full)));
    }

    @Test
    void a_row_is_one_line_with_columns_on_a_wide_page_and_two_lines_on_a_phone() {
        String project = SAMPLES.project("Rows");
        List<String> tasks = unlike(project);
        for (Look look : List.of(Look.DESK, Look.PHONE)) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.openLive("/projects/" + project);
                List<BoundingBox> rows = tasks.stream()
                        .map(task -> Window.box(line(window, task)))
                        .toList();
                assertThat(rows).allSatisfy(row -> assertThat(row.height)
                        .isBetween(look == Look.DESK ? 24.0 : 56.0, look == Look.DESK ? 40.0 : 58.0));
                assertThat(tasks.stream().map(task -> Window.box(menu(window, task)).x))
                        .as("all of the menus stand below each other")
                        .containsOnly(Window.box(menu(window, tasks.getFirst())).x);
                Locator full = line(window, tasks.get(1));
                assertThat(full.locator(".holder bdi")).hasText("claude-code@laptop");
                assertThat(full).containsText("1 h 30 min");
                assertThat(Window.box(full.locator(".due")).y)
                        .isGreaterThanOrEqualTo(rows.get(1).y + (look == Look.DESK ? 0 : 24));
                assertThat(window.width()).isEqualTo(look.width());
                AccessibilityIT.assertNothingFound(window);
            }
        }
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/projects/" + project);
            line(window, tasks.getFirst()).locator(".title").click(new Locator.ClickOptions().setForce(true));
            assertThat(window.page()).hasURL(Pattern.compile(".*/tasks/" + tasks.getFirst()));
        }
    }

    @Test
    void the_menu_of_a_row_is_used_by_keyboard_and_gives_the_focus_back() {
        String project = SAMPLES.project("Menus");
        String task = SAMPLES.task(project, "First");
        String other = SAMPLES.task(project, "Second");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            menu(window, task).focus();
            press(window, "Enter");
            Locator items = line(window, task).locator(ITEM);
            assertThat(items).hasText(new String[] {
                "Edit the title", "Complete", "Move to…", "Start the timer", "Copy " + task, "Select", "Delete…"
            });
            assertThat(items.first()).isFocused();
            press(window, "ArrowUp");
            assertThat(items.last()).isFocused();
            press(window, "ArrowDown", "ArrowDown");
            assertThat(items.nth(1)).isFocused();
            AccessibilityIT.assertNothingFound(window);

            // What comes meanwhile is shown when the menu closes.
            window.hearing(() -> API.patch("/api/tasks/" + other, Map.of("title", "Changed meanwhile")));
            assertThat(line(window, other)).containsText("Second");
            press(window, "Escape");
            assertThat(line(window, other)).containsText("Changed meanwhile");
            assertThat(items.first()).isHidden();
            assertThat(menu(window, task)).isFocused();
            assertThat(window.writes()).isEmpty();

            press(window, "ArrowDown", "ArrowDown", "Enter");
            assertThat(window.message()).containsText(task + " is done.");
            assertThat(line(window, task)).hasCount(0);
        }
    }

    @Test
    void a_row_can_be_deleted_and_its_key_copied_and_one_menu_is_open_at_a_time() {
        String project = SAMPLES.project("Pressed");
        String task = SAMPLES.task(project, "First");
        String other = SAMPLES.task(project, "Second");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            window.openLive("/projects/" + project);
            Window.pressInMenu(line(window, task), "[data-copy-key]");
            assertThat(window.message()).containsText(task + " is copied.");
            assertThat(window.page().evaluate("() => navigator.clipboard.readText()"))
                    .isEqualTo(task);
            menu(window, other).click();
            menu(window, task).click();
            assertThat(window.find(".menu[open]")).hasCount(1);
            window.find("h1").click();
            assertThat(window.find(".menu[open]")).hasCount(0);

            Window.pressInMenu(line(window, task), "[data-delete]");
            assertThat(window.find("#delete-task h2")).hasText("Delete " + task + " First?");
            assertThat(window.find("#delete-task [data-cancel]")).isFocused();
            assertThat(window.writes()).isEmpty();
            window.find("#delete-task [value=delete]").click();
            assertThat(window.message()).containsText(task + " is deleted.");
            assertThat(line(window, task)).hasCount(0);
            window.message().getByText("Undo").click();
            assertThat(line(window, task)).isVisible();
        }
    }

    private static void imported(String project, IntStream numbers) {
        String rows = numbers.mapToObj(each -> project + ",Step " + each + "\n").collect(Collectors.joining());
        API.send("POST", "/api/import", "project,title\n" + rows, "Content-Type", "text/csv");
    }

    @Test
    void a_long_list_is_shown_in_parts_with_whole_trees() {
        String project = SAMPLES.project("Long");
        String first = SAMPLES.task(project, "First");
        imported(project, IntStream.range(0, 300));
        String late = SAMPLES.task(project, "Late", Map.of("parent", first));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            Locator lines = window.find("main [data-line]");
            assertThat(lines).hasCount(100);
            assertThat(window.find("li:has(> [data-line=" + first + "]) [data-line=" + late + "]"))
                    .isVisible();
            assertThat(window.find("#tasks")).hasText("Open tasks 302");
            assertThat(window.find("main")).containsText("100 of 302 are shown");

            window.page().getByText("Show 100 more").click();
            assertThat(lines).hasCount(200);
            assertThat(window.page()).hasURL(Pattern.compile(".*[?]rows=200$"));
            assertThat(lines.nth(100)).isFocused();
            API.patch("/api/tasks/" + first, Map.of("title", "Drawn anew"));
            assertThat(line(window, first)).containsText("Drawn anew");
            assertThat(lines).hasCount(200);

            // What is behind the last part is found by its words.
            window.find("main .filters [name=q]").fill("Step 299");
            press(window, "Enter");
            assertThat(lines).hasCount(1);
        }
        try (Window window = Window.withoutScript(DEVLEDGER)) {
            window.open("/projects/" + project + "?rows=200");
            window.page().getByText("Show 100 more").click();
            assertThat(window.find("main [data-line]")).hasCount(300);
            window.page().getByText("Show 100 more").click();
            assertThat(window.find("main [data-line]")).hasCount(302);
            assertThat(window.find("[data-more]")).hasCount(0);
        }
    }

    @Test
    void a_row_of_a_later_part_is_dragged_onto_another_one() {
        String project = SAMPLES.project("Long and dragged");
        imported(project, IntStream.range(0, 120));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project + "?rows=200");
            Locator lines = window.find("main [data-line]");
            assertThat(lines).hasCount(120);
            String last = lines.last().getAttribute("data-line");
            String above = lines.nth(115).getAttribute("data-line");
            Window.scrollTo(lines.last());
            BoundingBox from = Window.box(line(window, last).locator("[data-handle]"));
            BoundingBox to = Window.box(line(window, above));
            window.page().mouse().move(from.x + from.width / 2, from.y + from.height / 2);
            window.page().mouse().down();
            window.page().mouse().move(to.x + to.width / 2, to.y + to.height / 2, new Mouse.MoveOptions().setSteps(6));
            window.page().mouse().up();
            assertThat(window.message()).containsText(last + " is now a subtask of " + above + ".");
            assertThat(line(window, last)).isFocused();
            assertThat(lines).hasCount(120);
        }
    }

    @Test
    void the_tabs_are_links_that_keep_the_moment() {
        String project = SAMPLES.project("Tabs");
        SAMPLES.move(project, "active", "begun");
        long then = API.get("/api/history?limit=1").at("/items/0/position").asLong();
        SAMPLES.move(project, "paused", "waits");
        try (Window window = Window.withoutScript(DEVLEDGER)) {
            window.open("/projects/" + project + "?asOf=" + then);
            List<String> seen = new ArrayList<>();
            for (String tab : List.of("Activity", "Time", "Settings", "Tasks")) {
                window.find(".head nav").getByText(tab).click();
                assertThat(window.find(".head nav [aria-current=page]")).hasText(tab);
                assertThat(window.find(".head .status")).hasText("active");
                seen.add(window.page().url().replaceAll(".*/projects/P-\\d+", ""));
            }
            assertThat(seen)
                    .containsExactly(
                            "?tab=activity&asOf=" + then,
                            "?tab=time&asOf=" + then,
                            "?tab=settings&asOf=" + then,
                            "?asOf=" + then);
            window.open("/projects/" + project + "?tab=time&asOf=" + then);
            window.page().getByText("Back to now").click();
            assertThat(window.page()).hasURL(Pattern.compile(".*[?]tab=time$"));
            assertThat(window.find(".head .status")).hasText("paused");
        }
    }
}
