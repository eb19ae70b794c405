package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import dev.devledger.browser.AppHost.Shown;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The page that an agent's program shows of the ledger: it sees and does only what its host lets it. */
class AppIT {
    /** In which a conflict waits for a person, whichever side it could take. */
    private static final Devledger DEVLEDGER = Devledger.with("--devledger.ticktick.conflict-policy=hold");

    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);

    private static final Look NARROW = new Look(320, 800, false, false);
    private static final Look WIDE = new Look(900, 800, false, false);

    private static final String MARKUP = "<b>bold</b> <img src=x onerror=alert(1)>";
    private static final String SET = "0198f3a2-7c11-7d2e-9a55-3f0c8d1e2b77";
    private static final String DAY = "2019-05-06";

    private static AppHost host;
    private static String conflict;

    @BeforeAll
    static void start() {
        host = new AppHost(API);
        conflict = Scene.disagree(API, "Before " + MARKUP, "One side " + MARKUP, "Other side");
        log("08:00", "09:30", "Lexer " + MARKUP);
        log("09:15", "10:00", "Grammar");
    }

    @AfterAll
    static void stop() {
        host.close();
        DEVLEDGER.close();
    }

    private static void log(String start, String end, String note) {
        API.post(
                "/api/time-entries",
                Map.of("start", DAY + "T" + start + ":00Z", "end", DAY + "T" + end + ":00Z", "note", note));
    }

    /** The four views, each with a text that wants to be something else. */
    private enum View {
        BOARD,
        CHANGES,
        CONFLICTS,
        DAY;

        JsonNode made() {
            return switch (this) {
                case BOARD -> new Planted().shown();
                case CHANGES -> undo(changed(SAMPLES.task(SAMPLES.project("Undone"), "Lexer " + MARKUP)));
                case CONFLICTS -> host.result(Map.of("view", "conflicts"));
                case DAY -> host.result(Map.of("view", "day", "day", AppIT.DAY));
            };
        }
    }

    /** A project with a task of each kind. */
    private record Planted(String project, String lexer, String grammar, String numbers, String release) {
        Planted() {
            this(SAMPLES.project("Parser " + MARKUP));
        }

        private Planted(String project) {
            this(
                    project,
                    SAMPLES.task(project, "Lexer " + MARKUP, Map.of("priority", "high", "dueDate", "2026-11-30")),
                    SAMPLES.task(project, "Grammar"),
                    SAMPLES.task(project, "Numbers"),
                    SAMPLES.task(project, "Release"));
            SAMPLES.move(project, "active", "");
            API.post("/api/tasks/" + numbers + "/claim", Map.of("agent", "claude-code", "minutes", 60));
            API.post("/api/tasks/" + release + "/dependencies", Map.of("type", "blocks", "task", lexer));
        }

        JsonNode shown() {
            return host.result(Map.of("view", "board", "project", project));
        }

        int version(String task) {
            return API.get("/api/tasks/" + task).path("version").asInt();
        }
    }

    /** The change set of a new title. */
    private static String changed(String task) {
        API.patch("/api/tasks/" + task, Map.of("title", "A lexer " + MARKUP));
        return API.lastChangeSet(task);
    }

    private static JsonNode undo(String changeSet) {
        return host.result(Map.of("view", "changes", "change_sets", List.of(changeSet)));
    }

    private static String title(String task) {
        return API.get("/api/tasks/" + task).path("title").asString();
    }

    private static Map<String, Object> done() {
        return Map.of("content", List.of(Map.of("type", "text", "text", "Done.")), "structuredContent", Map.of());
    }

    private static Map<String, Object> refused(String text) {
        return Map.of("isError", true, "content", List.of(Map.of("type", "text", "text", text)));
    }

    private static String key(JsonNode call) {
        return call.at("/arguments/idempotency_key").asString();
    }

    private static Locator group(Shown shown, String title) {
        return shown.find(".group[aria-label='" + title + "']");
    }

    @ParameterizedTest
    @EnumSource
    void a_view_shows_markup_as_text_and_fits_into_narrow_and_wide_frames(View view) {
        for (Look look : List.of(NARROW, WIDE)) {
            try (Shown shown = host.show(look, view.made())) {
                assertThat(shown.find("#app")).containsText(MARKUP);
                assertThat(shown.find("#app :is(b, img, script)")).hasCount(0);
                assertThat((Integer) shown.find("html").evaluate("each => each.scrollWidth - innerWidth"))
                        .isNotPositive();
                assertThat(shown.heard("tools/call")).isEmpty();
                for (Locator each : shown.find("button:visible, input:visible").all()) {
                    assertThat(each).hasAccessibleName(Pattern.compile("\\S"));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_runs_no_tools_is_shown_no_buttons_but_what_to_ask_the_agent(View view) {
        try (Shown shown = host.show(WIDE, view.made(), Map.of(), AppHost.context("light"))) {
            assertThat(shown.find("[data-ask]:visible q")).hasText(Pattern.compile(".+\\."));
            assertThat(shown.find(":is(button, select, input:enabled):visible:not(dialog *)"))
                    .hasCount(0);
            assertThat(shown.find("a[href]")).hasCount(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void axe_finds_nothing_in_a_view_in_both_themes(View view) {
        JsonNode result = view.made();
        for (String theme : List.of("light", "dark")) {
            try (Shown shown = host.show(WIDE, result, AppHost.all(), AppHost.context(theme))) {
                assertThat(shown.find("h1")).isVisible();
                AxeResults axe = new AxeBuilder(shown.window().page())
                        .include(List.of("iframe", "#app"))
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
                        .analyze();
                assertThat(axe.getViolations())
                        .extracting(each ->
                                each.getId() + " " + each.getNodes().getFirst().getHtml())
                        .isEmpty();
                assertThat(axe.getPasses()).extracting(Rule::getId).contains("button-name", "color-contrast");
            }
        }
    }

    @Test
    void only_links_to_other_sites_lead_anywhere_and_the_host_opens_them() {
        JsonNode result = View.BOARD.made();
        ObjectNode data = (ObjectNode) result.at("/_meta/dev.devledger~1show");
        data.put("html", data.path("html").asString() + "<a id='there' href='https://example.org/x'>There</a>");
        Map<String, ?> opens = Map.of("serverTools", Map.of(), "openLinks", Map.of());
        try (Shown shown = host.show(WIDE, result, opens, AppHost.context("light"))) {
            assertThat(shown.find("a[href]")).hasCount(1);
            shown.find("#there").click();
            shown.window().until(() -> !shown.heard("ui/open-link").isEmpty());
            assertThat(shown.heard("ui/open-link").getFirst().path("url").asString())
                    .isEqualTo("https://example.org/x");
        }
    }

    /** The one template makes both; what differs is what a script did to it. */
    @Test
    void a_row_of_a_view_is_the_row_of_the_page() {
        Planted planted = new Planted();
        String row = "[data-line='" + planted.numbers() + "']";
        String plain = "each => [each.className, each.textContent.replace(/\\s+/g, ' ').trim(),"
                + " ...[...each.children].filter(one => !one.matches('.row-pick')) // only pages select rows\n"
                + " .map(one => one.tagName + '.' + one.className.replace('scripted', ''))].join()";
        try (Shown shown = host.show(WIDE, planted.shown());
                Window page = Window.of(DEVLEDGER, WIDE)) {
            page.open("/tasks?project=" + planted.project());
            assertThat(shown.find(row)).isVisible();
            assertThat(shown.find(row).evaluate(plain)).isEqualTo(page.find(row).evaluate(plain));
            String height =
                    "each => getComputedStyle(each.querySelector('.marks')).color + getComputedStyle(each).display";
            assertThat(shown.find(row).evaluate(height))
                    .isEqualTo(page.find(row).evaluate(height));
        }
    }

    @Test
    void a_conflict_of_a_view_is_that_of_the_page() {
        String sides = "[data-conflict='" + conflict + "'] .sides";
        try (Shown shown = host.show(WIDE, View.CONFLICTS.made());
                Window page = Window.of(DEVLEDGER, WIDE)) {
            page.open("/conflicts");
            assertThat(shown.find(sides)).containsText(MARKUP);
            assertThat(shown.find(sides + " ins").first().evaluate("each => each.outerHTML"))
                    .isEqualTo(page.find(sides + " ins").first().evaluate("each => each.outerHTML"));
            assertThat(shown.find(sides)).hasCSS("grid-template-columns", Pattern.compile("(\\S+ ){2}\\S+"));
        }
    }

    @Test
    void a_press_completes_a_task_through_the_host_and_the_model_hears_of_it() {
        Planted planted = new Planted();
        try (Shown shown = host.show(WIDE, planted.shown())) {
            int version = planted.version(planted.lexer());
            shown.find("[data-task='" + planted.lexer() + "']").click();
            assertThat(shown.find("#notice")).containsText(planted.lexer() + " is completed.");
            assertThat(group(shown, "Done this week")).containsText(planted.lexer());
            assertThat(group(shown, "Ready")).containsText("Release");
            JsonNode call = shown.calls(1).getFirst();
            assertThat(call.path("name").asString()).isEqualTo("complete_tasks");
            JsonNode given = call.path("arguments");
            assertThat(given.at("/tasks/0").asString()).isEqualTo(planted.lexer());
            assertThat(given.path("agent").asString()).isEqualTo("user via stub");
            assertThat(given.at("/expected_version/" + planted.lexer()).asInt()).isEqualTo(version);
            assertThat(given.path("reason").asString()).isNotBlank();
            assertThat(UUID.fromString(key(call))).isNotNull();
            assertThat(shown.heard("ui/update-model-context")
                            .getLast()
                            .at("/content/0/text")
                            .asString())
                    .contains("completed " + planted.lexer(), API.lastChangeSet(planted.lexer()))
                    .doesNotContain("bold");
            shown.button("Take back").click();
            assertThat(group(shown, "Ready")).containsText(planted.lexer());
            assertThat(API.get("/api/tasks/" + planted.lexer()).path("status").asString())
                    .isEqualTo("open");
        }
    }

    @Test
    void a_task_is_claimed_and_released() {
        Planted planted = new Planted();
        try (Shown shown = host.show(WIDE, planted.shown())) {
            shown.button("Claim " + planted.grammar() + " Grammar").click();
            assertThat(group(shown, "Claimed")).containsText("claimed by user via stub");
            shown.button("Release " + planted.grammar() + " Grammar").click();
            assertThat(group(shown, "Ready")).containsText(planted.grammar());
            assertThat(API.get("/api/tasks/" + planted.grammar())
                            .at("/claim/agent")
                            .isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void a_task_of_another_agent_is_taken_over_by_a_second_press() {
        Planted planted = new Planted();
        try (Shown shown = host.show(WIDE, planted.shown())) {
            shown.answering(refused("claimed: " + planted.numbers() + " is claimed by \"claude-code\". Choose other"
                    + " tasks or wait; give force=true only if the user wants that."));
            shown.button("Take over " + planted.numbers() + " Numbers").click();
            assertThat(shown.find("#notice")).containsText("is claimed by \"claude-code\".");
            assertThat(shown.find("#notice")).not().containsText("force");
            assertThat(shown.calls(1)).hasSize(1);
            shown.button("Take over anyway").click();
            assertThat(shown.find("#notice")).containsText(planted.numbers() + " is yours");
            List<JsonNode> calls = shown.calls(2);
            assertThat(calls.getFirst().path("arguments").has("force")).isFalse();
            assertThat(calls.get(1).at("/arguments/force").asBoolean()).isTrue();
            assertThat(calls.get(1).at("/arguments/confirm").asBoolean()).isTrue();
            assertThat(group(shown, "Claimed")).containsText("claimed by user via stub");
        }
    }

    @Test
    void an_undo_that_is_refused_is_done_by_the_red_press_and_taken_back() {
        String task = SAMPLES.task(SAMPLES.project("Undone"), "Lexer");
        String set = changed(task);
        try (Shown shown = host.show(WIDE, undo(set))) {
            assertThat(shown.find(".changes")).containsText(" to \"Lexer\"");
            API.patch("/api/tasks/" + task, Map.of("title", "Later"));
            shown.button("Undo").click();
            assertThat(shown.find("#notice")).containsText(task + " title was changed");
            assertThat(shown.find("#notice")).not().containsText("force");
            assertThat(shown.button("Undo")).hasCount(0);
            assertThat(shown.button("Undo anyway")).hasClass("danger");
            shown.button("Undo anyway").click();
            assertThat(shown.find("#notice")).containsText("Undone in change set ");
            assertThat(shown.find("#notice")).containsText(API.lastChangeSet(task));
            assertThat(title(task)).isEqualTo("Lexer");
            shown.button("Take back").click();
            assertThat(shown.find("#notice")).containsText("Undone in change set ");
            assertThat(title(task)).isEqualTo("Later");
            List<JsonNode> calls = shown.calls(3);
            assertThat(calls).extracting(each -> each.path("name").asString()).containsOnly("undo_changes");
            assertThat(calls.get(0).path("arguments").has("force")).isFalse();
            assertThat(calls.get(1).at("/arguments/force").asBoolean()).isTrue();
            assertThat(calls.get(1).at("/arguments/change_sets/0").asString()).isEqualTo(set);
            assertThat(calls).extracting(AppIT::key).doesNotHaveDuplicates();
        }
    }

    @Test
    void later_edits_that_force_cannot_undo_leave_nothing_to_press() {
        String task = SAMPLES.task(SAMPLES.project("Undone"), "Lexer");
        String set = changed(task);
        API.patch("/api/tasks/" + task, Map.of("title", "Later"));
        JsonNode result = undo(set);
        ObjectNode shownIn = (ObjectNode) result.at("/_meta/dev.devledger~1show");
        try (Shown shown = host.show(WIDE, result)) {
            assertThat(shown.find("#view .wrong")).containsText(task + " title was changed");
            assertThat(shown.button("Undo anyway")).isVisible();
            shownIn.put(
                    "html",
                    shownIn.path("html").asString().replaceFirst("<button type=\"button\" data-undo[^/]*/button>", ""));
            shown.result(result);
            assertThat(shown.find("button:visible")).hasText(new String[] {"Reload"});
        }
    }

    @Test
    void a_call_whose_answer_is_lost_is_made_again_with_its_key() {
        String task = SAMPLES.task(SAMPLES.project("Undone"), "Lexer");
        try (Shown shown = host.show(WIDE, undo(changed(task)))) {
            shown.answering(Map.of("error", Map.of("code", -32000, "message", "The connection broke")));
            shown.button("Undo").click();
            assertThat(shown.find("#notice")).containsText("The connection broke.");
            shown.button("Try again").click();
            assertThat(shown.find("#notice")).containsText("Undone");
            List<JsonNode> calls = shown.calls(2);
            assertThat(calls.get(1)).isEqualTo(calls.get(0));
        }
    }

    @Test
    void what_was_changed_meanwhile_is_read_again_by_a_press() {
        Planted planted = new Planted();
        try (Shown shown = host.show(WIDE, planted.shown())) {
            API.patch("/api/tasks/" + planted.grammar(), Map.of("title", "Another grammar"));
            shown.find("[data-task='" + planted.grammar() + "']").click();
            assertThat(shown.find("#notice")).containsText("Nothing was written.");
            shown.find("#notice").getByText("Reload").click();
            assertThat(group(shown, "Ready")).containsText("Another grammar");
            JsonNode call = shown.calls(2).getLast();
            assertThat(call.path("name").asString()).isEqualTo("show");
            assertThat(call.at("/arguments/project").asString()).isEqualTo(planted.project());
        }
    }

    @Test
    void who_may_only_read_is_told_so_and_has_nothing_to_press() {
        Planted planted = new Planted();
        try (Shown shown = host.show(WIDE, planted.shown())) {
            shown.answering(refused("forbidden: This token may only read."));
            shown.find("[data-task='" + planted.grammar() + "']").click();
            assertThat(shown.find("#notice")).containsText("This token may only read.");
            assertThat(shown.find("button:visible")).hasText(new String[] {"Reload"});
            assertThat(shown.find("#rights")).isVisible();
        }
    }

    @Test
    void conflicts_of_one_task_are_settled_by_calls_of_their_own() {
        JsonNode result = host.result(Map.of("view", "conflicts"));
        ObjectNode data = (ObjectNode) result.at("/_meta/dev.devledger~1show");
        String html = data.path("html").asString();
        String all = html.substring(html.indexOf("<section"), html.lastIndexOf("</section>") + 10);
        String mine = Pattern.compile("(?s)<section[^>]*" + conflict + ".*?</section>")
                .matcher(all)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        String other = mine.replace(conflict, "c-2").replace("data-field=\"name\"", "data-field=\"tags\"");
        data.put("html", "<button type='button' data-many='local'>All</button>" + mine + other);
        try (Shown shown = host.show(WIDE, result)) {
            shown.answering(done(), done());
            shown.button("All").click();
            List<JsonNode> calls = shown.calls(2);
            assertThat(calls.get(0).at("/arguments/resolutions").toString())
                    .isEqualTo("[{\"conflict\":\"" + conflict + "\",\"choose\":\"local\"}]");
            assertThat(calls.get(1).at("/arguments/resolutions").toString())
                    .isEqualTo("[{\"conflict\":\"c-2\",\"choose\":\"local\"}]");
        }
    }

    @Test
    void a_value_of_ones_own_settles_a_conflict_after_a_second_press() {
        String own = Scene.disagree(API, "Before", "One side", "Other side");
        String section = "[data-conflict='" + own + "'] ";
        try (Shown shown = host.show(WIDE, host.result(Map.of("view", "conflicts")))) {
            assertThat(shown.find(section + ".sides")).containsText("Before");
            shown.find(section + "[data-choose=value]").click();
            assertThat(shown.find(section + "dialog textarea")).hasValue("One side");
            shown.find(section + "dialog textarea").fill("My own");
            shown.answering(
                    refused("confirm_required: This resolves a lot. Ask the user, then call again with confirm=true."));
            shown.button("Confirm").click();
            assertThat(shown.find("#notice")).hasText("This resolves a lot.Yes, resolve it");
            shown.button("Yes, resolve it").click();
            assertThat(shown.find(section)).hasCount(0);
            JsonNode given = shown.calls(2).get(1).path("arguments");
            assertThat(given.path("confirm").asBoolean()).isTrue();
            assertThat(given.at("/resolutions/0/choose").asString()).isEqualTo("value");
            assertThat(given.at("/resolutions/0/value").asString()).isEqualTo("My own");
        }
    }

    @Test
    void an_entry_is_changed_by_keyboard_alone() {
        API.post(
                "/api/time-entries",
                Map.of("start", "2019-05-07T08:00:00Z", "end", "2019-05-07T09:30:00Z", "note", "Lexer"));
        try (Shown shown = host.show(WIDE, host.result(Map.of("view", "day", "day", "2019-05-07")))) {
            Locator edit = shown.find("[data-entry-edit]");
            edit.focus();
            shown.window().page().keyboard().press("Enter");
            assertThat(shown.find("[name=start]")).isFocused();
            shown.find("[name=note]").focus();
            shown.window().page().keyboard().press("Control+A");
            shown.window().page().keyboard().type("Grammar");
            shown.window().page().keyboard().press("Enter");
            assertThat(shown.find("#notice")).containsText("is saved.");
            assertThat(shown.find("#notice")).isFocused();
            assertThat(shown.find("table.entries")).containsText("Grammar");
            JsonNode given = shown.calls(1).getFirst().path("arguments");
            String key = given.at("/entries/0/key").asString();
            assertThat(given.at("/entries").toString()).isEqualTo("[{\"key\":\"" + key + "\",\"note\":\"Grammar\"}]");
            assertThat(given.at("/expected_version/" + key).asInt()).isPositive();
            shown.window().page().keyboard().press("Tab");
            assertThat(shown.button("Take back")).isFocused();
        }
    }

    @Test
    void a_gap_is_logged_at_the_times_of_the_view() {
        try (Shown shown = host.show(NARROW, host.result(Map.of("view", "day", "day", "2019-05-08")))) {
            shown.find(".marks [data-entry-new]").first().click();
            shown.find("[name=note]").fill("Grammar");
            shown.button("Save").click();
            assertThat(shown.find("table.entries")).containsText("Grammar");
            assertThat(shown.calls(1).getFirst().at("/arguments/entries").toString())
                    .isEqualTo(
                            "[{\"start\":\"2019-05-08T09:00:00Z\",\"end\":\"2019-05-08T17:00:00Z\",\"note\":\"Grammar\"}]");
        }
    }

    @Test
    void the_page_looks_as_its_host_does() {
        Map<String, Object> dark =
                Map.of("theme", "dark", "styles", Map.of("variables", Map.of("--color-text-primary", "rgb(1, 2, 3)")));
        try (Shown shown = host.show(WIDE, View.DAY.made(), AppHost.all(), dark)) {
            Locator body = shown.find("body");
            assertThat(shown.find("h1")).isVisible();
            assertThat(body).hasCSS("background-color", "rgb(26, 28, 30)");
            assertThat(body).hasCSS("color", "rgb(1, 2, 3)");
            shown.run("(changed => notify('host-context-changed', changed))", Map.of("theme", "light"));
            assertThat(body).hasCSS("background-color", "rgb(251, 250, 247)");
            assertThat(body).hasCSS("color", "rgb(1, 2, 3)");
        }
    }

    @Test
    void the_frame_is_as_high_as_its_content_and_shrinks_again() {
        try (Shown shown = host.show(NARROW, new Planted().shown())) {
            assertThat(shown.find(".task")).hasCount(4);
            shown.window().until(() -> shown.height() > 400);
            shown.result(host.result(Map.of("view", "board", "project", SAMPLES.project("New"))));
            assertThat(shown.find("#app")).containsText("No tasks yet.");
            shown.window().until(() -> shown.height() < 250);
        }
    }

    @Test
    void only_the_host_is_listened_to_and_what_it_asks_is_answered() {
        JsonNode result = View.DAY.made();
        ((ObjectNode) result.at("/_meta/dev.devledger~1show")).remove("html");
        try (Shown shown = host.show(WIDE, result)) {
            Locator app = shown.find("#app");
            assertThat(app).containsText("There is nothing to show in this answer.");
            app.evaluate("() => new Promise(done => { addEventListener('message', () => setTimeout(done)); postMessage("
                    + "{jsonrpc: '2.0', method: 'ui/notifications/tool-cancelled', params: {}}, '*'); })");
            assertThat(app).containsText("There is nothing to show in this answer.");
            shown.run("tell", Map.of("id", "bye", "method", "ui/resource-teardown"));
            shown.window().until(() -> (Boolean)
                    shown.window().page().evaluate("() => heard.some(each => each.id === 'bye' && each.result)"));
        }
    }

    @Test
    void the_page_is_small() {
        assertThat(host.length()).isLessThanOrEqualTo(60_000);
    }
}
