package dev.devledger.adapters.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.devledger.adapters.mcp.Agent;
import dev.devledger.adapters.mcp.DoorServer;
import dev.devledger.adapters.mcp.MovedClock;
import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.tool.Resources.Resource;
import dev.devledger.adapters.rest.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = DoorServer.class,
        properties = {"logging.level.io.modelcontextprotocol=off", "logging.level.org.springframework.ai=off"},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Timeout(180)
class SessionsOverHttpTest {
    private static final Duration TOO_LONG = Sessions.IDLE.plusSeconds(1);

    @LocalServerPort
    private int port;

    @Autowired
    private MovedClock clock;

    @Autowired
    private Streams streams;

    @Autowired
    @Qualifier("mcpRoutes")
    private RouterFunction<ServerResponse> transport;

    /** Nobody else's sessions count. */
    @BeforeEach
    void come_late() {
        clock.pass(TOO_LONG);
    }

    @AfterEach
    void let_all_end() {
        DoorServer.gate.opened.countDown();
        DoorServer.gate = new DoorServer.Gate();
        await().atMost(Duration.ofMinutes(1)).until(() -> streams.open() == 0);
    }

    private Agent agent(String principal) {
        return Agent.connected(port, principal);
    }

    private static void isGone(Http.Got got) {
        assertThat(got.status()).as(got.text()).isEqualTo(404);
        assertThat(got.json().at("/error/code").asInt()).isEqualTo(-32001);
        assertThat(got.field("/error/message"))
                .isEqualTo(GuardRefusal.noSession().getMessage());
    }

    @Test
    void another_one_s_session_is_as_unknown_as_one_that_never_was_and_lives_on() {
        Agent mine = agent("one");
        for (Agent stranger : List.of(new Agent(port, "two").in(mine.session()), new Agent(port, "two").in("never"))) {
            isGone(stranger.ask("ping", "{}"));
            isGone(stranger.send("GET", null));
            isGone(stranger.send("DELETE", null));
        }
        assertThat(mine.lives()).isTrue();
    }

    @Test
    void who_ends_a_session_cannot_go_on_with_it() {
        Agent mine = agent("one");
        Http.Got ended = mine.send("DELETE", null);
        assertThat(ended.status()).isEqualTo(200);
        isGone(mine.ask("ping", "{}"));
        isGone(mine.send("DELETE", null));
    }

    @Test
    void an_idle_one_has_ended_and_the_transport_forgets_it_with_the_next_that_is_opened() throws Exception {
        Agent idle = agent("one");
        Agent busy = agent("one");
        assertThat(transportKnows(idle)).isTrue();
        clock.pass(Sessions.IDLE);
        assertThat(busy.lives()).isTrue();
        clock.pass(Duration.ofSeconds(1));
        isGone(idle.ask("ping", "{}"));
        assertThat(busy.lives()).isTrue();
        agent("two");
        assertThat(transportKnows(idle)).isFalse();
        assertThat(transportKnows(busy)).isTrue();
    }

