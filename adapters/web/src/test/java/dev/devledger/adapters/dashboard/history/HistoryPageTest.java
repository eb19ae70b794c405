package dev.devledger.adapters.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.ShownInstant.DayWord;
import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.application.history.HistoryCounts.Count;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the history can be narrowed by, and what is said where nothing is left. */
class HistoryPageTest extends RestTest {

    private String page(String path) {
        Http.Got got = Browser.loggedIn(port, owner.secret()).get(path);
        assertThat(got.status()).as(path).isEqualTo(200);
        return got.text();
    }

    private static HistoryView change() {
        return change(7);
    }

    private static HistoryView change(long position) {
        return change(position, "project.edited", "Changed the name.");
    }

    private static HistoryView conflict() {
        return change(
                7,
                "conflict.raised",
                "The value of ticktick was applied; to choose otherwise: POST"
                        + " /api/sync/conflicts/01a2140c-0fcb-7229-9615-b7806f485a02/resolve.");
    }

    private static HistoryView change(long position, String event, String summary) {
        return change(position, event, summary, UUID.randomUUID());
    }

    private static HistoryView change(long position, String event, String summary, UUID changeSet) {
        return new HistoryView(
                position,
                Instant.parse("2026-11-22T16:43:31.751Z"),
                new HistoryView.Entity("project", UUID.randomUUID(), "P-7"),
                event,
                summary,
                List.of(),
                null,
                "owner",
                "rest",
                null,
                null,
                "r",
                changeSet);
    }

    @Test
    void the_address_says_what_is_looked_for() {
        ledger.listed = List.of(change());
        page("/history?client=curl%2F8&tool=save_project&event=project&actor=ada");
        assertThat(ledger.lastHistory.find(HistoryFilter.CLIENT)).isEqualTo("curl/8");
        assertThat(ledger.lastHistory.find(HistoryFilter.TOOL)).isEqualTo("save_project");
        assertThat(ledger.lastHistory.find(HistoryFilter.EVENT)).isEqualTo("project");
        assertThat(ledger.lastHistory.find(HistoryFilter.ACTOR)).isEqualTo("ada");
    }

    @Test
    void a_project_is_found_by_its_key_with_its_tasks_and_a_task_alone() {
        String project = http.post("/api/projects", "{\"name\": \"One\"}").field("/key");
        String task = http.post("/api/projects/" + project + "/tasks", "{\"title\": \"t\"}")
                .field("/key");
        ledger.listed = List.of(change());
        page("/history?entity=" + project.toLowerCase(Locale.ROOT));
        assertThat(ledger.lastHistory.find(HistoryFilter.ENTITY))
                .hasToString(http.get("/api/projects/" + project).field("/id"));
        assertThat(ledger.lastHistory.get(HistoryFilter.WITH_TASKS)).isTrue();
        page("/history?entity=" + task);
        assertThat(ledger.lastHistory.find(HistoryFilter.ENTITY))
                .hasToString(http.get("/api/tasks/" + task).field("/id"));
        assertThat(ledger.lastHistory.get(HistoryFilter.WITH_TASKS)).isFalse();
    }

    /** The page has the last day in it, and the API ends before the instant that it is given. */
    @Test
    void what_is_shown_can_be_taken_as_a_file() {
        String project = http.post("/api/projects", "{\"name\": \"One\"}").field("/key");
        ledger.listed = List.of(change());
        assertThat(page("/history?status=true&until=2026-02-28&entity=" + project + "&q=a+b"))
                .contains("<a href=\"/api/history/export?entity=" + project
                        + "&amp;format=csv&amp;kind=status&amp;q=a%20b&amp;tasks=true&amp;until=2026-03-01\">CSV</a>");
        assertThat(page("/history")).contains("<a href=\"/api/history/export?format=ndjson\">NDJSON</a>");
    }

