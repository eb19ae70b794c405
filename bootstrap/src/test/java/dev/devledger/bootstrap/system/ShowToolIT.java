package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static dev.devledger.bootstrap.system.Tools.changeSet;
import static dev.devledger.bootstrap.system.Tools.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.server.McpConfiguration.McpOffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the pages inside a conversation are filled with. */
class ShowToolIT {
    /** The box that selects a row, which only pages have. */
    private static final String PICK = "\\s*<input[^>]* data-pick [^>]*>";

    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tools TOOLS = new Tools(SharedDevledger.get());

    private static JsonNode page(String arguments) {
        return Objects.requireNonNull(TOOLS.call("show", arguments).page());
    }

    private static String html(JsonNode page) {
        return page.path("html").asString();
    }

    private static String dashboard(String path) {
        return API.send("GET", path, null, "Accept", "text/html").expect(200).body();
    }

    /** A row of a task as the template has it, without the blanks around it. */
    private static String row(String html, String task) {
        int begin = html.indexOf("<div class=\"task\" tabindex=\"-1\" data-line=\"" + task + "\"");
        assertThat(begin).as(html).isPositive();
        return html.substring(begin, html.indexOf("</div>", begin));
    }

    private static List<String> columns(String html) {
        return Pattern.compile(
                        "<section class=\"group\" aria-label=\"(.*?)\">.*?<span class=\"count\">(\\d+)<.*?</section>",
                        Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(each -> each.group(1) + " " + each.group(2) + " "
                        + (each.group().split("data-line=", -1).length - 1))
                .toList();
    }

    /** More than a page of tasks are there: what waits and who works is not behind them. */
    @Test
    void the_board_counts_all_tasks_and_shows_the_first_of_each_column() {
        JsonNode project = SAMPLES.project("Large board");
        API.put(200, "/api/projects/" + key(project) + "/status", "{\"status\": \"active\"}");
        String fifty = IntStream.range(0, 50)
                .mapToObj(each -> "{\"title\": \"Task " + each + "\"}")
                .collect(Collectors.joining(","));
        List<String> tasks = IntStream.range(0, 5)
                .mapToObj(each -> TOOLS.json(
                        "create_tasks", "{\"project\": \"" + key(project) + "\", \"tasks\": [" + fifty + "]}"))
                .flatMap(made -> keys(made).stream())
                .toList();
        String last = tasks.getLast();
        TOOLS.call("complete_tasks", "{\"tasks\": [\"" + tasks.get(0) + "\"]}");
        TOOLS.call("claim_tasks", "{\"tasks\": [\"" + tasks.get(249 - 1) + "\"], \"agent\": \"ada\"}");
        TOOLS.call(
                "update_tasks",
                "{\"tasks\": [{\"key\": \"" + last + "\", \"blocked_by\": [\"" + tasks.get(1) + "\"]}]}");

        JsonNode board = page("{\"view\": \"board\", \"project\": \"" + key(project) + "\"}");

        assertThat(columns(html(board)))
                .containsExactly("Ready 247 15", "Claimed 1 1", "Waiting 1 1", "Done this week 1 1");
        assertThat(html(board)).contains("232 not shown", "claimed by </span><bdi>ada</bdi>");
        assertThat(row(html(board), last)).contains("waits for", ">" + tasks.get(1) + "</a>");
        assertThat(board.has("readOnly")).isFalse();
    }

    @Test
    void a_board_needs_a_project_and_an_undo_a_change_set() {
        assertThat(TOOLS.failure("show", "{\"view\": \"board\"}")).startsWith("invalid: project is missing.");
        assertThat(TOOLS.failure("show", "{\"view\": \"changes\"}")).startsWith("invalid: change_sets is missing.");
        assertThat(TOOLS.failure("show", "{\"view\": \"changes\", \"change_sets\": [\"x\"]}"))
                .startsWith("invalid: change_sets has \"x\"");
        assertThat(TOOLS.failure("show", "{\"view\": \"day\", \"day\": \"31.3.\"}"))
                .startsWith("invalid: day is not a date.");
    }

    @Test
    void an_undo_is_shown_and_not_done() {
        String task = key(SAMPLES.task(SAMPLES.project("Home of an undo"), "Before"));
        String edit = "{\"tasks\": [{\"key\": \"" + task + "\", \"title\": \"%s\"}]}";
        String first = changeSet(TOOLS.json("update_tasks", edit.formatted("After")));
        String show = "{\"view\": \"changes\", \"change_sets\": [\"" + first + "\"]}";

        assertThat(html(page(show))).contains(">" + task + "</a>", " from \"After\" to \"Before\"<");
        assertThat(API.read("/api/tasks/" + task).path("title").asString()).isEqualTo("After");

        TOOLS.call("update_tasks", edit.formatted("Later"));
        assertThat(html(page(show)))
                .contains(task + " title was changed", "data-force=\"yes\"")
                .doesNotContain("force=true", "<li>");
    }

    /** No view has rows of its own: whatever a page's template makes of a task, a view shows. */
    @Test
    void a_view_is_made_of_the_parts_of_the_pages() {
        String project = key(SAMPLES.project("Home of parts"));
        API.put(200, "/api/projects/" + project + "/status", "{\"status\": \"active\"}");
        String markup = "<b>bold</b> & \\\"quoted\\\"";
        String task = keys(TOOLS.json(
                        "create_tasks",
                        "{\"project\": \"" + project + "\", \"tasks\": [{\"title\": \"" + markup
                                + "\", \"priority\": \"high\", \"tags\": [\"rust\"]}]}"))
                .getFirst();
        String board = html(page("{\"view\": \"board\", \"project\": \"" + project + "\"}"));
        assertThat(row(board, task))
                .contains("&lt;b>bold&lt;/b> &amp; ")
                .isEqualTo(row(dashboard("/tasks?project=" + project), task).replaceFirst(PICK, ""));

        TOOLS.call(
                "save_time_entries",
                "{\"entries\": [{\"start\": \"2019-05-09T08:00:00Z\", \"seconds\": 3600, \"note\": \"One\"}]}");
        String day = html(page("{\"view\": \"day\", \"day\": \"2019-05-09\"}"));
        String table = day.substring(day.indexOf("<tbody>"), day.indexOf("</tbody>"));
        assertThat(dashboard("/time?day=2019-05-09")).contains(table);
    }

    @Test
    void an_undo_is_shown_as_its_change_set_is() {
        String task = key(SAMPLES.task(SAMPLES.project("Home of changes"), "Undone"));
        String edit = changeSet(TOOLS.json(
                "update_tasks", "{\"tasks\": [{\"key\": \"" + task + "\", \"description\": \"<b>One</b>\"}]}"));
        String sets = "\"change_sets\": [\"" + edit + "\"]}";
        String shown = html(page("{\"view\": \"changes\", " + sets));
        String undone = changeSet(TOOLS.json("undo_changes", "{" + sets));
        String changes = shown.substring(shown.indexOf("<ul class=\"changes\">"), shown.indexOf("</ul>"));
        assertThat(changes).contains("&lt;b&gt;One&lt;/b&gt;");
        assertThat(dashboard("/change-sets/" + undone)).contains(changes);
    }

    @Test
    void the_page_is_small_and_has_the_rules_of_the_pages() {
        String page = SharedDevledger.get().bean(McpOffer.class).page().html();
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(60_000);
        assertThat(page).contains(".completed > .task .title").doesNotContain("url(", "@import", "header.frame");
    }

    @Test
    void a_day_is_its_entries_and_the_gaps_between_them() {
        String on = "{\"entries\": [{\"start\": \"2019-05-0%1$dT08:00:00Z\", \"seconds\": 3600, \"note\": \"One\"},"
                + " {\"start\": \"2019-05-0%1$dT10:00:00Z\", \"seconds\": 1800, \"note\": \"Two\"}]}";
        TOOLS.call("save_time_entries", on.formatted(6));
        TOOLS.call("save_time_entries", on.formatted(7));

        JsonNode day = page("{\"view\": \"day\", \"day\": \"2019-05-06\"}");

        assertThat(day.path("entries").valueStream().map(each -> each.path("note")
                        .asString()))
                .containsExactly("One", "Two");
        assertThat(html(day)).contains("<bdi>One</bdi>", "<bdi>Two</bdi>", "No time logged ", "1 h 30 min");
    }

    @Test
    void conflicts_are_shown_even_where_there_are_none() {
        assertThat(html(page("{\"view\": \"conflicts\"}"))).contains("<h1>Conflicts", "id=\"decide\"");
    }
}