    /** Past the guard. A notification that nobody knows does nothing where there is a session. */
    private boolean transportKnows(Agent agent) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/mcp");
        request.addHeader("Accept", "application/json, text/event-stream");
        request.addHeader("Mcp-Session-Id", agent.session());
        request.setContent(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}".getBytes(StandardCharsets.UTF_8));
        ServerRequest past = ServerRequest.create(request, List.of(new StringHttpMessageConverter()));
        return transport.route(past).orElseThrow().handle(past).statusCode().is2xxSuccessful();
    }

    @Test
    void of_fifty_the_one_that_is_idle_longest_gives_way_in_the_transport_too() throws Exception {
        List<Agent> all = new ArrayList<>();
        for (int i = 0; i < Sessions.MOST_OF_ONE; i++) {
            clock.pass(Duration.ofMillis(1));
            all.add(agent("one"));
        }
        clock.pass(Duration.ofMillis(1));
        assertThat(all.getFirst().lives()).isTrue();
        agent("two");
        assertThat(all).allMatch(Agent::lives);
        all.reversed().forEach(each -> {
            clock.pass(Duration.ofMillis(1));
            assertThat(each.lives()).isTrue();
        });
        agent("one");
        isGone(all.getLast().ask("ping", "{}"));
        assertThat(transportKnows(all.getLast())).isFalse();
        assertThat(all.subList(0, all.size() - 1)).allMatch(Agent::lives);
    }

    @Test
    void fifty_in_use_are_enough_for_one() throws Exception {
        List<Agent> all = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < Sessions.MOST_OF_ONE; i++) {
                all.add(agent("one"));
                assertThat(listen(client, all.getLast()).statusCode()).isEqualTo(200);
            }
            Http.Got refused = new Agent(port, "one").open();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("60");
            assertThat(refused.json().path("id").asInt()).isEqualTo(1);
            assertThat(refused.field("/error/message")).contains("50", "DELETE");
            agent("two");
            assertThat(all).allMatch(Agent::lives);
            Http.Got ended = all.getFirst().send("DELETE", null);
            assertThat(ended.status()).as(ended.text()).isEqualTo(200);
            agent("one");
            client.shutdownNow();
        }
    }

    @RepeatedTest(10)
    void an_open_stream_keeps_its_session_until_its_client_has_gone_without_a_word() throws Exception {
        Agent mine = agent("one");
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<InputStream> stream = listen(client, mine);
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(stream.body().read()).as("a beat").isEqualTo(':');
        clock.pass(TOO_LONG);
        assertThat(mine.lives()).isTrue();
        clock.pass(TOO_LONG);
        agent("two");
        assertThat(transportKnows(mine)).isTrue();
        stream.body().close();
        client.shutdownNow();
        await().atMost(Duration.ofMinutes(1)).until(() -> streams.open() == 0);
        assertThat(mine.lives()).isTrue();
        clock.pass(TOO_LONG);
        isGone(mine.ask("ping", "{}"));
    }

    @Test
    void a_new_stream_takes_the_place_of_the_one_before_also_where_a_client_asks_for_what_it_missed() throws Exception {
        Agent mine = agent("one");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> first = listen(client, mine);
            HttpResponse<InputStream> second = listen(client, mine, "Last-Event-ID", "some-event");
            assertThat(first.body().readAllBytes()).as("it has ended").isNotEmpty();
            assertThat(second.body().read()).isEqualTo(':');
            assertThat(streams.open()).isEqualTo(1);
            assertThat(mine.send("DELETE", null).status()).isEqualTo(200);
            assertThat(second.body().readAllBytes()).isNotEmpty();
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> streams.open() == 0);
    }

    @Test
    void a_session_lists_the_projects_of_today_and_is_told_what_changes() throws Exception {
        DoorServer.listed.set(List.of());
        Agent mine = agent("one");
        assertThat(mine.answer("resources/list", "{}").at("/result/resources").toString())
                .contains("devledger://overview", "ui://devledger/show")
                .doesNotContain("P-1");
        assertThat(mine.answer("resources/subscribe", "{\"uri\":\"devledger://nothing\"}")
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32002);
        assertThat(mine.answer("resources/subscribe", "{\"uri\":\"devledger://overview\"}")
                        .has("result"))
                .isTrue();
        HttpClient client = HttpClient.newHttpClient();
        try {
            BufferedReader told = new BufferedReader(
                    new InputStreamReader(listen(client, mine).body(), StandardCharsets.UTF_8));
            assertThat(told.readLine()).as("a beat: the stream is open").startsWith(":");
            DoorServer.changed.set("devledger://overview");
            listed("One");
            awaits(told, "notifications/resources/updated");
            awaits(told, "notifications/resources/list_changed");
            assertThat(mine.answer("resources/list", "{}")
                            .at("/result/resources")
                            .toString())
                    .contains("devledger://overview", "P-1");
            assertThat(mine.answer("resources/unsubscribe", "{\"uri\":\"devledger://overview\"}")
                            .has("result"))
                    .isTrue();
            listed("Another");
            awaits(told, "notifications/resources/list_changed");
            listed("A third");
            assertThat(method(told))
                    .as("nothing of the page any more")
                    .isEqualTo("notifications/resources/list_changed");
        } finally {
            client.shutdownNow();
            DoorServer.changed.set("");
            DoorServer.listed.set(List.of());
        }
    }

    private static void listed(String name) {
        DoorServer.listed.set(List.of(new Resource("devledger://projects/P-1", "P-1", name, "It began.")));
        DoorServer.settled.incrementAndGet();
    }

    /** Waits for a notification; the look at the ledger may tell others before. */
    private static void awaits(BufferedReader stream, String notification) throws IOException {
        while (!method(stream).equals(notification)) {
            continue;
        }
    }

    /** The method of the next notification. */
    private static String method(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (!line.startsWith("data:")) {
            line = stream.readLine();
        }
        return JsonMapper.shared()
                .readTree(line.substring("data:".length()))
                .path("method")
                .asString();
    }

    private HttpResponse<InputStream> listen(HttpClient client, Agent agent, String... more) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                .header("Authorization", "one")
                .header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", agent.session());
        if (more.length > 0) {
            request.headers(more);
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    @Test
    void calls_of_one_session_run_beside_each_other() throws Exception {
        Agent mine = agent("one");
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() ->
                mine.call("probe_wait", "{}").at("/structuredContent/said").asString());
        assertThat(DoorServer.gate.reached.await(60, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<String>> others = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> mine.call("probe_who", "{}")
                        .at("/structuredContent/said")
                        .asString()))
                .toList();
        assertThat(others).allSatisfy(other -> assertThat(other.join()).isEqualTo("one with probe/0.1"));
        assertThat(waiting).isNotDone();
        DoorServer.gate.opened.countDown();
        assertThat(waiting.join()).isEqualTo("through");
    }

    @Test
    void a_call_in_progress_keeps_its_session() throws Exception {
        Agent mine = agent("one");
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> mine.call("probe_wait", "{}"));
        assertThat(DoorServer.gate.reached.await(60, TimeUnit.SECONDS)).isTrue();
        clock.pass(TOO_LONG);
        agent("two");
        assertThat(transportKnows(mine)).isTrue();
        DoorServer.gate.opened.countDown();
        waiting.join();
        assertThat(mine.lives()).isTrue();
    }

    @Test
    void a_call_whose_session_is_ended_meanwhile_is_not_told_that_it_was_wrong() throws Exception {
        Agent mine = agent("one");
        CompletableFuture<Http.Got> waiting = CompletableFuture.supplyAsync(
                () -> mine.ask("tools/call", "{\"name\":\"probe_wait\",\"arguments\":{}}"));
        assertThat(DoorServer.gate.reached.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(mine.send("DELETE", "").status()).isEqualTo(200);
        DoorServer.gate.opened.countDown();
        assertThat(waiting.join().text()).contains("-32001", "may have been carried out", "get_history");
    }

    @Test
    void a_client_that_leaves_in_the_middle_of_a_call_finds_its_session_as_it_was() throws Exception {
        Agent mine = agent("one");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest call = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                .headers("Authorization", "one", "Content-Type", "application/json")
                .headers("Mcp-Session-Id", mine.session())
                .POST(
                        BodyPublishers.ofString(
                                "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\",\"params\":{\"name\":\"probe_wait\"}}"))
                .build();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(call, BodyHandlers.ofString());
        assertThat(DoorServer.gate.reached.await(60, TimeUnit.SECONDS)).isTrue();
        client.shutdownNow();
        assertThat(answer).failsWithin(Duration.ofSeconds(60));
        DoorServer.gate.opened.countDown();
        assertThat(DoorServer.gate.passed.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(mine.call("probe_who", "{}").at("/structuredContent/said").asString())
                .isEqualTo("one with probe/0.1");
        // Each look keeps a session awake whose call has not ended yet.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            clock.pass(TOO_LONG);
            isGone(mine.ask("ping", "{}"));
        });
    }
}
