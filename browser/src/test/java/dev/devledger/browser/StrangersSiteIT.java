package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A page of another server tries what it can with the session of a browser that is logged in. From {@code localhost} it is
 * of the same site, as cookies do not tell ports apart, so the session comes along; from {@code 127.0.0.1} it is of another.
 */
class StrangersSiteIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final String BASE = DEVLEDGER.base().toString();
    private static final Pattern OURS = Pattern.compile(BASE + "/.*");
    private static final Pattern REFUSED =
            Pattern.compile("not allowed|not logged in|unauthorized", Pattern.CASE_INSENSITIVE);
    private static final StrangersSite SITE = new StrangersSite();

    private String secret;
    private String project;
    private String before;
    private Window window;

    @BeforeEach
    void something_that_is_nobody_elses_business() {
        secret = "Secret" + Samples.word();
        project = new Samples(API).project(secret);
        before = kept();
        // A browser says in its console what it does not let a page do; here that is most of it.
        window = Window.of(DEVLEDGER, Look.DESK).expecting("");
    }

    @AfterEach
    void nothing_was_done_and_the_session_is_as_it_was() {
        window.open("/?q=" + secret);
        assertThat(window.card(project)).hasCount(1);
        window.close();
        assertThat(kept()).isEqualTo(before);
    }

    @AfterAll
    static void close() {
        SITE.close();
    }

    /** What a stranger could have changed. */
    private static String kept() {
        return API.get("/api/history?limit=1&sync=false").at("/items/0/position")
                + API.get("/api/access-tokens").toString()
                + API.get("/sandbox/ticktick/open/v1/project");
    }

    private Page stranger(String host) {
        return window.at(SITE.address(host));
    }

    private static List<Object> list(Object seen) {
        return new ArrayList<>((List<?>) seen);
    }

    private void assertReadsNothing(Page page, Object seen) {
        assertThat(String.valueOf(seen)).doesNotContain(secret, project + "\"");
        assertThat(page.content()).doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void a_form_of_it_writes_nothing(String host) {
        Map<String, String> forms = Map.of(
                "/api/projects",
                "{\"name\":\"Planted\",\"description\":\"",
                "/api/projects/" + project + "/notes",
                "{\"text\":\"Planted",
                "/api/access-tokens",
                "{\"scopes\":[\"admin\"],\"name\":\"planted",
                "/api/import",
                "{\"project\":{\"ref\":\"a\",\"name\":\"Planted\"}}",
                "/login/again",
                "token",
                "/sandbox/ticktick/lists",
                "name",
                "/login",
                "token",
                "/logout",
                "a");
        forms.forEach((path, name) -> {
            Page page = stranger(host);
            page.evaluate(
                    "([action, name]) => {"
                            + " const form = Object.assign(document.createElement('form'), {method: 'post', action});"
                            + " form.enctype = name.startsWith('{') ? 'text/plain' : 'application/x-www-form-urlencoded';"
                            + " form.append(Object.assign(document.createElement('input'), {name, value: '\"}'}));"
                            + " document.body.append(form); form.submit(); }",
                    List.of(BASE + path, name));
            assertThat(page).hasURL(OURS);
            assertThat(page.locator("body")).containsText(REFUSED);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void a_script_of_it_sends_nothing_that_counts_and_reads_no_answer(String host) {
        Page page = stranger(host);
        Object seen = page.evaluate("""
                async ([base, project]) => {
                  const seen = [];
                  const ask = async (path, how) => {
                    try {
                      const answer = await fetch(base + path, { credentials: "include", ...how });
                      seen.push(answer.type, answer.status, await answer.text());
                    } catch (refused) {
                      seen.push("refused");
                    }
                  };
                  const json = { "Content-Type": "application/json", "X-XSRF-TOKEN": "x" };
                  for (const mode of ["cors", "no-cors"]) {
                    for (const path of ["/", "/api/projects", "/api/history/export?format=csv", "/tokens", "/api/events?after=0"])
                      await ask(path, { mode });
                    await ask("/api/projects", { mode, method: "POST", body: '{"name": "Planted"}' });
                    await ask(`/api/projects/${project}/notes`, { mode, method: "POST", body: '{"text": "Planted"}' });
                    await ask("/logout", { mode, method: "POST", body: "" });
                  }
                  for (const method of ["POST", "PUT", "PATCH", "DELETE"])
                    await ask(`/api/projects/${project}`, { method, headers: json, body: "{}" });
                  await ask("/mcp", { method: "POST", headers: json, body: "{}" });
                  navigator.sendBeacon(base + "/api/projects", new Blob(['{"name": "Planted"}'], { type: "text/plain" }));
                  return seen;
                }""", List.of(BASE, project));
        assertReadsNothing(page, seen);
        assertThat(list(seen)).hasSize(21).containsOnly("refused");
        assertThat(window.writes()).as("what was sent all the same").contains("POST /api/projects", "POST /logout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void no_page_shows_itself_within_it(String host) {
        Page page = stranger(host);
        for (String tag : List.of("iframe", "embed", "object")) {
            page.evaluate(
                    "([tag, address]) => new Promise(done => {"
                            + " const frame = document.createElement(tag);"
                            + " frame[tag === 'object' ? 'data' : 'src'] = address;"
                            + " frame.onload = frame.onerror = () => done();"
                            + " document.body.append(frame); })",
                    List.of(tag, BASE + "/?q=" + secret));
        }
        assertThat(page.frames()).hasSizeGreaterThan(1).noneMatch(StrangersSiteIT::showsTheBoard);
    }

    private static boolean showsTheBoard(Frame frame) {
        try {
            return frame.locator("h1").allTextContents().contains("Board");
        } catch (PlaywrightException gone) {
            return false; // a browser takes the frame away where it shows nothing in it
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void a_window_that_it_opens_is_not_its_own(String host) {
        Page page = stranger(host);
        Page opened = page.waitForPopup(
                () -> page.evaluate("address => { window.opened = window.open(address); }", BASE + "/?q=" + secret));
        assertThat(opened.locator("h1")).hasText("Board");
        assertThat(opened.evaluate("() => window.opener")).isNull();
        Object seen = page.evaluate("""
                () => {
                  const tried = [() => opened.document.body.innerText, () => opened.location.href, () => opened.document.title,
                    () => opened.length, () => opened.closed, () => opened.eval("1")];
                  const seen = tried.map((each) => { try { return each(); } catch (refused) { return "refused"; } });
                  opened.postMessage("Planted", "*");
                  try { opened.location = "about:blank"; } catch (refused) { seen.push("refused"); }
                  return seen;
                }""");
        assertReadsNothing(page, seen);
        assertThat(list(seen).get(4)).as("for whoever opened it, it is closed").isEqualTo(true);
        assertThat(opened).hasURL(BASE + "/?q=" + secret);
        opened.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void what_it_includes_is_not_taken_as_script_picture_or_style(String host) {
        Page page = stranger(host);
        Object seen = page.evaluate("""
                async (base) => {
                  const include = (tag, how) => new Promise((done) => {
                    const each = Object.assign(document.createElement(tag), how);
                    each.onload = () => done(`${tag} ${how.src || how.href} came`);
                    each.onerror = () => done("refused");
                    document.head.append(each);
                  });
                  const seen = [];
                  for (const path of ["/api/projects", "/api/history/export?format=csv", "/api/tasks/export?format=csv",
                      "/api/history/export?format=ndjson", "/api/time-entries/export?format=csv", "/", "/dashboard.js"]) {
                    seen.push(await include("script", { src: base + path }));
                    seen.push(await include("img", { src: base + path }));
                    seen.push(await include("link", { rel: "stylesheet", href: base + path }));
                    seen.push(await import(base + path).then(() => `import ${path} came`, () => "refused"));
                  }
                  return seen;
                }""", BASE);
        assertReadsNothing(page, seen);
        assertThat(list(seen)).hasSize(28).containsOnly("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void it_hears_of_nothing(String host) {
        Page page = stranger(host);
        page.evaluate("""
                (base) => {
                  window.heard = [];
                  window.ended = [];
                  const events = new EventSource(base + "/api/events?after=0", { withCredentials: true });
                  for (const name of ["message", "ledger", "sync", "open"])
                    events.addEventListener(name, (event) => heard.push(event.data || name));
                  events.onerror = () => events.readyState === EventSource.CLOSED && ended.push("events");
                  const socket = new WebSocket(base.replace("http", "ws") + "/api/events");
                  socket.onopen = socket.onmessage = (event) => heard.push(event.data || "socket");
                  socket.onclose = () => ended.push("socket");
                }""", BASE);
        page.waitForFunction("() => ended.length === 2");
        assertThat(page.evaluate("() => heard")).isEqualTo(List.of());
    }

    /** As a link in a mail does: the session comes along, and a page may be shown, but nothing is done. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void a_link_of_it_shows_a_page_and_does_nothing(String host) {
        for (String path : List.of(
                "/logout",
                "/?asOf=1",
                "/?asOf=javascript:alert(1)",
                "/?asOf=%3Cscript%3Ealert(1)%3C/script%3E",
                "/?asOf=//" + host,
                "/history?cursor=//" + host,
                "/login?to=//" + host,
                "/api/projects/" + project + "/restore",
                "/api/sync/run",
                "/login/again")) {
            Page page = stranger(host);
            page.evaluate(
                    "address => { const a = Object.assign(document.createElement('a'), {href: address});"
                            + " document.body.append(a); a.click(); }",
                    BASE + path);
            assertThat(page).hasURL(OURS);
            assertThat(page.locator("main script:not([src])")).hasCount(0);
        }
    }

    @Test
    void a_login_leads_to_a_page_of_our_own() {
        String host = SITE.address("localhost").replaceAll("http://|/", "");
        try (Window stranger = Window.ofAStranger(DEVLEDGER, Look.DESK).expecting("status of 4")) {
            for (String to : List.of(
                    "//HOST",
                    "http://HOST",
                    "http:HOST",
                    "/\\HOST",
                    "\\/HOST",
                    "/\t/HOST",
                    "\t//HOST",
                    "/\r\nLocation: http://HOST",
                    "javascript:alert(1)",
                    "%2F%2FHOST",
                    "/%2F%2FHOST")) {
                stranger.open("/login?to=" + URLEncoder.encode(to.replace("HOST", host), StandardCharsets.UTF_8));
                stranger.logIn(DEVLEDGER.token());
                assertThat(stranger.find("#token")).hasCount(0);
                assertThat(stranger.find("h1")).isVisible();
                assertThat(stranger.page().url()).as(to).startsWith(BASE + "/").doesNotContain("/login");
            }
        }
    }

    @Test
    void the_stranger_is_one() {
        Page page = stranger("localhost");
        assertThat(page.locator("h1")).hasText("Win a prize");
        assertThat(window.cookies(BASE)).as("what the browser sends along").contains("devledger-session");
    }
}
