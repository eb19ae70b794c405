package dev.devledger.adapters.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.AgentPage.StartCommands;
import dev.devledger.adapters.dashboard.BoardFilter.ShownProjects;
import dev.devledger.adapters.dashboard.BoardPage.BoardView;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.HeadTimers;
import dev.devledger.adapters.dashboard.frame.Frame.TimerView;
import dev.devledger.adapters.dashboard.frame.PagePorts.ConnectOffers;
import dev.devledger.adapters.dashboard.frame.PagePorts.OwnerTokenFile;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.SyncView;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.UnimportedObjectList;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.guard.Approvals.ApprovalView;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.domain.project.Project.ProjectStatus;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages of the dashboard say, and that nothing that others wrote is more than text there. */
class DashboardPagesTest extends RestTest {
    private static final String HOSTILE = "<script>x</script> {{logout}} \\\"><img src=x>";
    private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");

    private String page(String path) {
        Http.Got got = Browser.loggedIn(port, owner.secret()).get(path);
        assertThat(got.status()).as(path).isEqualTo(200);
        return got.text();
    }

    @Test
    void the_board_has_a_column_for_each_status_with_its_cards() {
        http.post(
                "/api/projects",
                "{\"name\": \"" + HOSTILE + "\", \"status\": \"blocked\","
                        + " \"priority\": \"high\", \"tags\": [\"<b>\"]}");
        ledger.listed = List.of(change("mcp", "claude-code 2.1", "save_project"));
        String page = page("/");
        assertThat(page)
                .contains("<section class=\"column blocked\"", "<section class=\"column planned\"")
                .contains("<bdi>&lt;script&gt;x&lt;/script&gt; {{logout}}", "<bdi>#&lt;b&gt;</bdi>")
                .containsPattern("title=\"blocked for \\d+ d, since [^\"]+\"")
                .contains("<span class=\"tag\"><span class=\"hidden\">priority </span>high</span>")
                .contains("<bdi>owner</bdi> through <bdi>MCP (claude-code 2.1, save_project)</bdi>:")
                .contains("<span class=\"key\">P-7</span>: <bdi>Changed the name to \"&lt;b&gt;\".</bdi></a>")
                .doesNotContain("<script>", "<b>", "<img", owner.secret());
    }

    /** Of two that have the word, one is finished; a third one has not got it. */
    @Test
    void a_board_that_is_asked_for_a_word_counts_those_that_have_it() {
        for (String project : List.of(
                "{\"name\": \"Quince jam\", \"status\": \"paused\"}",
                "{\"name\": \"Pie\", \"description\": \"of quinces\", \"status\": \"completed\"}",
                "{\"name\": \"Plum jam\", \"status\": \"paused\"}")) {
            http.post("/api/projects", project);
        }
        assertThat(page("/?q=jam+QUINCE"))
                .containsPattern("<span class=\"hint\">1 of \\d+ projects")
                .contains("<bdi>Quince jam</bdi>")
                .doesNotContain("Plum jam");
        String page = page("/?q=quince");
        assertThat(page)
                .containsPattern("<span class=\"hint\">2 of \\d+ projects")
                .contains("Paused <span class=\"count\">1</span>", "Completed <span class=\"count\">1</span>")
                .contains("Abandoned <span class=\"count\">0</span>") // where a card can be dropped
                .contains("<bdi>Quince jam</bdi>")
                .doesNotContain("Plum jam", "only ");
        assertThat(page("/?q=quince&status=completed"))
                .containsPattern("<span class=\"hint\">1 of \\d+ projects, only completed · "
                        + "<a href=\"/\\?q=quince\">Show all unfinished projects</a>");
    }

    private static HistoryView began(String status, Duration before) {
        return new HistoryView(
                7,
                Instant.now().minus(before),
                new HistoryView.Entity("project", UUID.randomUUID(), "P-7"),
                "project.status-changed",
                "",
                List.of(new HistoryView.ChangedField("status", null, status)),
                null,
                "owner",
                "web",
                null,
                null,
                "r",
                UUID.randomUUID());
    }

