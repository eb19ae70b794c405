package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a project and its tasks say of themselves is changed on their pages. */
class EditingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private String project;
    private String first;
    private String second;
    private String third;

    @BeforeEach
    void three_tasks() {
        project = SAMPLES.project("Edited");
        first = SAMPLES.task(project, "First");
        second = SAMPLES.task(project, "Second");
        third = SAMPLES.task(project, "Third");
    }

    private static Locator line(Window window, String task) {
        return window.find("[data-line=" + task + "]");
    }

    /** That line, and those above it, from the top. */
    private static Locator below(Window window, String... keys) {
        StringBuilder selector = new StringBuilder("main");
        for (String key : keys) {
            selector.append(" li:has(> [data-line=").append(key).append("])");
        }
        return window.find(selector.toString());
    }

    private static Locator field(Window window) {
        return window.find("[data-editing] input");
    }

    private static JsonNode task(String key) {
        return API.get("/api/tasks/" + key);
    }

    private static String parent(String key) {
        JsonNode parent = task(key).path("parentId");
        return parent.isNull() ? null : task(parent.asString()).path("key").asString();
    }

    private static JsonNode last(String kind, String key) {
        return API.get("/api/" + kind + "/" + key + "/history").at("/items/0");
    }

    private static void press(Window window, String... keys) {
        Keyboard keyboard = window.page().keyboard();
        List.of(keys).forEach(keyboard::press);
    }

    @Test
    void a_title_is_edited_in_its_place_by_keyboard_alone() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            press(window, "j", "j");
            assertThat(line(window, second)).isFocused();
            press(window, "Enter");
            Locator field = field(window);
            assertThat(field).isFocused();
            assertThat(field).hasAccessibleName("Title of " + second);
            assertThat(field)
                    .hasAccessibleDescription("Enter saves, Esc cancels. Tab makes it a subtask of the task above,"
                            + " Shift+Tab moves it one level up.");
            window.page().keyboard().type("Thrown away");
            press(window, "Escape");
            assertThat(field).hasCount(0);
            assertThat(line(window, second)).isFocused();
            assertThat(line(window, second)).containsText("Second");
            assertThat(window.writes()).isEmpty();

            press(window, "Enter");
            window.page().keyboard().type("Named anew <b>");
            press(window, "Enter");
            assertThat(window.message()).containsText(second + " is now called Named anew <b>.");
            assertThat(line(window, second)).isFocused();
            assertThat(line(window, second).locator("[data-title]")).hasText("Named anew <b>");
            assertThat(window.writes()).containsExactly("PATCH /api/tasks/" + second);
            press(window, "u");
            assertThat(line(window, second).locator("[data-title]")).hasText("Second");
        }
        assertThat(last("tasks", second).path("channel").asString()).isEqualTo("web");
        assertThat(task(second).path("title").asString()).isEqualTo("Second");
    }

    @Test
    void tab_in_a_title_puts_it_deeper_and_elsewhere_leaves_the_list() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            press(window, "j", "j", "j", "Enter", "Tab");
            assertThat(below(window, second, third)).isVisible();
            Locator field = field(window);
            assertThat(field).isFocused();
            assertThat(parent(third)).isEqualTo(second);

            // What was typed is stored on the way.
            press(window, "End");
            window.page().keyboard().type(" one");
            press(window, "Shift+Tab");
            assertThat(below(window, second, third)).hasCount(0);
            assertThat(field).isFocused();
            assertThat(field).hasValue("Third one");
            assertThat(parent(third)).isNull();
            press(window, "Shift+Tab");
            assertThat(window.message()).containsText(third + " is already at the top level.");
            assertThat(field).isFocused();
            press(window, "Escape");

            // On the line arrows do it, and Tab goes on.
            press(window, "ArrowRight");
            assertThat(below(window, second, third)).isVisible();
            assertThat(line(window, third)).isFocused();
            press(window, "ArrowLeft");
            assertThat(below(window, second, third)).hasCount(0);
            assertThat(line(window, third)).isFocused();
            int written = window.writes().size();
            for (int i = 0; i < 6; i++) {
                press(window, "Tab");
            }
            assertThat(line(window, third).locator(":focus")).hasCount(0);
            assertThat(window.writes()).hasSize(written);
        }
        assertThat(task(third).path("title").asString()).isEqualTo("Third one");
    }

    @Test
    void a_task_is_moved_with_a_dialog_also_to_another_project() {
        String elsewhere = SAMPLES.project("Elsewhere");
        String there = SAMPLES.task(elsewhere, "There");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            Window.pressInMenu(line(window, third), "[data-move-task]");
            Locator dialog = window.find("#move-task");
            assertThat(dialog.getByLabel("top level of the project")).isChecked();
            assertThat(dialog.locator("[value=" + third + "]")).hasCount(0);
            dialog.getByLabel("First").check();
            press(window, "Enter");
            assertThat(window.message()).containsText(third + " is now a subtask of " + first + ".");
            assertThat(below(window, first, third)).isVisible();
            assertThat(line(window, third)).isFocused();

            Window.pressInMenu(line(window, first), "[data-move-task]");
            assertThat(dialog.locator("[value=" + third + "]")).hasCount(0);
            dialog.getByLabel("Move to project").selectOption(elsewhere);
            dialog.locator("[value=" + there + "]").check(); // other tests have projects with such a word
            dialog.locator("[value=move]").click();
            assertThat(line(window, first)).hasCount(0);
            window.message().getByText("Undo").click();
            assertThat(below(window, first, third)).isVisible();
        }
        assertThat(parent(first)).isNull();
        assertThat(task(there).path("projectKey").asString()).isEqualTo(elsewhere);
    }

    @Test
    void where_there_is_no_room_the_ledger_says_why() {
        String deepest = first;
        for (int level = 2; level <= 4; level++) {
            deepest = SAMPLES.task(project, "Level " + level, Map.of("parent", deepest));
        }
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 422").openLive("/projects/" + project);
            Window.pressInMenu(line(window, third), "[data-move-task]");
            Locator dialog = window.find("#move-task");
            dialog.getByLabel("Level 4").check();
            dialog.locator("[value=move]").click();
            assertThat(dialog).containsText("4 levels");
            assertThat(dialog.locator("[aria-invalid]")).not().hasCount(0);
            dialog.getByLabel("Level 3").check();
            dialog.locator("[value=move]").click();
            assertThat(below(window, first, third)).isVisible();
        }
    }

    @Test
    void who_was_overtaken_sees_by_what_and_can_take_theirs_or_not() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 412").openLive("/projects/" + project);
            overtaken(window, "Theirs");
            line(window, first).getByText("Keep the other change").click();
            assertThat(line(window, first).locator("[data-title]")).hasText("Theirs");
            assertThat(line(window, first)).isFocused();

            overtaken(window, "Theirs too");
            line(window, first).getByText("Do it anyway").click();
            assertThat(line(window, first).locator("[data-title]")).hasText("Mine");
        }
        assertThat(task(first).path("title").asString()).isEqualTo("Mine");
    }

    @Test
    void who_was_overtaken_while_a_line_goes_below_another_one_has_both_ways_out_in_the_message() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 412").openLive("/projects/" + project);
            overtakenByTitle(window, "Theirs", "Theirs again");
            line(window, third).focus();
            press(window, "ArrowRight");
            assertThat(window.message()).containsText("Changed since you opened it:");
            assertThat(window.message().getByText("Do it anyway")).isFocused();
            window.message().getByText("Keep the other change").click();
            assertThat(window.message()).isEmpty();
            assertThat(line(window, third)).containsText("Theirs");
            assertThat(below(window, second, third)).hasCount(0);

            line(window, third).focus();
            press(window, "ArrowRight");
            assertThat(window.message()).containsText("Changed since you opened it:");
            assertThat(window.message().getByText("Do it anyway")).isFocused();
            press(window, "Enter");
            assertThat(below(window, second, third)).isVisible();
            assertThat(line(window, third)).isFocused();
        }
    }

    /** Somebody else is faster, as often as there are titles, between the press of a key and the ledger. */
    private void overtakenByTitle(Window window, String... titles) {
        int[] sent = {0};
        window.page().route("**/api/tasks/*/move", route -> {
            if (sent[0] < titles.length) {
                API.patch("/api/tasks/" + third, Map.of("title", titles[sent[0]++]));
            }
            route.resume();
        });
    }

    /** Somebody else gives it another title while the field is open; the field stays. */
    private void overtaken(Window window, String theirs) {
        String before = task(first).path("title").asString();
        line(window, first).locator("[data-title]").dblclick();
        window.page().keyboard().type("Mine");
        API.patch("/api/tasks/" + first, Map.of("title", theirs));
        press(window, "Enter");
        assertThat(line(window, first).locator("[data-error]"))
                .containsText("title was " + before + " and is now " + theirs);
        assertThat(field(window)).hasValue("Mine");
    }

    @Test
    void what_is_refused_is_told_at_its_field() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 422").openLive("/tasks/" + first);
            window.find("h1 [data-edit-title]").click();
            press(window, "Delete", "Enter");
            Locator field = field(window);
            assertThat(field).isFocused();
            assertThat(field).hasAttribute("aria-invalid", "true");
            assertThat(field).hasAccessibleDescription(Pattern.compile("Esc cancels. title .+"));
            press(window, "Escape");

            window.find("[data-edit-all]").click();
            Locator dialog = window.find("#edit-all");
            Locator estimate = dialog.getByLabel("Estimate");
            estimate.fill("600000");
            dialog.locator("[value=store]").click();
            assertThat(estimate).isFocused();
            assertThat(estimate).hasAccessibleDescription(Pattern.compile("estimate in minutes .+"));
            estimate.fill("90");
            dialog.locator("[value=store]").click();
            assertThat(dialog).isHidden();
            assertThat(window.find("dl.facts")).containsText("1 h 30 min");
        }
    }

    @Test
    void what_somebody_works_on_names_them_and_can_be_forced() {
        API.post("/api/tasks/" + first + "/claim", Map.of("agent", "claude-7", "minutes", 60));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 409").openLive("/projects/" + project);
            Window.pressInMenu(line(window, first), "[data-edit-title]");
            window.page().keyboard().type("Mine all the same");
            press(window, "Enter");
            assertThat(line(window, first).locator("[data-error]")).containsText("claude-7");
            assertThat(task(first).path("title").asString()).isEqualTo("First");
            line(window, first).getByText("Do it anyway").click();
            assertThat(line(window, first).locator("[data-title]")).hasText("Mine all the same");
        }
    }

    @Test
    void an_open_field_outlives_what_others_change() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            window.hearing(() -> API.patch("/api/tasks/" + second, Map.of("title", "Second of all")));
            assertThat(line(window, second)).containsText("Second of all"); // nothing is under way any more
            Window.pressInMenu(line(window, first), "[data-edit-title]");
            window.page().keyboard().type("Half");
            long reads = window.reads("/projects/" + project);
            window.hearing(() -> API.patch("/api/tasks/" + second, Map.of("title", "Changed meanwhile")));
            assertThat(field(window)).hasValue("Half");
            assertThat(line(window, second)).containsText("Second of all");
            press(window, "Escape");
            assertThat(line(window, second)).containsText("Changed meanwhile");
            assertThat(window.reads("/projects/" + project))
                    .as("one, and one more where the ledger had something else to tell meanwhile")
                    .isBetween(reads + 1, reads + 2);
        }
    }

    @Test
    void its_short_fields_share_a_line_and_an_estimate_is_written_as_it_is_read() {
        API.post("/api/people", Map.of("name", "Eve " + Samples.word()));
        API.patch("/api/tasks/" + first, Map.of("estimateMinutes", 90));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/tasks/" + first);
            window.find("[data-edit-all]").click();
            Locator dialog = window.find("#edit-all");
            Locator estimate = dialog.getByLabel("Estimate");
            assertThat(estimate).hasValue("1h 30m");
            assertThat(dialog.evaluate("each => each.scrollHeight - each.clientHeight"))
                    .as("what one has to scroll at 1280 × 800")
                    .isEqualTo(0);
            for (String beside : List.of("Start date", "Due date", "Estimate")) {
                assertThat(Window.box(dialog.getByLabel(beside)).y)
                        .as(beside)
                        .isCloseTo(Window.box(dialog.getByLabel("Priority")).y, within(3.0));
            }
            AccessibilityIT.assertNothingFound(window);
            estimate.fill("soon");
            dialog.locator("[value=store]").click();
            assertThat(estimate).isFocused();
            assertThat(estimate).hasAccessibleDescription("Use hours and minutes, such as 2h, 1h 30m or 45m.");
            assertThat(window.writes()).isEmpty();
            for (Map.Entry<String, Integer> each : Map.of("2h", 120, "45m", 45, "1h30", 90, "2 h 5 min", 125, "75", 75)
                    .entrySet()) {
                estimate.fill(each.getKey());
                dialog.locator("[value=store]").click();
                assertThat(dialog).isHidden();
                assertThat(API.get("/api/tasks/" + first)
                                .path("estimateMinutes")
                                .asInt())
                        .as(each.getKey())
                        .isEqualTo(each.getValue());
                window.find("[data-edit-all]").click();
            }
        }
    }

    @Test
    void all_of_a_task_is_edited_in_a_dialog_that_sends_what_was_touched() {
        String person = API.post("/api/people", Map.of("name", "Ada " + Samples.word()))
                .path("key")
                .asString();
        String name = API.get("/api/people/" + person).path("name").asString();
        API.patch("/api/tasks/" + first, Map.of("tags", List.of("kept"), "description", "As it was"));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/tasks/" + first);
            window.find("[data-edit-all]").click();
            Locator dialog = window.find("#edit-all");
            assertThat(dialog.getByLabel("Title")).isFocused();
            assertThat(dialog.getByLabel("Description")).hasValue("As it was");
            dialog.getByLabel("Priority").selectOption("high");
            dialog.getByLabel("Start date").fill("2127-03-01");
            dialog.getByLabel("Due").fill("2127-03-31");
            dialog.getByLabel("Tags").fill("kept, rust");
            dialog.getByLabel("Stage").fill("in review");
            dialog.getByLabel(name).check();
            dialog.locator("[value=store]").click();
            assertThat(window.message()).containsText(first + " is changed.");
            assertThat(window.find(".head"))
                    .containsText(Pattern.compile("high.*in review.*#kept.*#rust.*due 31 Mar 2127", Pattern.DOTALL));
            assertThat(window.find("[data-edit-all]")).isFocused();
        }
        assertThat(last("tasks", first).path("changes").findValuesAsString("field"))
                .containsExactlyInAnyOrder("priority", "startDate", "dueDate", "tags", "stage", "assignees");
    }

    @Test
    void all_of_a_project_is_edited_in_a_dialog_and_where_it_is_placed() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project + "?tab=settings");
            window.find("[data-edit-all]").click();
            Locator dialog = window.find("#edit-all");
            assertThat(dialog.getByLabel("Name")).hasValue("Edited");
            dialog.getByLabel("Repository").fill("https://example.org/a");
            assertThat(dialog.getByLabel("ticktick")).hasValue("none");
            dialog.getByLabel("ticktick").selectOption("card");
            dialog.locator("[value=store]").click();
            assertThat(window.find("dl.facts a[rel='noreferrer noopener']"))
                    .hasAttribute("href", "https://example.org/a");
            // The card is there, and the page says so by itself.
            assertThat(window.find(".link")).containsText("TickTick: synced");
            assertThat(window.find(".link a")).hasAttribute("rel", "noreferrer noopener");

            window.find("h1 [data-edit-title]").click();
            window.page().keyboard().type("Called so");
            press(window, "Enter");
            assertThat(window.find("h1 [data-title]")).hasText("Called so");
            assertThat(window.find("h1 [data-edit-title]")).isFocused();
        }
        assertThat(API.get("/api/projects/" + project).path("placement").asString())
                .isEqualTo("card");
    }

    @Test
    void a_deletion_says_what_goes_along_and_can_be_undone() {
        SAMPLES.task(project, "Below", Map.of("parent", first));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/tasks/" + first);
            Window.pressInMenu(window.find(".head"), "[data-delete]");
            assertThat(window.find("#delete")).containsText("Its subtask is deleted too.");
            assertThat(window.find("#delete [data-cancel]")).isFocused();
            press(window, "Enter");
            assertThat(window.writes()).isEmpty();
            Window.pressInMenu(window.find(".head"), "[data-delete]");
            window.find("#delete [value=delete]").click();
            assertThat(window.find(".head .wrong")).containsText("Deleted just now by owner.");
            assertThat(window.find("[data-edit-all], [data-edit-title], [data-delete]"))
                    .hasCount(0);
            window.find("[data-restore-task]").click();
            assertThat(window.find("[data-tree-of] [data-line]")).hasCount(1);

            window.openLive("/projects/" + project);
            Window.pressInMenu(window.find(".head"), "[data-delete]");
            assertThat(window.find("#delete")).containsText("4 open, 0 completed, 0 abandoned");
            window.find("#delete [value=delete]").click();
            assertThat(window.find(".head .wrong")).containsText("Deleted just now by owner.");
            window.message().getByText("Undo").click();
            assertThat(line(window, first)).isVisible();
            assertThat(window.find(".head .wrong")).hasCount(0);
        }
    }

    @Test
    void a_tick_with_shift_asks_why() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project);
            Locator tick = line(window, first).locator("[data-task]");
            tick.focus();
            press(window, "Shift+Space");
            assertThat(window.find("#why h2")).hasText("Why is " + first + " done?");
            assertThat(tick).not().isChecked();
            assertThat(window.writes()).isEmpty();
            window.page().keyboard().type("the tests pass");
            press(window, "Enter");
            assertThat(window.message()).containsText(first + " is done.");
        }
        assertThat(last("tasks", first).path("reason").asString()).isEqualTo("the tests pass");
    }

    @Test
    void the_list_is_narrowed_to_words_and_the_rest_of_the_address_stays() {
        API.post("/api/tasks/" + second + "/complete", Map.of());
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project + "?all=true");
            window.find("main .filters [name=q]").fill("econ");
            press(window, "Enter");
            assertThat(window.find("main [data-line]")).hasCount(1);
            assertThat(line(window, second)).isVisible();
            window.page().getByText("Show only open tasks").click();
            assertThat(window.find("main [data-line]")).hasCount(0);
            assertThat(window.find("main")).containsText("No tasks contain these words.");
        }
    }

    @Test
    void the_file_has_the_rows_of_the_picture() {
        SAMPLES.move(project, "active", "=1+1");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/projects/" + project + "?tab=time");
            assertThat(window.find(".status.active").last()).hasText("active 0 min");
            assertThat(window.find(".status.blocked")).hasText("blocked –");
            window.find(".stays rect").last().click();
            assertThat(window.find("[data-stay]")).containsText("active for 0 min");
            String file = window.page()
                    .getByText("CSV", new Page.GetByTextOptions().setExact(true))
                    .getAttribute("href");
            List<String> rows = API.send("GET", file, null).body().lines().toList();
            List<JsonNode> stays = StreamSupport.stream(
                            API.get("/api/projects/" + project + "/status-timeline")
                                    .spliterator(),
                            false)
                    .toList();
            assertThat(rows).hasSize(stays.size() + 1);
            assertThat(rows.getFirst()).isEqualTo("from,to,seconds,status,reason,actor");
            assertThat(rows.get(1)).startsWith(stays.getFirst().path("from").asString() + ",");
            assertThat(rows.getLast()).endsWith(",active,'=1+1,owner");
        }
    }

    @Test
    void half_a_date_is_told_and_clears_nothing() {
        API.patch("/api/tasks/" + second, Map.of("dueDate", "2026-03-31"));
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive("/tasks/" + second);
            window.find("[data-edit-all]").click();
            Locator due = window.find("#edit-all [name=dueDate]");
            assertThat(due).hasValue("2026-03-31");
            due.press("Delete");
            due.press("Enter");
            assertThat(due).hasAccessibleDescription("This field is incomplete: complete it, or leave it empty.");
            assertThat(due).isFocused();
            assertThat(window.writes()).isEmpty();
            window.page().keyboard().press("Escape");
        }
        assertThat(task(second).path("dueDate").asString()).isEqualTo("2026-03-31");
    }

    @Test
    void nothing_is_found_in_what_opens_to_edit_and_to_delete() {
        for (Look look : List.of(Look.DESK, Look.PHONE)) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                String settings = "/projects/" + project + "?tab=settings";
                SAMPLES.task(project, "Below", Map.of("parent", second));
                for (String path : List.of(settings, "/projects/" + project, "/tasks/" + second)) {
                    window.openLive(path);
                    window.find("h1 [data-edit-title]").click();
                    AccessibilityIT.assertNothingFound(window);
                    window.page().keyboard().press("Escape");
                    for (Locator button : window.find("[data-edit-all], [data-delete], .actions [data-move-task]")
                            .all()) {
                        if (!button.isVisible()) {
                            window.find(".head [data-menu]").click();
                        }
                        button.click();
                        assertThat(window.find("dialog[open]")).isVisible();
                        AccessibilityIT.assertNothingFound(window);
                        window.page().keyboard().press("Escape");
                    }
                }
            }
        }
    }
}
