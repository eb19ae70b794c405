package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.access.AccessTokens.NewAccessToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The door itself: what one caller may ask for, what becomes of guesses, and of hundreds of slow bodies. */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
@Tag("long")
class DoorIT {
    private static final Api OPEN = SharedDevledger.get().api();
    private static final String STRANGER = "198.51.100.";

    private static RunningDevledger node;
    private static Api api;
    private static JdbcClient database;

    /** The owner has limits here, so that there is somebody who has. */
    @BeforeAll
    static void start() {
        node = SharedDevledger.anotherNode(
                "devledger.behind-proxy=true",
                "devledger.limits.owner=true",
                "devledger.limits.requests=60",
                "devledger.limits.at-once=3",
                "devledger.limits.wrong-tokens=3");
        api = node.api();
        database = JdbcClient.create(node.bean(DataSource.class));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static void sql(String sql) {
        database.sql(sql).update();
    }

    private static void isTooMany(Api.Answer refused, String setting) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.text("type")).isEqualTo("urn:devledger:problem:rate_limited");
        assertThat(refused.text("detail")).contains(setting);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 70);
    }

    private static void isTooManyForAgents(Api.Answer refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(429);
        assertThat(refused.json().path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(refused.json().at("/error/code").asInt()).isEqualTo(-32000);
        assertThat(refused.json().at("/error/message").asString()).contains("Retry-After", "devledger.limits");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 70);
    }

    @Test
    void a_token_that_was_revoked_or_has_expired_is_no_guess() {
        AccessTokens tokens = node.inside().accessTokens;
        AccessTokens.Created revoked = tokens.create(new NewAccessToken("ended", List.of("read"), null, null));
        tokens.revoke(revoked.token().id().toString());
        AccessTokens.Created expired = tokens.create(
                new NewAccessToken("over", List.of("read"), null, Instant.now().plusMillis(300)));
        Wait.until(
                "expired", () -> api.as(expired.secret()).get("/api/projects").status() == 401);
        for (int i = 0; i < 10; i++) {
            for (String path : List.of("/api/projects", "/mcp")) {
                Api.Answer was = api.as(revoked.secret()).get(401, path);
                assertThat(was.header("WWW-Authenticate"))
                        .contains("error=\"invalid_token\"", "This access token was revoked.");
                assertThat(api.as(expired.secret()).get(401, path).header("WWW-Authenticate"))
                        .contains("This access token has expired.");
            }
        }
    }

    private static boolean isLetIn() {
        return api.get("/api/projects?limit=1").status() == 200;
    }

    /** As if another node had let in all of them. */
    @Test
    void the_requests_of_a_minute_are_those_of_all_nodes() {
        Wait.until("let in", DoorIT::isLetIn);
        sql("insert into caller_requests as r values ('owner', floor(extract(epoch from clock_timestamp()) / 10), 60)"
                + " on conflict (caller, slot) do update set requests = 60");
        int left = 0;
        while (isLetIn()) {
            left++;
        }
        assertThat(left).as("what this node had taken").isLessThanOrEqualTo(6);
        isTooMany(api.get("/api/projects"), "devledger.limits.requests");
        isTooManyForAgents(api.post("/mcp", Mcp.INITIALIZE, "Accept", Mcp.BOTH));
        OPEN.get(200, "/api/projects?limit=1");
        sql("delete from caller_requests");
        Wait.until("let in again", DoorIT::isLetIn);
    }

    private static Socket open(Api api, String sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.base().getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void who_has_no_limits_costs_the_database_nothing_and_who_has_seldom_a_statement() {
        Queue<String> without = CountedDatabase.watch("door-without");
        OPEN.send("GET", "/api/projects?limit=1", null, "X-Request-Id", "door-without")
                .expect(200);
        assertThat(without).isNotEmpty().noneMatch(sql -> sql.contains("caller_"));
        Wait.until("let in", DoorIT::isLetIn);
        List<Queue<String>> with = IntStream.range(0, 20)
                .mapToObj(i -> {
                    Queue<String> watched = CountedDatabase.watch("door-with-" + i);
                    api.send("GET", "/api/projects?limit=1", null, "X-Request-Id", "door-with-" + i)
                            .expect(200);
                    return watched;
                })
                .toList();
        long asked = with.stream()
                .filter(each -> each.stream().anyMatch(sql -> sql.contains("caller_")))
                .count();
        assertThat(asked).isLessThanOrEqualTo(8);
        sql("delete from caller_requests");
    }

    @Test
    void who_guesses_is_slowed_down_by_their_own_address_and_who_has_the_token_is_not() {
        Api guess = api.as("dlo_" + "A".repeat(43));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(from(guess, STRANGER + 7).status());
        }
        assertThat(statuses).containsExactly(401, 401, 401, 429);
        Api.Answer refused = from(guess, STRANGER + 7);
        assertThat(refused.text("detail")).contains("wrong tokens");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(15, 20);
        assertThat(from(guess, STRANGER + 8).status()).isEqualTo(401);
        assertThat(from(guess, "2001:db8::1").status()).isEqualTo(401);
        Wait.until(
                "let in from where somebody guesses",
                () -> from(api, STRANGER + 7).status() == 200);
        assertThat(guess.send("POST", "/mcp", Mcp.INITIALIZE, "X-Forwarded-For", STRANGER + 7, "Accept", Mcp.BOTH)
                        .status())
                .isEqualTo(429);
        assertThat(guess.get("/api/projects").status()).as("the proxy itself").isEqualTo(401);
    }

    private static Api.Answer from(Api who, String address) {
        return who.send("GET", "/api/projects?limit=1", null, "X-Forwarded-For", address);
    }

    @Test
    void at_the_login_page_too() {
        for (int i = 0; i < 3; i++) {
            assertThat(login(api, "wrong", STRANGER + 9).status()).isEqualTo(401);
        }
        RawHttp refused = login(api, "wrong", STRANGER + 9);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(15, 20);
        assertThat(refused.body()).contains("Too many wrong tokens");
        assertThat(login(api, api.token(), STRANGER + 9).status()).isEqualTo(303);
    }

    @Test
    void where_the_owner_token_is_shown_again_too() {
        OwnersBrowser browser = new OwnersBrowser(api).login(api.token());
        for (int i = 0; i < 3; i++) {
            again(browser, "wrong").expect(422);
        }
        Api.Answer refused = again(browser, "wrong").expect(429);
        assertThat(refused.text("detail")).contains("not the owner token", "Too many wrong tokens");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(15, 20);
        again(browser, api.token()).expect(204);
    }

    private static Api.Answer again(OwnersBrowser browser, String token) {
        String csrf = OwnersBrowser.csrf(browser.get("/login"));
        return browser.post(
                "/login/again",
                "token=" + token + "&_csrf=" + csrf,
                "Accept",
                "application/json",
                "X-Forwarded-For",
                STRANGER + 10);
    }

    /** Only the browser of whoever came by HTTPS is told to keep the cookie to that, and only a proxy can say so. */
    @Test
    void what_a_proxy_says_counts_behind_one_only() {
        String session = "devledger-session";
        assertThat(login(api, api.token(), STRANGER + 1).header("Set-Cookie")).contains(session, "Secure");
        assertThat(login(OPEN, OPEN.token(), STRANGER + 1).header("Set-Cookie"))
                .contains(session)
                .doesNotContain("Secure");
    }

    private static RawHttp login(Api api, String token, String address) {
        String forwarded = "X-Forwarded-For: " + address;
        RawHttp page = RawHttp.send(api.base(), "GET", "/login", "", forwarded);
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(csrf.find()).isTrue();
        String cookie = "Cookie: " + page.header("Set-Cookie").replaceFirst(";.*", "");
        return RawHttp.send(
                api.base(),
                "POST",
                "/login",
                "token=" + token + "&_csrf=" + csrf.group(1),
                "Content-Type: application/x-www-form-urlencoded",
                "X-Forwarded-Proto: https",
                cookie,
                forwarded);
    }

    /** Which is nothing unexpected, and would fill the log. */
    @Test
    void a_body_that_is_broken_off_is_told_in_one_sentence_and_not_logged(CapturedOutput output) {
        int before = output.getAll().length();
        for (String path : List.of("/api/projects", "/api/import", "/api/nothing")) {
            RawHttp answer = RawHttp.send(
                    OPEN.base(),
                    "POST",
                    path,
                    "{",
                    "Content-Length: 50",
                    "Content-Type: " + (path.endsWith("import") ? "application/x-ndjson" : "application/json"),
                    "Authorization: Bearer " + OPEN.token());
            assertThat(answer.status()).isEqualTo(path.endsWith("nothing") ? 404 : 400);
            if (answer.status() == 400) {
                assertThat(answer.json().path("detail").asString())
                        .isEqualTo("The body is incomplete, came too slowly, or is not valid HTTP.");
            }
        }
        assertThat(output.getAll().substring(before)).doesNotContain("Unexpected failure");
    }

    /** A third says nothing, a third begins to, and a third has been answered and stays. */
    @Test
    void beside_two_thousand_idle_connections_others_are_answered() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 2_000; i++) {
                idle.add(open(
                        OPEN,
                        List.of("", "GET /login HT", "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .get(i % 3)));
            }
            OPEN.get(200, "/api/projects?limit=1");
            idle.getFirst().setSoTimeout(1);
            assertThatThrownBy(() -> idle.getFirst().getInputStream().read())
                    .as("the first is there still: nobody had to wait for its end")
                    .isInstanceOf(SocketTimeoutException.class);
            Mcp agent = Mcp.connect(OPEN);
            for (int i = 0; i < 20; i++) {
                OPEN.post(201, "/api/projects", "{\"name\": \"While others are silent\"}");
                OPEN.get(200, "/api/projects?limit=1");
                agent.answer("find_tasks", "{}");
            }
        } finally {
            for (Socket each : idle) {
                each.close();
            }
        }
    }

    @Test
    void while_five_hundred_bodies_are_coming_others_are_answered() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                slow.add(open(
                        OPEN,
                        "POST " + (i % 2 == 0 ? "/api/projects" : "/mcp") + " HTTP/1.1\r\nHost: localhost\r\n"
                                + "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 1000\r\nAuthorization: Bearer " + OPEN.token() + "\r\n\r\n{"));
            }
            Mcp agent = Mcp.connect(OPEN);
            for (int i = 0; i < 20; i++) {
                OPEN.post(201, "/api/projects", "{\"name\": \"While others dawdle\"}");
                OPEN.get(200, "/api/projects?limit=1");
                agent.answer("find_tasks", "{}");
            }
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }
}
