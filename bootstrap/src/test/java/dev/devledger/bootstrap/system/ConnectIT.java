package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A person lets Devledger into an account, in the three ways that a redirect URL can be; each test starts where the one before ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class ConnectIT {
    private static final Path FOLDER = SharedDevledger.newFolder();
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static TickTickFront front;
    private static final ClickUpFront CLICKUP = new ClickUpFront();

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeAll
    static void begin() {
        front = new TickTickFront(SharedDevledger.get().api());
        LOG.start();
    }

    @AfterAll
    static void end() {
        if (front != null) {
            front.close();
        }
        CLICKUP.close();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
        ((Logger) LoggerFactory.getLogger("dev.devledger")).setLevel(null);
    }

    /** A start configures the log anew. */
    private static RunningDevledger start(String... more) {
        RunningDevledger devledger = RunningDevledger.start(FOLDER, front.properties(more));
        ((Logger) LoggerFactory.getLogger("dev.devledger")).setLevel(Level.TRACE);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
        return devledger;
    }

    @Test
    @Order(1)
    void what_waits_goes_out_as_soon_as_the_account_is_connected() throws Exception {
        try (RunningDevledger devledger = start(CLICKUP.properties().toArray(String[]::new))) {
            Api api = devledger.api();
            Ledger ledger = new Ledger(api);
            String project = ledger.project("Waits for its account", "");
            api.post(200, "/api/sync/run", null);
            String connect = "http://localhost:" + api.base().getPort() + "/oauth/ticktick/connect";
            JsonNode status = ledger.atRest("ticktick");
            assertThat(text(status, "state")).isEqualTo("needs-authorization");
            assertThat(text(status, "message"))
                    .isEqualTo("No TickTick account is connected; connect it at " + connect + ".");
            assertHealth(api, "UNKNOWN", connect);
            assertThat(page(api, "/").body()).contains("Connect TickTick", "/oauth/ticktick/connect");

            assertWrongReturns(api);
            HttpResponse<String> end = get(front.agree(begin(api)));
            assertThat(end.statusCode()).as(end.body()).isEqualTo(200);
            assertThat(end.body()).contains("TickTick is connected").doesNotContain("example-");
            long connected = System.nanoTime();
            ledger.card(project);
            assertThat(Duration.ofNanos(System.nanoTime() - connected))
                    .as("a held connector would wait for a minute")
                    .isLessThan(Duration.ofSeconds(50));
            ledger.idle();
            assertThat(text(ledger.syncStatus(), "message")).isEmpty();
            assertHealth(api, "UP", "live");
            assertThat(page(api, "/").body()).doesNotContain("Connect TickTick");
            assertStoredEncrypted(devledger);

            front.valid.clear();
            String refused = ledger.project("After the token was revoked", "");
            ledger.eventuallyStatus(
                    revoked -> assertThat(text(revoked, "state")).isEqualTo("needs-authorization"));
            assertThat(text(ledger.atRest("ticktick"), "message")).contains("does not accept the token", connect);
            assertThat(get(front.agree(begin(api))).statusCode()).isEqualTo(200);
            ledger.card(refused);
            connectAnotherService(devledger);
        }
    }

    /** Beside the first one: both have the same pages, and nothing else in common. */
    private void connectAnotherService(RunningDevledger devledger) throws Exception {
        Api api = devledger.api();
        String connect = "http://localhost:" + api.base().getPort() + "/oauth/clickup/connect";
        assertClickUp(api, "No ClickUp account is connected; connect it at " + connect + ".");
        assertThat(page(api, "/").body()).contains("Connect ClickUp").doesNotContain("Connect TickTick");
        URI back = CLICKUP.agree(beginClickUp(api, "connect"));
        URI elsewhere = URI.create(back.toString().replace("/oauth/clickup/", "/oauth/ticktick/"));
        assertThat(get(elsewhere).statusCode()).as("a state of another service").isEqualTo(400);
        HttpResponse<String> end = get(back);
        assertThat(end.statusCode()).as(end.body()).isEqualTo(200);
        assertThat(end.body()).contains("ClickUp is connected").doesNotContain("example-", "ends on");
        assertThat(get(back).statusCode()).as("its state is used up").isEqualTo(400);
        assertThat(new Tables(devledger)
                        .jdbc()
                        .sql("select encode(ciphertext, 'escape') from secret where name = 'clickup/live/token'")
                        .query(String.class)
                        .single())
                .doesNotContain("example-");

        api.post(200, "/api/sync/run?connector=clickup", null);
        assertClickUp(api, "several workspaces are granted", "devledger.clickup.workspace", "Work (108), Home (109)");

        CLICKUP.valid.clear();
        api.post(200, "/api/sync/run?connector=clickup", null);
        assertClickUp(api, "ClickUp does not accept the token (OAUTH_019)", connect);
        assertThat(get(CLICKUP.agree(beginClickUp(api, "authorize"))).statusCode())
                .as("the other name of the same page")
                .isEqualTo(200);
        Ledger.eventually(() -> assertClickUp(api, "several workspaces are granted"));
    }

    private static URI beginClickUp(Api api, String page) {
        return URI.create(api.get(302, "/oauth/clickup/" + page).header("Location"));
    }

    private static void assertClickUp(Api api, String... told) {
        JsonNode status = new Ledger(api).atRest("clickup");
        assertThat(text(status, "state")).isEqualTo("needs-authorization");
        assertThat(text(status, "message")).contains(told);
        JsonNode health = api.read("/actuator/health");
        assertThat(text(health.at("/components/clickup"), "status")).isEqualTo("UNKNOWN");
    }

    private URI begin(Api api) {
        Api.Answer begun = api.get(302, "/oauth/ticktick/connect");
        assertThat(begun.header("Cache-Control")).contains("no-store");
        return URI.create(begun.header("Location"));
    }

    private void assertWrongReturns(Api api) throws Exception {
        api.as("").get(401, "/oauth/ticktick/connect");
        URI back = front.agree(begin(api));
        HttpResponse<String> wrong = page(api, "/oauth/ticktick/callback?code=x&state=%3Cb%3E");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("TickTick is not connected", "/oauth/ticktick/connect");
        assertThat(wrong.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(wrong.headers().allValues("Set-Cookie")).isEmpty();
        URI denied = URI.create(back.toString().replaceAll("code=[^&]*", "error=access_denied"));
        assertThat(get(denied).statusCode()).isEqualTo(403);
        assertThat(get(back).statusCode()).as("its state is used up").isEqualTo(400);
        URI forged = URI.create(front.agree(begin(api)).toString().replaceAll("code=[^&]*", "code=made-up"));
        HttpResponse<String> refused = get(forged);
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(refused.body()).contains("invalid_grant", "connect again");
    }

    private static void assertHealth(Api api, String status, String told) {
        JsonNode health = api.read("/actuator/health");
        assertThat(text(health, "status")).isEqualTo("UP");
        JsonNode ticktick = health.at("/components/ticktick");
        assertThat(text(ticktick, "status")).isEqualTo(status);
        assertThat(ticktick.path("details").toString()).contains(told);
        JsonNode strangers = api.as("").read("/actuator/health");
        assertThat(strangers.toString()).doesNotContain("details", "oauth");
    }

    private static void assertStoredEncrypted(RunningDevledger devledger) {
        List<String> rows = new Tables(devledger)
                .jdbc()
                .sql("select name || ' ' || encode(ciphertext, 'escape') from secret")
                .query(String.class)
                .list();
        assertThat(rows).singleElement().satisfies(row -> assertThat(row)
                .startsWith("ticktick/live/token ")
                .doesNotContain("example-token"));
    }

    @Test
    @Order(2)
    void another_key_needs_another_connection_which_may_come_back_on_a_port_of_its_own() throws Exception {
        int port = freePort();
        try (RunningDevledger devledger = start(
                "devledger.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "devledger.ticktick.redirect-url=http://127.0.0.1:" + port + "/auth")) {
            Api api = devledger.api();
            Ledger ledger = new Ledger(api);
            JsonNode status = ledger.atRest("ticktick");
            assertThat(text(status, "state")).isEqualTo("needs-authorization");
            assertThat(text(status, "message")).contains("cannot be decrypted with this encryption key");
            String project = ledger.project("Under another key", "");
            login(api);
            HttpResponse<String> begun = page(api, "/oauth/ticktick/connect");
            assertThat(begun.statusCode()).isEqualTo(302);
            URI back = front.agree(
                    URI.create(begun.headers().firstValue("Location").orElseThrow()));
            assertThat(back).hasHost("127.0.0.1").hasPort(port).hasPath("/auth");

            HttpResponse<String> elsewhere = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(back).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(elsewhere.statusCode()).as("in another browser").isEqualTo(400);
            back = front.agree(URI.create(page(api, "/oauth/ticktick/connect")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow()));
            assertThat(get(back).statusCode()).isEqualTo(200);
            ledger.card(project);
        }
    }

    @Test
    @Order(3)
    void a_connection_outlives_a_restart_and_another_path_of_the_same_port_will_do() throws Exception {
        int port = freePort();
        front.givesRenewals = true;
        try (RunningDevledger devledger = start(
                "devledger.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "server.port=" + port,
                "devledger.ticktick.redirect-url=http://localhost:" + port + "/signed-in")) {
            Api api = devledger.api();
            Ledger ledger = new Ledger(api);
            ledger.card(ledger.project("After a restart", ""));
            URI back = front.agree(begin(api));
            assertThat(back).hasPath("/signed-in");
            HttpResponse<String> end = get(back);
            assertThat(end.statusCode()).as(end.body()).isEqualTo(200);
            assertThat(end.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'");
            api.as("").get(401, "/signed-in");
            assertRenewed(api, ledger);
        }
    }

    /** The renewals were given with the connection that has just been made. */
    private static void assertRenewed(Api api, Ledger ledger) {
        front.valid.clear();
        ledger.card(ledger.project("With a token that was renewed", ""));
        assertThat(front.renewed).as("renewals bought").hasValue(1);
        assertThat(text(ledger.syncStatus(), "state")).isIn("idle", "running");
        front.valid.clear();
        api.get(200, "/api/ticktick/projects");
        assertThat(front.renewed).as("the renewed token came with another").hasValue(2);
    }

    /** Our own log at its most talkative, everybody else's as it is. */
    @Test
    @Order(4)
    void no_log_has_a_token_a_code_a_state_or_the_client_secret() {
        assertThat(front.secrets).hasSizeGreaterThan(15);
        List<String> lines = List.copyOf(LOG.list).stream()
                .map(event -> event.getLoggerName() + " " + event.getFormattedMessage() + " "
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .toList();
        assertThat(lines).anyMatch(line -> line.contains("ticktick is connected (by owner)"));
        for (String secret :
                Stream.concat(front.secrets.stream(), CLICKUP.secrets.stream()).toList()) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
        }
    }

    private HttpResponse<String> page(Api api, String path) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api.base().resolve(path)).header("Accept", "text/html");
        if (cookies.getCookieStore().getCookies().isEmpty()) {
            request.header("Authorization", "Bearer " + api.token());
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void login(Api api) throws Exception {
        HttpResponse<String> page = get(api.base().resolve("/login"));
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(csrf.find()).isTrue();
        HttpRequest enter = HttpRequest.newBuilder(api.base().resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + api.token() + "&to=/&_csrf="
                        + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8)))
                .build();
        assertThat(browser.send(enter, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(303);
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