    @Test
    void where_nothing_is_left_each_filter_can_be_dropped() {
        ledger.listed = List.of();
        assertThat(page("/history?actor=%3Cb%3E&client=c&sync=true"))
                .contains("No changes match the filters.")
                .contains(
                        "<a href=\"/history?client=c&amp;sync=true\">Without the filter \"Actor\"</a>: <span class=\"count\">0")
                .contains("<a href=\"/history?actor=%3Cb%3E&amp;sync=true\">Without the filter \"Client\"</a>")
                .doesNotContain("<b>");
        assertThat(page("/history")).contains("There are no changes yet.").doesNotContain("Without");
    }

    @Test
    void each_of_the_last_days_is_a_bar_that_leads_to_it() {
        LocalDate day = LocalDate.ofInstant(Instant.now(), ZoneId.of("Europe/Berlin"));
        String today = day.toString();
        ledger.counted = List.of(new Count(today, 7, 1, null, 1, Instant.now()));
        String page = page("/history?actor=ada&since=2026-01-01");
        assertThat(page)
                .contains("<a href=\"/history?actor=ada&amp;since=" + today + "&amp;until=" + today
                        + "\" tabindex=\"-1\">" + "<title>" + DayWord.of(day) + ": 7 changes (the API 7)</title>")
                .contains("x=\"98.89%\" y=\"0\" width=\"0.89%\" height=\"56\"></rect></a>")
                .contains("class=\"full through-rest\"", "<td data-name=\"the API\">7</td>");
        assertThat(page.split("<rect class=\"target\"", -1)).hasSize(91);
        ledger.counted = List.of();
        assertThat(page("/history")).doesNotContain("<svg class=\"days\"");
    }

    @Test
    void a_conflict_leads_to_where_it_is_decided() {
        ledger.listed = List.of(conflict());
        assertThat(page("/history"))
                .contains("<bdi>The value of TickTick was applied; to choose otherwise: <a"
                        + " href=\"/conflicts/01a2140c-0fcb-7229-9615-b7806f485a02\">see Conflicts</a>.</bdi>");
    }

    @Test
    void who_and_what_there_is_can_be_chosen() {
        ledger.listed = List.of(change());
        assertThat(page("/history"))
                .contains("<input name=\"actor\" value=\"\" list=\"actors\">", "<option value=\"ada\"></option>")
                .contains("list=\"clients\"", "<datalist id=\"clients\"><option value=\"curl/8\"></option></datalist>")
                .contains("list=\"tools\"", "<datalist id=\"tools\"><option value=\"add_notes\"></option></datalist>")
                .doesNotContain("<b>");
    }

    @Test
    void what_does_not_exist_has_no_history() {
        ledger.listed = List.of(change());
        assertThat(page("/history?entity=P-9999&actor=ada"))
                .contains("There is no project or task <bdi>P-9999</bdi>.")
                .contains(
                        "<a href=\"/history?actor=ada\">Without the filter \"Project or task\"</a>: <span class=\"count\">1<")
                .doesNotContain("Without the filter \"Actor\"", "Changed the name.");
    }

    /** Each of them is there, with its own undo, and the page is none of script. */
    @Test
    void many_of_one_kind_are_one_row_that_opens() {
        List<HistoryView> changes = List.of(change(9), change(8), change(7));
        ledger.listed = changes;
        String page = page("/history");
        assertThat(page)
                .contains("<h2 class=\"day\">Sunday, 22 November 2026</h2>", "<strong>3 changes of projects</strong>")
                .contains("through <bdi>the API</bdi>, <time datetime=\"2026-11-22T16:43:31.751Z\"")
                .contains("data-told=\"CLOCK\">17:43</time>, in 3 change sets")
                .contains("<form id=\"compare\" class=\"compare\" method=\"get\" action=\"/diff\"");
        assertThat(changes).allSatisfy(change -> assertThat(page)
                .contains(
                        "data-undo=\"" + change.changeSet() + "\"",
                        "name=\"set\" form=\"compare\" value=\"" + change.changeSet() + "\""));
        assertThat(page.split("<details data-run", -1)).hasSize(2);
        ledger.listed = List.of(change(9), change(8));
        assertThat(page("/history")).doesNotContain("<details data-run").contains("name=\"set\"");
    }

