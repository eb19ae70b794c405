package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one session of a browser may ask for, which is nobody else's business, and what streams leave to a token. */
@Tag("long")
class SessionLimitsIT {
    private static final int REQUESTS = 6;
    private static final int STREAMS = 2;

    /** Of one token, which has so many streams beside them. */
    private static final int AT_ONCE = 2;

    private static final int STREAMS_OF_A_TOKEN = 100;

    private static RunningDevledger node;
    private static Api api;

    private OwnersBrowser browser;

    @BeforeAll
    static void start() {
        node = SharedDevledger.anotherNode(
                "devledger.auth.embedded=true",
                "devledger.limits.at-once=" + AT_ONCE,
                "devledger.limits.session-requests=" + REQUESTS,
                "devledger.limits.session-streams=" + STREAMS);
        api = node.api();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void login() {
        browser = new OwnersBrowser(api).login(api.token());
    }

    private List<Api.Answer> refused(String path) {
        return refused(200, () -> browser.get(path));
    }

    /** Of so many, sent one behind the other within less than a second, those that were answered otherwise. */
    private static List<Api.Answer> refused(int usual, Supplier<Api.Answer> request) {
        for (int attempt = 0; attempt < 20; attempt++) {
            long begin = System.nanoTime();
            List<Api.Answer> answers =
                    Stream.generate(request).limit(2 * REQUESTS).toList();
            if (System.nanoTime() - begin < 1_000_000_000L) {
                assertThat(answers).filteredOn(each -> each.status() == usual).hasSizeLessThanOrEqualTo(REQUESTS);
                return answers.stream().filter(each -> each.status() != usual).toList();
            }
        }
        throw new AssertionError("this machine is too slow to ask for too much");
    }

    @Test
    void more_in_a_second_is_a_page_that_says_so_and_a_problem_of_the_api() {
        List<Api.Answer> pages = refused("/tokens");
        assertThat(pages).hasSizeGreaterThanOrEqualTo(REQUESTS);
        assertThat(pages).allSatisfy(each -> {
            assertThat(each.status()).isEqualTo(429);
            assertThat(each.header("Content-Type")).startsWith("text/html");
            assertThat(each.header("Retry-After")).isEqualTo("1");
            assertThat(each.body()).contains("its 6 requests of a second", "devledger.limits.session-requests");
        });
        assertThat(refused("/api/projects?limit=1")).isNotEmpty().allSatisfy(each -> {
            assertThat(each.header("Content-Type")).startsWith("application/problem+json");
            assertThat(each.text("type")).isEqualTo("urn:devledger:problem:rate_limited");
            assertThat(each.header("Retry-After")).isEqualTo("1");
        });
        OwnersBrowser other = new OwnersBrowser(api).login(api.token());
        other.get("/tokens").expect(200);
        for (int i = 0; i < 4 * REQUESTS; i++) {
            api.get(200, "/api/projects?limit=1");
            api.send("GET", "/tokens", null, "Accept", "text/html").expect(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a form without the CSRF token, 403, /login/again, token=x",
        "one whose CSRF token is wrong, 403, /logout, _csrf=x",
        "one that is broken, 400, /login/again, token=x%ZZ",
        "one that is broken where apps are let in, 400, /oauth2/authorize, scope=x%ZZ",
        "one that lets in an app without the CSRF token, 403, /oauth2/authorize, scope=read",
        "one of a kind that nobody reads, 403, /api/projects, name=x"
    })
    void what_is_refused_counts(String what, int status, String path, String form) {
        assertThat(refused(status, () -> browser.post(path, form)))
                .as(what)
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.status()).as(each.body()).isEqualTo(429);
                    assertThat(each.header("Retry-After")).isEqualTo("1");
                });
    }

    @Test
    void what_all_pages_share_does_not_count() {
        for (String path :
                List.of("/theme.css", "/dashboard/frame.css", "/dashboard.js", "/dashboard/live.js", "/favicon.svg")) {
            for (int i = 0; i < REQUESTS; i++) {
                browser.get(path).expect(200);
            }
        }
        Wait.until("let in", () -> browser.get("/tokens").status() == 200);
    }

    /** Open streams take no place of a request: as many as there may be, and requests are answered beside them. */
    @Test
    void a_token_with_a_hundred_streams_has_no_more_of_them_and_all_its_requests() throws Exception {
        Api reader = api.as(api.post(201, "/api/access-tokens", "{\"name\":\"Streams\",\"scopes\":[\"read\"]}")
                .text("token"));
        HttpClient client = HttpClient.newHttpClient();
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        try {
            for (int i = 0; i < STREAMS_OF_A_TOKEN; i++) {
                open.add(stream(client, "Authorization", "Bearer " + reader.token()));
                assertThat(open.getLast().statusCode()).as("stream " + i).isEqualTo(200);
            }
            Api.Answer refused = reader.get(429, "/api/events");
            assertThat(refused.text("detail")).contains("100 streams of events");
            assertThat(refused.header("Retry-After")).isEqualTo("30");
            for (int i = 0; i < 2 * AT_ONCE; i++) {
                reader.get(200, "/api/projects?limit=1");
                reader.post(200, "/mcp", Mcp.INITIALIZE, "Accept", Mcp.BOTH);
            }
            HttpResponse<InputStream> ofTheOwner = stream(client, "Authorization", "Bearer " + api.token());
            open.add(ofTheOwner);
            assertThat(ofTheOwner.statusCode()).isEqualTo(200);
            open.removeFirst().body().close();
            Wait.until("room for another", () -> {
                api.post(201, "/api/projects", "{\"name\":\"Said to who listens\"}");
                HttpResponse<InputStream> another = stream(client, "Authorization", "Bearer " + reader.token());
                open.add(another);
                return another.statusCode() == 200;
            });
        } finally {
            for (HttpResponse<InputStream> each : open) {
                each.body().close();
            }
        }
    }

    private HttpResponse<InputStream> stream(HttpClient client) {
        return stream(client, "Cookie", browser.cookies());
    }

    private static HttpResponse<InputStream> stream(HttpClient client, String name, String who) {
        HttpRequest request = HttpRequest.newBuilder(api.base().resolve("/api/events"))
                .header(name, who)
                .build();
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
