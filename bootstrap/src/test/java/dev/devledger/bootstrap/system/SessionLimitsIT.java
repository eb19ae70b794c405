package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one session of a browser may ask for, which is nobody else's business. */
@Tag("long")
class SessionLimitsIT {
    private static final int REQUESTS = 6;
    private static final int STREAMS = 2;

    private static RunningDevledger node;
    private static Api api;

    private OwnersBrowser browser;

    @BeforeAll
    static void start() {
        node = SharedDevledger.anotherNode(
                "devledger.limits.session-requests=" + REQUESTS, "devledger.limits.session-streams=" + STREAMS);
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

    /** Of so many, sent one behind the other within less than a second, those that were refused. */
    private List<Api.Answer> refused(String path) {
        for (int attempt = 0; attempt < 20; attempt++) {
            long begin = System.nanoTime();
            List<Api.Answer> answers = IntStream.range(0, 2 * REQUESTS)
                    .mapToObj(i -> browser.get(path))
                    .toList();
            if (System.nanoTime() - begin < 1_000_000_000L) {
                assertThat(answers).filteredOn(each -> each.status() == 200).hasSizeLessThanOrEqualTo(REQUESTS);
                return answers.stream().filter(each -> each.status() != 200).toList();
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
            api.get("/api/projects?limit=1").expect(200);
            api.send("GET", "/tokens", null, "Accept", "text/html").expect(200);
        }
    }

    @Test
    void what_all_pages_share_does_not_count() {
        for (String path :
                List.of("/theme.css", "/dashboard.css", "/dashboard.js", "/dashboard/live.js", "/favicon.svg")) {
            for (int i = 0; i < REQUESTS; i++) {
                browser.get(path).expect(200);
            }
        }
        Wait.until("let in", () -> browser.get("/tokens").status() == 200);
    }

    @Test
    void so_many_streams_are_open_and_each_that_is_left_makes_room() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            open.add(stream(client));
            assertThat(open.getLast().statusCode()).isEqualTo(200);
        }
        HttpResponse<InputStream> refused = stream(client);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(new String(refused.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("2 streams", "devledger.limits.session-streams");
        HttpResponse<InputStream> ofTheToken = client.send(
                HttpRequest.newBuilder(api.base().resolve("/api/events"))
                        .header("Authorization", "Bearer " + api.token())
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(ofTheToken.statusCode()).isEqualTo(200);
        ofTheToken.body().close();
        open.getFirst().body().close();
        long begin = System.nanoTime();
        Wait.until("room for another", () -> {
            try {
                HttpResponse<InputStream> another = stream(client);
                another.body().close();
                return another.statusCode() == 200;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("it is found before there is anything to say")
                .isLessThan(Duration.ofSeconds(10));
        open.getLast().body().close();
    }

    private HttpResponse<InputStream> stream(HttpClient client) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(api.base().resolve("/api/events"))
                        .header("Cookie", browser.cookies())
                        .build(),
                BodyHandlers.ofInputStream());
    }
}