    @Test
    void as_of_a_moment_it_is_what_had_happened_by_then() {
        String project = http.post("/api/projects", "{\"name\": \"One\"}").field("/key");
        ledger.listed = List.of(change());
        String asked = "/history?entity=" + project.toLowerCase(Locale.ROOT) + "&actor=ada&asOf=4711";
        assertThat(page(asked))
                .containsPattern(
                        "After event 4711 [(]<time [^>]+>[^<]+</time>[)]: <bdi>owner</bdi>, P-7: <bdi>Changed the name.</bdi>")
                .containsPattern("Start of <input [^>]+></label>")
                .contains("<input type=\"hidden\" name=\"asOf\" value=\"4711\">")
                .contains("data-marks=\"/api/history/marks?tasks=true&amp;entity=" + project + "\"")
                .contains("<a href=\"/diff?from=4711&amp;project=" + project + "\">Compare with now</a>")
                .contains("<a href=\"/history?actor=ada&amp;entity=" + project.toLowerCase(Locale.ROOT)
                        + "\">Back to now</a>")
                .contains("<h2 class=\"day\">Today</h2>")
                .contains("data-live=\"false\"", "data-undo=\"", "<script src=\"/dashboard/moment.js?v=")
                .doesNotContain("NDJSON", "data-as-of");
        assertThat(ledger.lastHistory.find(HistoryFilter.UP_TO)).isEqualTo(4711);
        assertThat(ledger.lastHistory.find(HistoryFilter.ACTOR)).isEqualTo("ada");
        ledger.listed = List.of();
        assertThat(page(asked))
                .contains("<a href=\"/history?asOf=4711&amp;entity=", "<a href=\"/history?asOf=4711\">Full history");
        assertThat(ledger.lastHistory.find(HistoryFilter.UP_TO)).isEqualTo(4711);
    }

    @Test
    void as_it_is_now_it_leads_to_the_moment_of_its_newest_entry() {
        ledger.listed = List.of(change(9), change(8));
        assertThat(page("/history?actor=ada")).contains("<a data-as-of href=\"/history?actor=ada&amp;asOf=9\">");
        ledger.listed = List.of();
        assertThat(page("/history")).doesNotContain("data-as-of");
    }

    @Test
    void a_large_change_set_is_told_as_its_sum() {
        UUID set = UUID.randomUUID();
        List<String> events = List.of(
                "project.created",
                "task.created",
                "task.created",
                "task.edited",
                "task.status-changed",
                "task.note-added",
                "sync.linked");
        ledger.listed = IntStream.range(0, events.size())
                .mapToObj(older -> change(9 - older, events.get(older), "Did it.", set))
                .toList();
        assertThat(page("/history"))
                .contains("created 1 project and 2 tasks, made 2 edits of tasks and 1 sync step, added 1 note");
        assertThat(page("/change-sets/" + set)).contains("created 1 project and 2 tasks, made 2 edits of tasks");
    }

    @Test
    void what_was_changed_has_its_name_beside_its_key() {
        HistoryView change = change();
        ledger.listed = List.of(change);
        ledger.names = Map.of(change.entity().id(), "The <parser>");
        assertThat(page("/history"))
                .containsPattern(
                        "changed the name of <a class=\"key\"[^>]*>P-7</a> <bdi class=\"about\">The &lt;parser&gt;</bdi>");
        assertThat(page("/")).contains("<bdi class=\"about\">The &lt;parser&gt;</bdi>: <bdi>");
        ledger.names = Map.of();
        assertThat(page("/history"))
                .containsPattern("changed the name of <a class=\"key\"[^>]*>P-7</a>")
                .doesNotContain("The &lt;parser&gt;");
    }
}