    /** The one of a second among days. */
    @Test
    void a_stay_that_is_drawn_wider_than_it_was_has_a_notch_and_words() {
        String key = http.post("/api/projects", "{\"name\": \"Brief\"}").field("/key");
        ledger.statuses = List.of(
                began("planned", Duration.ofDays(9)),
                began("active", Duration.ofDays(5).plusSeconds(1)),
                began("paused", Duration.ofDays(5)));
        try {
            String page = page("/projects/" + key + "?tab=time");
            assertThat(page.split("<svg class=\"brief\"", -1)).hasSize(2);
            assertThat(page)
                    .contains("<title>active for 0 min (shorter than the bar), from ")
                    .contains(" marks a status too short to draw to scale: 1 of 3 statuses.")
                    .doesNotContain("planned for 4 d (", "paused for 5 d (");
        } finally {
            ledger.statuses = List.of();
        }
    }

    @Test
    void a_status_that_there_is_not_is_told() {
        Http.Got got = Browser.loggedIn(port, owner.secret()).get("/?status=%3Cb%3E");
        assertThat(got.status()).isEqualTo(422);
        assertThat(got.text()).contains("planned, active").doesNotContain("<b>");
    }

    @Test
    void one_project_has_its_tasks_and_notes_and_history() {
        String key =
                http.post("/api/projects", "{\"name\": \"" + HOSTILE + "\"}").field("/key");
        String task = http.post("/api/projects/" + key + "/tasks", "{\"title\": \"" + HOSTILE + "\"}")
                .field("/key");
        http.post("/api/projects/" + key + "/notes", "{\"text\": \"" + HOSTILE + "\"}");
        ledger.listed = List.of(change("rest", "curl/8", null));
        assertThat(page("/projects/" + key))
                .contains("<span class=\"key\">" + key + "</span> <bdi data-title>&lt;script&gt;")
                .contains("data-task=\"T-", "aria-label=\"Actions on " + task, "data-timer-project=\"" + key)
                .contains("<a href=\"/projects/" + key + "?tab=activity\">Activity</a>")
                .contains("<script src=\"/dashboard/edit.js?v=", "<script src=\"/dashboard/tree.js?v=")
                .doesNotContain("<script>", "<img");
        assertThat(page("/projects/" + key + "?tab=activity"))
                .contains("board before", "<p dir=\"auto\">&lt;script&gt;")
                .doesNotContain("<script>", "<img");
        assertThat(page("/tasks/" + task))
                .contains(
                        "<span class=\"key\">" + task + "</span> <bdi data-title>&lt;script&gt;",
                        "href=\"/projects/" + key)
                .doesNotContain("<script>", "<img");
        Http.Got none = Browser.loggedIn(port, owner.secret()).get("/projects/P-99999");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text()).contains("<h1>There is no project <bdi>P-99999</bdi></h1>");
    }

    /** On both pages that have it. */
    @Test
    void the_box_of_a_task_is_named_by_its_title_and_by_how_it_ended() {
        String key = http.post("/api/projects", "{\"name\": \"Boxes\"}").field("/key");
        String task = http.post("/api/projects/" + key + "/tasks", "{\"title\": \"Lex it\"}")
                .field("/key");
        List<String> pages = List.of("/projects/" + key + "?all=true", "/tasks/" + task);
        for (String path : pages) {
            assertThat(page(path)).as(path).contains("data-task=\"" + task + "\" disabled aria-label=\"Lex it done\"");
        }
        http.post("/api/tasks/" + task + "/abandon", "{}");
        for (String path : pages) {
            assertThat(page(path))
                    .as(path)
                    .contains("data-task=\"" + task + "\" checked disabled aria-label=\"Lex it abandoned\"")
                    .containsPattern("> ?abandoned</span>")
                    .doesNotContain("Lex it done");
        }
    }

    @Test
    void who_holds_a_task_is_told_with_its_times() {
        String key = http.post("/api/projects", "{\"name\": \"Held\"}").field("/key");
        String task = http.post("/api/projects/" + key + "/tasks", "{\"title\": \"t\"}")
                .field("/key");
        http.post("/api/tasks/" + task + "/claim", "{\"agent\": \"ada\"}");
        assertThat(page("/projects/" + key))
                .containsPattern("title=\"claimed by ada since [0-9-]+ [0-9:]+, until [0-9-]+ [0-9:]+\">"
                        + "<span class=\"hidden\">claimed by </span><bdi>ada</bdi>");
    }

    @Test
    void the_repository_is_a_link_that_tells_it_nothing() {
        String key = http.post(
                        "/api/projects", "{\"name\": \"a\", \"repositoryUrl\": \"https://example.org/a?b=1&c=2\"}")
                .field("/key");
        assertThat(page("/projects/" + key + "?tab=settings"))
                .contains("<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noreferrer noopener\">");
    }

    @Test
    void the_history_groups_what_one_request_changed() {
        UUID one = UUID.randomUUID();
        ledger.listed = List.of(
                change("mcp", "a", "t", one, 9, "the tests pass"),
                change("mcp", "a", "t", one, 8, "the tests pass"),
                change("ticktick", null, null, UUID.randomUUID(), 7, null));
        assertThat(page("/history?q=tests&since=2026-11-01"))
                .contains(
                        "<a href=\"/change-sets/" + one + "\">2 changes</a>", "<q class=\"reason\"><bdi>the tests pass")
                .contains(
                        "<a href=\"/?asOf=7\" data-before>board before this change</a>",
                        "<a href=\"/?asOf=6\" data-before>board before this change</a>")
                .contains("<del><bdi>open</bdi></del>", "<ins><bdi>a</bdi></ins>", "<ins><bdi>&lt;b&gt;</bdi></ins>");
        assertThat(ledger.lastHistory.get(HistoryFilter.WORDS)).containsExactly("tests");
        assertThat(page("/change-sets/" + one)).contains("data-undo=\"" + one + "\"", "the tests pass");
        Browser browser = Browser.loggedIn(port, owner.secret());
        assertThat(browser.get("/change-sets/nothing").status()).isEqualTo(404);
        assertThat(browser.get("/history?since=yesterday").text()).contains("use a day such as 2026-03-31");
    }

    private static List<HistoryView> changes(int count, Supplier<UUID> changeSet) {
        return IntStream.range(0, count)
                .mapToObj(older -> change("rest", "curl/8", null, changeSet.get(), 9 - older, null))
                .toList();
    }

    /** The same whether they are folded, or one row that opens. A change set is itself, whenever one looks at it. */
    @Test
    void what_a_history_of_the_past_is_about_is_of_the_same_moment() {
        String project = http.post("/api/projects", "{\"name\": \"Then\"}").field("/key");
        String task = http.post("/api/projects/" + project + "/tasks", "{\"title\": \"t\"}")
                .field("/key");
        UUID one = UUID.randomUUID();
        String key = "<a class=\"key\" href=\"/projects/P-7%s\">P-7</a>";
        String now = key.formatted("");
        String then = key.formatted("?asOf=4711");
        for (List<HistoryView> changes : List.of(changes(6, () -> one), changes(3, UUID::randomUUID))) {
            ledger.listed = changes;
            String set = "<a href=\"/change-sets/" + changes.getFirst().changeSet() + "\">";
            for (String path : List.of("/projects/" + project + "?tab=activity", "/tasks/" + task + "?", "/history?")) {
                assertThat(page(path)).as(path).contains(now, set).doesNotContain(then);
                assertThat(page(path + "&asOf=4711"))
                        .as(path)
                        .contains(then, set)
                        .doesNotContain(now);
            }
            for (String path : List.of("/search?q=name", "/change-sets/" + one)) {
                assertThat(page(path)).as(path).contains(now);
            }
        }
    }

    @Test
    void each_page_is_the_owners_and_needs_nothing_that_stands_in_it() {
        String key = http.post("/api/projects", "{\"name\": \"Guarded\"}").field("/key");
        for (String path : List.of("/", "/history", "/agents", "/sync", "/conflicts", "/projects/" + key)) {
            assertThat(new Browser(port).get(path).header("Location")).as(path).startsWith("/login?to=");
            assertThat(page(path))
                    .as(path)
                    .contains("<script src=\"/dashboard.js?v=", "href=\"/dashboard/components.css?v=")
                    .doesNotContain(" style=", " onclick=", "<style", "javascript:");
        }
        assertThat(new Browser(port).get("/dashboard.js").status()).isEqualTo(200);
        assertThat(new Browser(port).get("/dashboard/components.css").status()).isEqualTo(200);
        for (String script : List.of("timer", "chosen", "standings")) {
            assertThat(new Browser(port).get("/dashboard/" + script + ".js").status())
                    .as(script)
                    .isEqualTo(200);
        }
        assertThat(new Browser(port).get("/dashboard/time.css").status()).isEqualTo(200);
        assertThat(new Browser(port).get("/dashboard/tree.js").status()).isEqualTo(200);
        assertThat(new Browser(port).get("/dashboard/menu.js").status()).isEqualTo(200);
        assertThat(new Browser(port).get("/dashboard/task.css").status()).isEqualTo(200);
        assertThat(new Browser(port).get("/dashboard/project.css").status()).isEqualTo(200);
        assertThat(new Browser(port).get("/dashboard/agents.css").status()).isEqualTo(200);
    }

    private static HistoryView change(String channel, String client, String tool) {
        return change(channel, client, tool, UUID.randomUUID(), 7, null);
    }

    private static HistoryView change(
            String channel, String client, String tool, UUID changeSet, long position, String reason) {
        return new HistoryView(
                position,
                Instant.parse("2026-11-22T16:43:31.751Z"),
                new HistoryView.Entity("project", UUID.randomUUID(), "P-7"),
                "project.renamed",
                "Changed the name to \"<b>\".",
                List.of(new HistoryView.ChangedField("tags", "open", List.of("a", "<b>"))),
                reason,
                "owner",
                channel,
                client,
                tool,
                "r",
                changeSet);
    }

    private static Frame frame(ConnectorMode mode) {
        return frame(new SyncStatus("ticktick", mode, ConnectorCondition.IDLE, null, null, 0, 0, 0, List.of()));
    }

    private static Frame frame(SyncStatus sync) {
        return new Frame(
                "Board",
                "/",
                true,
                null,
                List.of(new SyncView("TickTick", sync)),
                List.of(offer("TickTick"), offer("Other")),
                null,
                null);
    }

    private static ConnectOffers.Offer offer(String title) {
        return new ConnectOffers.Offer(title, "/oauth/" + title.toLowerCase(Locale.ROOT) + "/connect", true);
    }

    private static String board(Map<ProjectStatus, Integer> counts, Frame frame) {
        BoardPage.View view = new BoardPage.View(
                frame,
                BoardView.of(
                        BoardFilter.of(new PageQuery("/", Map.of())),
                        counts,
                        counts,
                        new ShownProjects(List.of(), Map.of(), null),
                        new BoardView.BoardContext(List.of(), Map.of(), 5, List.of(), null),
                        NOW),
                null,
                new StartCommands("http://localhost:1", new OwnerTokenFile(Path.of("/a b/it's"))),
                null,
                counts.isEmpty() ? 0 : null);
        return new String(Templates.render("dashboard/board.jte", view), StandardCharsets.UTF_8);
    }

    /** A link is all that a person presses, and has no token. */
    @Test
    void links_add_the_server_to_editors() {
        StartCommands commands = new StartCommands("http://localhost:1", new OwnerTokenFile(Path.of("/a/owner.token")));
        String cursor = commands.cursor();
        assertThat(cursor).startsWith("cursor://anysphere.cursor-deeplink/mcp/install?name=devledger&config=");
        String config = URLDecoder.decode(cursor.substring(cursor.lastIndexOf('=') + 1), StandardCharsets.UTF_8);
        assertThat(new String(Base64.getDecoder().decode(config), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"url\":\"http://localhost:1/mcp\",\"headers\":{\"Authorization\":\"Bearer ${env:DEVLEDGER_TOKEN}\"}}");
        String code = commands.vsCode();
        assertThat(code).startsWith("vscode:mcp/install?").doesNotContain(" ", "\"");
        assertThat(URLDecoder.decode(code.substring(code.indexOf('?') + 1), StandardCharsets.UTF_8))
                .contains(
                        "\"name\":\"devledger\"",
                        "\"url\":\"http://localhost:1/mcp\"",
                        "\"Bearer ${input:devledger-token}\"",
                        "\"password\":true");
    }

    @Test
    void an_empty_ledger_says_what_to_do_first() {
        assertThat(board(Map.of(), frame(ConnectorMode.SANDBOX)))
                .contains("Devledger keeps every change of your projects", "0 changes so far")
                .contains(
                        "There are no projects yet.",
                        "claude mcp add",
                        "curl http://localhost:1/api/projects",
                        "/sandbox/ticktick")
                .contains("$(cat '/a b/it'\\''s')");
        assertThat(board(Map.of(), frame(ConnectorMode.OFF))).doesNotContain("appears as a card in");
    }

    @Test
    void what_is_finished_is_folded_and_counted() {
        assertThat(board(Map.of(ProjectStatus.COMPLETED, 71, ProjectStatus.ABANDONED, 12), frame(ConnectorMode.OFF)))
                .doesNotContain("so far")
                .contains("<a href=\"/?status=finished\">Finished</a>")
                .contains("<a href=\"/?status=completed\">", "<span class=\"count\">71</span>")
                .contains("<span class=\"count\">12</span>", "Finished in the last 14 days: 5");
    }

    @Test
    void each_service_that_waits_to_be_connected_has_a_link() {
        assertThat(board(Map.of(), frame(ConnectorMode.LIVE)))
                .contains("<a href=\"/oauth/ticktick/connect\">Connect TickTick</a>")
                .contains("<a href=\"/oauth/other/connect\">Connect Other</a>");
    }

    private static Frame timed(TimerView own, long agents) {
        return new Frame("Board", "/", true, null, List.of(), List.of(), new HeadTimers(own, agents), null);
    }

    @Test
    void the_running_timer_is_in_the_head_and_its_time_can_be_read_without_script() {
        TimerView timer = new TimerView("T-4", "<b>", null, NOW.minusSeconds(754), NOW);
        assertThat(board(Map.of(), timed(timer, 0)))
                .contains("href=\"/tasks/T-4\" data-timer-on=\"T-4\"", "<bdi>&lt;b&gt;</bdi>", "data-timer-stop")
                .contains("<time datetime=\"2026-11-22T16:47:26Z\" title=\"2026-11-22 16:47:26\" data-ago"
                        + " data-since>since 16:47</time>")
                .doesNotContain("<b>");
        assertThat(board(Map.of(), timed(null, 0)))
                .contains("<div id=\"timer\"")
                .doesNotContain("data-timer-stop", "data-since", "data-agents-working");
    }

    @Test
    void beside_the_own_timer_it_says_how_many_agents_work() {
        TimerView timer = new TimerView("T-4", "Parse", null, NOW, NOW);
        assertThat(board(Map.of(), timed(timer, 3)))
                .contains(
                        "data-timer-on=\"T-4\"",
                        "href=\"/agents\" data-agents-working><span class=\"chip\">3 agents working</span></a>");
        assertThat(board(Map.of(), timed(null, 1)))
                .contains(">1 agent working</span>")
                .doesNotContain("data-timer-on", "data-timer-stop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        idle                | 0 | No change waits for the next sync.
        idle                | 3 | 3 changes wait for the next sync.
        running             | 0 | A sync is running.
        attention           | 0 | Something needs your attention:</p>
        rate-limited        | 0 | The sync goes on automatically.
        unreachable         | 0 | Devledger tries again automatically.
        needs-authorization | 0 | Devledger has no access to TickTick yet.
        """)
    void the_sync_is_told_in_words(String state, int pending, String words) {
        SyncStatus status = new SyncStatus(
                "ticktick",
                ConnectorMode.LIVE,
                ConnectorCondition.of(state),
                "the <list>",
                null,
                pending,
                2,
                1,
                List.of(new SyncStatus.Window("60s", 95, 38)));
        String page = rendered(status);
        assertThat(page)
                .contains("Devledger is connected to your own TickTick account. ", words, "<p>the &lt;list&gt;</p>")
                .contains("<a href=\"/conflicts\">2 conflicts wait</a> for your decision.")
                .contains("<a href=\"#held\">1 change waits</a> for your approval.")
                .contains(
                        "<bdi>&lt;odd&gt;</bdi>",
                        "<bdi>it cannot be read</bdi>",
                        "data-dismiss=\"a/1\" data-connector=\"ticktick\"")
                .contains("38 of 95", "Conflicts <span class=\"count\">2</span>");
    }

    private static String syncPage(long lag, Instant end, SyncStatus.@Nullable Progress progress) {
        SyncStatus status = new SyncStatus(
                "ticktick",
                ConnectorMode.LIVE,
                ConnectorCondition.RUNNING,
                null,
                null,
                3,
                0,
                0,
                List.of(),
                null,
                lag,
                end,
                progress);
        return rendered(status);
    }

    private static String rendered(SyncStatus status, SyncPage.Cycle... cycles) {
        return rendered(status, List.of(), cycles);
    }

    private static String rendered(SyncStatus status, List<SyncPage.Held> held, SyncPage.Cycle... cycles) {
        return new String(
                Templates.render(
                        "dashboard/sync.jte",
                        new SyncPage.View(
                                frame(status),
                                new PageQuery("/sync", Map.of()),
                                List.of(offer("TickTick")),
                                List.of(),
                                held,
                                List.of(new SyncPage.UnimportedObject(
                                        "TickTick",
                                        new UnimportedObjectList.Item(
                                                "ticktick", "<odd>", "list", "a/1", "it cannot be read", NOW),
                                        new ShownInstant(NOW, NOW))),
                                List.of(cycles),
                                null,
                                NOW)),
                StandardCharsets.UTF_8);
    }

    @Test
    void a_sync_that_is_behind_tells_how_far_and_a_connection_when_it_ends() {
        assertThat(syncPage(5 * 60, NOW.plus(Duration.ofDays(171)), new SyncStatus.Progress(412, 1040)))
                .contains("<p>The oldest change has waited for 5 min.</p>")
                .contains("The connection ends in 171 days: <time")
                .contains("<progress max=\"1040\" value=\"412\"")
                .contains(">412 of 1040</progress>");
        assertThat(syncPage(59, NOW.plus(Duration.ofHours(30)), null))
                .contains("The connection ends in 1 d: <time")
                .doesNotContain("has waited", "<progress");
        assertThat(syncPage(0, NOW.minusSeconds(1), null)).doesNotContain("The connection ends");
    }

    @Test
    void what_needs_somebody_is_told_right_behind_the_words_that_announce_it() {
        SyncStatus status = new SyncStatus(
                "ticktick",
                ConnectorMode.SANDBOX,
                ConnectorCondition.ATTENTION,
                "The list is archived.",
                null,
                3,
                0,
                1,
                List.of(),
                null,
                180L,
                null,
                null);
        ApprovalView plan = new ApprovalView(
                UUID.randomUUID(),
                "4b1d",
                "deletes",
                "list:Work",
                List.of(new ApprovalView.Operation("delete", null, "One")),
                120,
                NOW);
        assertThat(rendered(status, List.of(new SyncPage.Held("TickTick", "ticktick", plan, NOW))))
                .containsPattern("Devledger uses the TickTick sandbox: nothing leaves this machine\\. Something needs"
                        + " your attention:</p>\\s*<p>The list is archived\\.</p>\\s*<p>The oldest change has waited for 3"
                        + " min\\.</p>")
                .contains("<a href=\"/oauth/ticktick/connect\">How to connect your own account</a>")
                .contains("<strong>1 change</strong> in <bdi>Work</bdi> must wait for your approval, because");
    }

    private static SyncPage.Cycle cycle(Instant end, boolean complete, String error) {
        return new SyncPage.Cycle(
                null,
                new Cycles.Cycle(UUID.randomUUID(), "narrow", NOW.minusSeconds(2), end, complete, 0, 0, 0, 1, error),
                NOW);
    }

    @Test
    void each_cycle_says_how_it_ended() {
        SyncStatus well =
                new SyncStatus("ticktick", ConnectorMode.LIVE, ConnectorCondition.IDLE, null, null, 0, 0, 0, List.of());
        String page = rendered(
                well,
                cycle(NOW, true, null),
                cycle(NOW, false, null),
                cycle(null, false, null),
                cycle(NOW, false, "no <answer>"));
        assertThat(Pattern.compile("<td data-name=\"Result\">(.*?)</td>")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly(
                        "<bdi>complete</bdi>",
                        "<bdi>more to do</bdi>",
                        "<bdi>running</bdi>",
                        "<bdi>no &lt;answer&gt;</bdi>");
    }
}
