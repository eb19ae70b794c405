package dev.devledger.adapters.rest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.adapters.rest.http.ProblemPage;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.SyncStatus;
import dev.devledger.application.sync.connector.ConnectorCondition;
import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.domain.project.ProjectStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;

/** What a person with a browser sees. */
class PagesTest extends RestTest {

    @Test
    void the_icon_needs_no_token_and_each_page_names_it() {
        Browser stranger = new Browser(port);
        assertThat(stranger.get("/favicon.svg").header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(stranger.get("/favicon.ico").status()).isEqualTo(200);
        assertThat(stranger.get("/devledger.js").status()).isEqualTo(200);
        Browser browser = Browser.loggedIn(port, owner.secret());
        for (String path : new String[] {"/", "/login"}) {
            assertThat(browser.get(path).text()).as(path).contains("<link rel=\"icon\" href=\"/favicon.svg\"");
        }
    }

    @Test
    void a_wrong_token_is_told_at_its_input() {
        Browser browser = new Browser(port);
        assertThat(browser.get("/login").text()).contains("aria-invalid=\"false\"");
        Http.Got wrong = browser.login("dlo_wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text())
                .contains("id=\"wrong\" role=\"alert\">This is not the owner token.")
                .contains("aria-invalid=\"true\" aria-describedby=\"wrong hint\"");
    }

    @Test
    void an_address_with_nothing_there_leads_on() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        Http.Got got = browser.get("/nothing/%3Cb%3E");
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(got.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(got.text())
                .contains("<h1>This page does not exist</h1>", "href=\"/\"", "href=\"/swagger-ui.html\"")
                .contains(got.header("X-Request-Id"))
                .doesNotContain("<b>", "{{");
    }

    @Test
    void programs_are_told_of_the_same_in_json() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        browser.get("/api/nothing").isProblem(404, "not_found");
        browser.get("/actuator/nothing").isProblem(404, "not_found");
        http.get("/nothing", "Accept", "text/html").isProblem(404, "not_found");
        http.get("/nothing").isProblem(404, "not_found");
    }

    @Test
    void a_stranger_gets_to_the_login_from_any_address_and_learns_nothing_of_it() {
        Http.Got got = new Browser(port).get("/nothing?a=b");
        assertThat(got.status()).isEqualTo(303);
        assertThat(got.header("Location")).isEqualTo("/login?to=%2Fnothing%3Fa%3Db");
    }

    @Test
    void a_form_that_is_refused_says_what_to_do() {
        Http.Got old = Browser.loggedIn(port, owner.secret()).send("/logout", "_csrf=old");
        assertThat(old.status()).isEqualTo(403);
        assertThat(old.text()).contains("<h1>This is not allowed</h1>", "reload the page");
        Http.Got loggedOut = new Browser(port).send("/sandbox/ticktick/lists", "name=x");
        assertThat(loggedOut.status()).isEqualTo(401);
        assertThat(loggedOut.text()).contains("<h1>You are not logged in</h1>", "href=\"/login\"");
    }

    @Test
    void the_start_page_shows_the_last_changes_and_the_projects() {
        http.post("/api/projects", "{\"name\": \"<script>x</script> {{logout}}\", \"status\": \"blocked\"}");
        ledger.listed = List.of(change("mcp", "claude-code 2.1", "save_project"), change("rest", "curl/8", null));
        String page = Browser.loggedIn(port, owner.secret()).get("/").text();
        assertThat(page)
                .contains("<h3>Blocked <span class=\"count\">1</span></h3>")
                .contains(
                        "<bdi>&lt;script&gt;x&lt;/script&gt; {{logout}}</bdi> <span class=\"hint\">no open tasks</span>")
                .contains("<span class=\"key\">P-7</span> <bdi>Changed the name to \"&lt;b&gt;\".</bdi>")
                .contains("<bdi>owner</bdi> through <bdi>MCP (claude-code 2.1, save_project)</bdi>,")
                .contains("<time datetime=\"2026-11-22T16:43:31.751Z\" title=\"2026-11-22 16:43:31 UTC\">")
                .contains("TickTick is the sandbox: nothing leaves this machine. No change waits for the next sync.")
                .contains("claude mcp add --transport http devledger http://localhost:" + port
                        + "/mcp --header \"Authorization: Bearer $(cat " + owner.file() + ")\"")
                .doesNotContain("<script>", "<b>", owner.secret());
        assertThat(ledger.lastPage).isEqualTo(new PageRequest(10, null));
    }

    private static HistoryView change(String channel, String client, String tool) {
        return new HistoryView(
                7,
                Instant.parse("2026-11-22T16:43:31.751Z"),
                new HistoryView.Entity("project", UUID.randomUUID(), "P-7"),
                "project.renamed",
                "Changed the name to \"<b>\".",
                List.of(),
                null,
                "owner",
                channel,
                client,
                tool,
                "r",
                UUID.randomUUID());
    }

    @Test
    void an_empty_ledger_says_what_to_do_first() {
        assertThat(start(Map.of(), ConnectorMode.SANDBOX))
                .contains("There is no project yet.", "curl http://localhost:1/api/projects", "/sandbox/ticktick")
                .contains("$(cat '/a b/it'\\''s')")
                .contains("Nothing has been changed yet.");
        assertThat(section(start(Map.of(), ConnectorMode.OFF), "projects")).doesNotContain("TickTick");
    }

    @Test
    void more_projects_than_are_shown_are_counted() {
        assertThat(start(Map.of(ProjectStatus.ACTIVE, 12), ConnectorMode.SANDBOX))
                .contains("<h3>Active <span class=\"count\">12</span></h3>")
                .contains("<a href=\"/?status=active#projects\">12 more</a>");
    }

    @Test
    void those_that_the_page_of_one_status_has_no_room_for_are_in_the_api() {
        assertThat(start(
                        new ProjectsView(Map.of(ProjectStatus.PAUSED, 201), List.of(), ProjectStatus.PAUSED),
                        new SyncStatus(
                                "ticktick",
                                ConnectorMode.OFF,
                                ConnectorCondition.IDLE,
                                null,
                                null,
                                0,
                                0,
                                0,
                                List.of())))
                .contains("<a href=\"/api/projects?status=paused\">201 more</a>");
    }

    private static String start(Map<ProjectStatus, Integer> counts, ConnectorMode mode) {
        return start(counts, new SyncStatus("ticktick", mode, ConnectorCondition.IDLE, null, null, 0, 0, 0, List.of()));
    }

    private static String start(Map<ProjectStatus, Integer> counts, SyncStatus sync) {
        return start(new ProjectsView(counts, List.of(), null), sync);
    }

    private static String start(ProjectsView projects, SyncStatus sync) {
        StartView page = new StartView(
                new StartCommands("http://localhost:1", new OwnerTokenFile(Path.of("/a b/it's"))),
                List.of(offer("TickTick"), offer("Other")),
                projects,
                List.of(new SyncView("TickTick", sync)),
                List.of(),
                null);
        return new String(Templates.render("rest/page/start.jte", page), StandardCharsets.UTF_8);
    }

    private static ConnectOffers.Offer offer(String title) {
        return new ConnectOffers.Offer(title, "/oauth/" + title.toLowerCase(Locale.ROOT) + "/connect");
    }

    @Test
    void each_service_that_waits_to_be_connected_has_a_link() {
        assertThat(start(Map.of(), ConnectorMode.LIVE))
                .contains("<a href=\"/oauth/ticktick/connect\">Connect TickTick</a>")
                .contains("<a href=\"/oauth/other/connect\">Connect Other</a>");
    }

    private static String section(String page, String heading) {
        return page.replaceAll("(?s).*<section aria-labelledby=\"" + heading + "\">(.*?)</section>.*", "$1");
    }

    @Test
    void more_projects_of_a_status_are_on_a_page_that_a_person_can_read() {
        long others = http.get("/api/projects")
                .json()
                .path("items")
                .valueStream()
                .filter(project -> project.path("status").asString().equals("paused"))
                .count();
        for (int i = 0; i < 12; i++) {
            http.post("/api/projects", "{\"name\": \"Number " + i + ".\", \"status\": \"paused\"}");
        }
        Browser browser = Browser.loggedIn(port, owner.secret());
        assertThat(browser.get("/").text())
                .contains("<a href=\"/?status=paused#projects\">" + (others + 4) + " more</a>");
        assertThat(browser.get("/?status=paused").text())
                .contains("Number 0.", "Number 11.", "<a href=\"/#projects\">Projects of each status</a>")
                .doesNotContain(" more</a>");
        assertThat(browser.get("/?status=%3Cb%3E").text())
                .contains("<a href=\"/?status=paused#projects\">" + (others + 4) + " more</a>")
                .doesNotContain("<b>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true
            text/html                                                       | true
            */*, text/html                                                  | true
            text/html, application/json                                     | true
            application/json, text/html;q=0.1                               | false
            application/json, text/html                                     | false
            text/html;q=0.5, application/problem+json                       | false
            text/html;q=0, image/png                                        | false
            */*                                                             | false
            text/htmlx                                                      | false
            not a type, text/html                                           | false
            """)
    void who_would_rather_have_a_page_gets_one(String accept, boolean page) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/nothing");
        request.addHeader("Accept", accept);
        assertThat(ProblemPage.isFor(request)).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            idle                | 0 | No change waits for the next sync.
            idle                | 3 | 3 changes wait for the next sync.
            running             | 0 | A sync is running.
            attention           | 0 | Something needs your attention:</p>
            rate-limited        | 0 | The sync goes on by itself.
            unreachable         | 0 | Devledger tries again by itself.
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
                List.of());
        assertThat(section(start(Map.of(), status), "sync"))
                .contains("TickTick is live: your own account. ", words, "<p>the &lt;list&gt;</p>")
                .contains("<a href=\"/api/sync/conflicts\">2 conflicts wait</a> for your decision.")
                .contains("<a href=\"/api/sync/approvals\">1 change waits</a> for your approval.");
    }

    @Test
    void a_database_that_is_away_is_told_with_a_way_to_try_again() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        ledger.failure = new DataAccessResourceFailureException("x");
        Http.Got got = browser.get("/");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.header("Retry-After")).isEqualTo("5");
        assertThat(got.text()).contains("The database cannot be reached right now.", "<a href=\"\">Try again</a>");
        ledger.failure = new IllegalStateException("a secret of dev.devledger");
        Http.Got broken = browser.get("/");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.text()).contains("<h1>Something went wrong</h1>").doesNotContain("secret");
    }
}
