package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The page that an agent's program shows of the ledger: it sees and does only what its host lets it. */
class AppIT {
    private static final Look NARROW = new Look(320, 800, false, false);
    private static final Look WIDE = new Look(900, 800, false, false);

    private static final String MARKUP = "<b>bold</b> <img src=x onerror=alert(1)>";
    private static final String SET = "0198f3a2-7c11-7d2e-9a55-3f0c8d1e2b77";
    private static final String UNDOING = "0198f3a2-7c11-7d2e-9a55-3f0c8d1e2b78";

    private static final String BOARD = """
            {"view": "board", "project": {"key": "P-3", "name": "%1$s"}, "more": 0, "columns": [
              {"id": "ready", "count": 2, "tasks": [
                {"key": "T-12", "title": "Lexer %1$s", "priority": "high", "dueDate": "2026-11-30", "waitsFor": [], "version": 7},
                {"key": "T-13", "title": "Grammar", "priority": "none", "waitsFor": [], "version": 2}]},
              {"id": "claimed", "count": 1, "tasks": [
                {"key": "T-14", "title": "Numbers", "priority": "none", "agent": "claude-code",
                 "until": "2026-11-30T15:00:00Z", "waitsFor": [], "version": 4}]},
              {"id": "waiting", "count": 1, "tasks": [
                {"key": "T-15", "title": "Release", "priority": "none", "waitsFor": ["T-12"], "version": 1}]},
              {"id": "done", "count": 0, "tasks": []}]}""".formatted(MARKUP);

    private static final String EMPTY = """
            {"view": "board", "project": {"key": "P-4", "name": "New"}, "more": 0, "columns": []}""";

    private static final String CHANGES = """
            {"view": "changes", "changeSets": ["%s"], "refused": null, "more": 0, "items": [
              {"key": "T-12", "name": "Lexer %s", "fields": [
                {"field": "dueDate", "before": "2026-12-04", "after": null},
                {"field": "title", "before": "Lexer", "after": "A lexer"}]}]}""".formatted(SET, MARKUP);

    private static final String CONFLICTS = """
            {"view": "conflicts", "sync": true, "conflicts": [
              {"id": "c-1", "key": "T-12", "name": "Lexer", "field": "title", "connector": "ticktick",
               "local": "Here %1$s", "remote": "There", "base": "Before"},
              {"id": "c-2", "key": "T-12", "name": "Lexer", "field": "tags", "connector": "ticktick",
               "local": ["rust"], "remote": [], "base": null},
              {"id": "c-3", "key": "T-13", "name": "Grammar", "field": "title", "connector": "ticktick",
               "local": "One", "remote": "Other", "base": null}]}""".formatted(MARKUP);

    private static final String DAY = """
            {"view": "day", "day": "2026-11-30", "total": 135, "entries": [
              {"key": "E-31", "start": "2026-11-30T08:00:00Z", "end": "2026-11-30T09:30:00Z", "minutes": 90,
               "task": "T-12", "note": "Lexer %s", "billable": true, "version": 2},
              {"key": "E-32", "start": "2026-11-30T09:15:00Z", "end": "2026-11-30T10:00:00Z", "minutes": 45,
               "task": "T-13", "billable": false, "version": 1}],
             "gaps": [{"start": "2026-11-30T10:00:00Z", "end": "2026-11-30T11:00:00Z", "minutes": 60}]}""".formatted(MARKUP);

    private static final List<String> VIEWS = List.of(BOARD, CHANGES, CONFLICTS, DAY);

    private static AppHost host;

