package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The door for agents over a restart, and what it offers as it is configured. */
@Tag("long")
class McpLifeIT {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";
    private static final String SOURCES = "spring.main.sources=" + ProbeTools.class.getName();

    private static Mcp before;
    private static String list;
    private static Duration toStop;
    private static String streamed;
    private static RunningDevledger second;

    @BeforeAll
    static void restart() throws Exception {
        Path folder = SharedDevledger.newFolder();
        RunningDevledger first = SharedDevledger.start(folder);
        try (HttpClient client = HttpClient.newHttpClient()) {
            before = Mcp.connect(first.api());
            list = before.ask("tools/list", "{}");
            isWithinItsSizes(before);
            HttpResponse<InputStream> stream = listen(client, first.api(), Mcp.connect(first.api()));
            Instant stop = Instant.now();
            first.close();
            toStop = Duration.between(stop, Instant.now());
            streamed = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            first.close();
        }
        second = SharedDevledger.start(folder);
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    @Test
    void a_restart_ends_sessions_and_changes_no_byte_of_the_list() {
        Api.Answer gone = second.api().post(404, "/mcp", PING, "Accept", Mcp.BOTH, "Mcp-Session-Id", before.session());
        assertThat(gone.json().at("/error/code").asInt()).isEqualTo(-32001);
        assertThat(Mcp.connect(second.api()).ask("tools/list", "{}")).isEqualTo(list);
    }

    @Test
    void an_open_stream_does_not_hold_up_the_end() {
        assertThat(toStop).isLessThan(Duration.ofSeconds(25));
        assertThat(streamed).as("it was ended, not cut").startsWith(":");
    }

    private static void isWithinItsSizes(Mcp agent) {
        String list = agent.ask("tools/list", "{}");
        assertThat(list.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(21_000);
        JsonNode tools = agent.result("tools/list", "{}").path("tools");
        assertThat(tools.size()).isLessThanOrEqualTo(20);
        assertThat(tools.valueStream()).allSatisfy(tool -> {
            assertThat(tool.path("description").asString()).isNotBlank().hasSizeLessThanOrEqualTo(2_048);
            assertThat(tool.path("outputSchema").isObject()).isTrue();
            assertThat(tool.path("annotations").propertyNames())
                    .containsExactlyInAnyOrder("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
        });
        assertThat(agent.told().path("instructions").asString()).isNotBlank().hasSizeLessThanOrEqualTo(2_048);
    }

    private static HttpResponse<InputStream> listen(HttpClient client, Api api, Mcp agent) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.base().resolve("/mcp"))
                .headers("Authorization", "Bearer " + api.token(), "Accept", "text/event-stream")
                .header("Mcp-Session-Id", agent.session())
                .build();
        HttpResponse<InputStream> stream = client.send(request, BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        return stream;
    }

    @Test
    void a_server_that_only_reads_lists_no_tool_that_writes_and_refuses_its_call() {
        try (RunningDevledger devledger = SharedDevledger.anotherNode(SOURCES, "devledger.mcp.read-only=true")) {
            Mcp agent = Mcp.connect(devledger.api());
            assertThat(names(agent)).contains("probe_read").doesNotContain("probe_write", "ticktick_probe");
            assertThat(agent.result("tools/list", "{}").path("tools").valueStream())
                    .allMatch(tool -> tool.at("/annotations/readOnlyHint").asBoolean());
            assertThat(agent.call("probe_read", "{}").path("isError").asBoolean())
                    .isFalse();
            refuses(agent.call("probe_write", "{}"), "read_only:", "devledger.mcp.read-only");
        }
    }

    @Test
    void the_toolsets_are_those_that_are_asked_for() {
        try (RunningDevledger devledger = SharedDevledger.anotherNode(SOURCES, "devledger.mcp.toolsets=ticktick")) {
            Mcp agent = Mcp.connect(devledger.api());
            assertThat(names(agent)).contains("ticktick_probe").allMatch(name -> name.startsWith("ticktick_"));
            assertThat(agent.call("ticktick_probe", "{}").path("isError").asBoolean())
                    .isFalse();
            refuses(agent.call("probe_read", "{}"), "toolset_off:", "devledger.mcp.toolsets");
        }
    }

    private static List<String> names(Mcp agent) {
        return agent.result("tools/list", "{}")
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
    }

    private static void refuses(JsonNode result, String... words) {
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        assertThat(result.at("/content/0/text").asString()).contains(words);
    }
}