    @BeforeAll
    static void start() {
        host = new AppHost();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static Map<String, Object> done(String changeSet, Object... results) {
        return Map.of(
                "content",
                List.of(Map.of("type", "text", "text", "Done.")),
                "structuredContent",
                Map.of("changeSet", changeSet, "results", List.of(results)));
    }

    private static Map<String, Object> refused(String text) {
        return Map.of("isError", true, "content", List.of(Map.of("type", "text", "text", text)));
    }

    private static String key(JsonNode call) {
        return call.at("/arguments/idempotency_key").asString();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_view_shows_markup_as_text_and_fits_into_narrow_and_wide_frames(int view) {
        for (Look look : List.of(NARROW, WIDE)) {
            try (Shown shown = host.show(look, VIEWS.get(view))) {
                assertThat(shown.find("#app")).containsText(MARKUP);
                assertThat(shown.find("#app :is(b, img, script)")).hasCount(0);
                assertThat((Integer) shown.find("html").evaluate("each => each.scrollWidth - innerWidth"))
                        .isNotPositive();
                assertThat(shown.heard("tools/call")).isEmpty();
                for (Locator each : shown.find("button").all()) {
                    assertThat(each).hasAccessibleName(Pattern.compile("\\S"));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_host_that_runs_no_tools_is_shown_no_buttons_but_what_to_ask_the_agent(int view) {
        try (Shown shown = host.show(WIDE, VIEWS.get(view), Map.of(), AppHost.context("light"))) {
            assertThat(shown.find(".hint q")).hasText(Pattern.compile(".+\\."));
            assertThat(shown.find("button, input, select")).hasCount(0);
        }
    }

    @Test
    void a_press_completes_a_task_through_the_host_and_the_model_hears_of_it() {
        try (Shown shown = host.show(WIDE, BOARD)) {
            shown.answering(done(SET, Map.of("key", "T-12", "version", 8, "status", "completed")));
            shown.button("Complete T-12 Lexer " + MARKUP).click();
            assertThat(shown.find(".notice")).containsText("T-12 is completed.");
            assertThat(shown.find(".column.done")).containsText("T-12");
            assertThat(shown.find(".column.waiting")).containsText("no longer waits");
            JsonNode call = shown.calls(1).getFirst();
            assertThat(call.path("name").asString()).isEqualTo("complete_tasks");
            JsonNode given = call.path("arguments");
            assertThat(given.at("/tasks/0").asString()).isEqualTo("T-12");
            assertThat(given.path("agent").asString()).isEqualTo("user via stub");
            assertThat(given.at("/expected_version/T-12").asInt()).isEqualTo(7);
            assertThat(given.path("reason").asString()).isNotBlank();
            assertThat(UUID.fromString(key(call))).isNotNull();
            assertThat(shown.heard("ui/update-model-context")
                            .getLast()
                            .at("/content/0/text")
                            .asString())
                    .contains("completed T-12", SET)
                    .doesNotContain("bold");
            shown.answering(done(UNDOING, Map.of("key", "T-12", "version", 9, "status", "open")));
            shown.button("Take back").click();
            assertThat(shown.find(".column.ready")).containsText("T-12");
            assertThat(shown.calls(2).getLast().at("/arguments/change_sets/0").asString())
                    .isEqualTo(SET);
        }
    }

    @Test
    void a_task_of_another_agent_is_taken_over_by_a_second_press() {
        try (Shown shown = host.show(WIDE, BOARD)) {
            shown.answering(
                    refused("claimed: T-14 is claimed by \"claude-code\" until 2026-11-30T15:00:00Z. Choose other"
                            + " tasks or wait; give force=true only if the user wants that."),
                    done("", Map.of("key", "T-14", "version", 5)));
            shown.button("Take over T-14 Numbers").click();
            assertThat(shown.find(".notice")).containsText("T-14 is claimed by \"claude-code\" until ");
            assertThat(shown.find(".notice")).not().containsText("force");
            assertThat(shown.calls(1)).hasSize(1);
            shown.button("Take over all the same").click();
            assertThat(shown.find(".notice")).containsText("T-14 is yours");
            List<JsonNode> calls = shown.calls(2);
            assertThat(calls.getFirst().path("arguments").has("force")).isFalse();
            assertThat(calls.getLast().at("/arguments/force").asBoolean()).isTrue();
            assertThat(calls.getLast().at("/arguments/confirm").asBoolean()).isTrue();
        }
    }

    @Test
    void an_undo_that_is_refused_is_done_by_the_red_press_and_taken_back() {
        try (Shown shown = host.show(WIDE, CHANGES)) {
            shown.answering(
                    refused("later_edits: T-12 title was changed by \"ada\". Give force=true only if the user wants to"
                            + " lose that."),
                    done(UNDOING),
                    done(SET));
            shown.button("Undo").click();
            assertThat(shown.find(".notice")).hasText("T-12 title was changed by \"ada\".Undo all the same");
            assertThat(shown.button("Undo")).hasCount(0);
            assertThat(shown.button("Undo all the same")).hasClass("danger");
            shown.button("Undo all the same").click();
            assertThat(shown.find(".notice")).containsText("Undone in change set " + UNDOING);
            shown.button("Take back").click();
            assertThat(shown.find(".notice")).containsText("Taken back in change set " + SET);
            List<JsonNode> calls = shown.calls(3);
            assertThat(calls).extracting(each -> each.path("name").asString()).containsOnly("undo_changes");
            assertThat(calls.get(0).path("arguments").has("force")).isFalse();
            assertThat(calls.get(1).at("/arguments/force").asBoolean()).isTrue();
            assertThat(calls.get(1).at("/arguments/confirm").asBoolean()).isTrue();
            assertThat(calls.get(1).at("/arguments/change_sets/0").asString()).isEqualTo(SET);
            assertThat(calls.get(2).at("/arguments/change_sets/0").asString()).isEqualTo(UNDOING);
            assertThat(calls).extracting(AppIT::key).doesNotHaveDuplicates();
        }
    }

    @Test
    void later_edits_that_force_cannot_undo_leave_nothing_to_press() {
        String hopeless =
                CHANGES.replace("null, \"more\"", "{\"text\": \"T-12 is deleted.\", \"forceHelps\": false}, \"more\"");
        try (Shown shown = host.show(WIDE, hopeless)) {
            assertThat(shown.find(".notice")).containsText("T-12 is deleted.");
            assertThat(shown.find("button")).hasCount(1);
            assertThat(shown.button("Reload")).isVisible();
        }
    }

    @Test
    void a_call_whose_answer_is_lost_is_made_again_with_its_key() {
        try (Shown shown = host.show(WIDE, CHANGES)) {
            shown.answering(Map.of("error", Map.of("code", -32000, "message", "The connection broke")), done(UNDOING));
            shown.button("Undo").click();
            assertThat(shown.find(".notice")).containsText("The connection broke.");
            shown.button("Try again").click();
            assertThat(shown.find(".notice")).containsText("Undone");
            List<JsonNode> calls = shown.calls(2);
            assertThat(calls.get(1)).isEqualTo(calls.get(0));
        }
    }

    @Test
    void what_was_changed_meanwhile_is_read_again_by_a_press() {
        try (Shown shown = host.show(WIDE, BOARD)) {
            shown.answering(
                    refused("stale: T-13 is at version 5, not 2. Call get_task to read it, then decide again."));
            shown.button("Complete T-13 Grammar").click();
            assertThat(shown.find(".notice")).containsText("Nothing was written.");
            shown.run(
                    "(data => answers.push(result(data)))",
                    Map.of("view", "conflicts", "sync", false, "conflicts", List.of()));
            shown.find(".notice").getByText("Reload").click();
            assertThat(shown.find("#app")).containsText("The sync is off.");
            JsonNode call = shown.calls(2).getLast();
            assertThat(call.path("name").asString()).isEqualTo("show");
            assertThat(call.at("/arguments/view").asString()).isEqualTo("board");
        }
    }

    @Test
    void who_may_only_read_is_told_so_and_has_nothing_to_press() {
        try (Shown shown = host.show(WIDE, DAY)) {
            shown.answering(refused("forbidden: This token may only read."));
            shown.button("Edit E-32").click();
            shown.find("input[data-id=note]").fill("Grammar");
            shown.button("Save").click();
            assertThat(shown.find(".notice")).containsText("This token may only read.");
            assertThat(shown.find("button")).hasCount(1);
        }
    }

    @Test
    void conflicts_of_one_task_are_settled_by_calls_of_their_own() {
        try (Shown shown = host.show(WIDE, CONFLICTS)) {
            shown.button("Keep Devledger's side of all 3").click();
            assertThat(shown.find("#app")).containsText("All settled.");
            List<JsonNode> calls = shown.calls(2);
            assertThat(calls).hasSize(2);
            assertThat(calls.get(0).at("/arguments/resolutions").toString())
                    .isEqualTo(
                            "[{\"conflict\":\"c-1\",\"choose\":\"local\"},{\"conflict\":\"c-3\",\"choose\":\"local\"}]");
            assertThat(calls.get(1).at("/arguments/resolutions").toString())
                    .isEqualTo("[{\"conflict\":\"c-2\",\"choose\":\"local\"}]");
        }
    }

    @Test
    void a_value_of_ones_own_settles_a_conflict_after_a_second_press() {
        try (Shown shown = host.show(WIDE, CONFLICTS)) {
            shown.answering(
                    refused("confirm_required: This resolves a lot. Ask the user, then call again with confirm=true."));
            shown.button("Another value for T-12 tags").click();
            shown.find("input").fill("rust, new one");
            shown.find("input").press("Enter");
            assertThat(shown.find(".notice")).hasText("This resolves a lot.Yes, settle them");
            shown.button("Yes, settle them").click();
            assertThat(shown.find("h1 + p")).hasText("1 of 3 settled");
            JsonNode given = shown.calls(2).getLast().path("arguments");
            assertThat(given.path("confirm").asBoolean()).isTrue();
            assertThat(given.at("/resolutions/0/choose").asString()).isEqualTo("value");
            assertThat(given.at("/resolutions/0/value").asString()).isEqualTo("[\"rust\",\"new one\"]");
        }
    }

    @Test
    void the_minutes_of_an_entry_are_changed_by_keyboard_alone() {
        try (Shown shown = host.show(WIDE, DAY)) {
            assertThat(shown.find(".day")).containsText("overlaps E-32");
            shown.answering(done(
                    SET,
                    Map.of(
                            "key",
                            "E-31",
                            "version",
                            3,
                            "start",
                            "2026-11-30T08:00:00Z",
                            "end",
                            "2026-11-30T09:15:00Z",
                            "seconds",
                            4500)));
            Locator edit = shown.button("Edit E-31 Lexer " + MARKUP);
            assertThat(edit).isVisible();
            shown.window().page().keyboard().press("Tab");
            shown.window().page().keyboard().press("Tab");
            assertThat(edit).isFocused();
            assertThat(edit).hasCSS("outline-style", "solid");
            shown.window().page().keyboard().press("Enter");
            assertThat(shown.find("input[data-id=minutes]")).isFocused();
            shown.window().page().keyboard().type("75");
            shown.window().page().keyboard().press("Enter");
            assertThat(shown.find(".notice")).containsText("E-31 is saved.");
            assertThat(shown.find(".notice")).isFocused();
            assertThat(shown.find("h1 + p")).containsText("2 h");
            assertThat(shown.find(".day")).not().containsText("overlaps");
            JsonNode given = shown.calls(1).getFirst().path("arguments");
            assertThat(given.at("/entries").toString()).isEqualTo("[{\"key\":\"E-31\",\"seconds\":4500}]");
            assertThat(given.at("/expected_version/E-31").asInt()).isEqualTo(2);
            shown.window().page().keyboard().press("Tab");
            assertThat(shown.button("Take back")).isFocused();
        }
    }

    @Test
    void an_entry_is_added_at_the_times_of_the_hosts_zone() {
        try (Shown shown = host.show(NARROW, DAY)) {
            shown.button("Log 11:00 to 12:00").click();
            shown.find("input[data-id=task]").fill("t-13");
            shown.find("input[data-id=note]").fill("Grammar");
            shown.button("Save").click();
            assertThat(shown.calls(1).getFirst().at("/arguments/entries").toString())
                    .isEqualTo(
                            "[{\"start\":\"2026-11-30T10:00:00Z\",\"seconds\":3600,\"task\":\"T-13\",\"note\":\"Grammar\"}]");
        }
    }

    @Test
    void the_page_looks_as_its_host_does() {
        Map<String, Object> dark =
                Map.of("theme", "dark", "styles", Map.of("variables", Map.of("--color-text-primary", "rgb(1, 2, 3)")));
        try (Shown shown = host.show(WIDE, BOARD, AppHost.all(), dark)) {
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
        try (Shown shown = host.show(NARROW, BOARD)) {
            assertThat(shown.find(".card")).hasCount(4);
            shown.window().until(() -> shown.height() > 400);
            shown.result(EMPTY);
            assertThat(shown.find("#app")).containsText("No tasks yet.");
            shown.window().until(() -> shown.height() < 150);
        }
    }

    @Test
    void only_the_host_is_listened_to_and_what_it_asks_is_answered() {
        try (Shown shown = host.show(WIDE, "{\"view\": \"constructor\"}")) {
            Locator app = shown.find("#app");
            assertThat(app).hasText("This page does not know how to show that. Ask the agent to say it in words.");
            app.evaluate("() => new Promise(done => { addEventListener('message', () => setTimeout(done)); postMessage("
                    + "{jsonrpc: '2.0', method: 'ui/notifications/tool-result', params: {}}, '*'); })");
            assertThat(app).containsText("This page does not know");
            shown.run("tell", Map.of("id", "bye", "method", "ui/resource-teardown"));
            shown.window().until(() -> (Boolean)
                    shown.window().page().evaluate("() => heard.some(each => each.id === 'bye' && each.result)"));
        }
    }

    @Test
    void the_page_is_small() {
        assertThat(host.length()).isLessThan(60_000);
    }
}
