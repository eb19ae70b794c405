package dev.devledger.adapters.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.Agent;
import dev.devledger.adapters.mcp.DoorServer;
import dev.devledger.adapters.mcp.MovedClock;
import dev.devledger.adapters.mcp.tool.Resources.Resource;
import dev.devledger.adapters.rest.Http;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = DoorServer.class,
        properties = {"logging.level.io.modelcontextprotocol=off", "logging.level.org.springframework.ai=off"},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ModernDoorTest {
    private static final String META = """
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientInfo":{"name":"probe","version":"0.1"},\
            "io.modelcontextprotocol/clientCapabilities":{}}""";

    private static final String VERSION = "MCP-Protocol-Version: 2026-07-28";

    private static final String ACCEPTS =
            "\"inputResponses\":{\"confirm\":{\"action\":\"accept\",\"content\":{\"confirm\":true}}}";

    @LocalServerPort
    private int port;

    @Autowired
    private MovedClock clock;

    @Autowired
    private Subscriptions subscriptions;

    private Http.Got send(String body, String... headers) {
        Map<String, String> always = Map.of("Authorization", "one", "Accept", "application/json, text/event-stream");
        String[] pairs = Stream.of(headers)
                .flatMap(header -> Stream.of(header.split(": ", 2)))
                .toArray(String[]::new);
        return new Http(port, always).send("POST", "/mcp", body, pairs);
    }

    private static String message(String method, String params) {
        String more = params.isEmpty() ? "" : params + ",";
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":{" + more + META + "}}";
    }

    /** Sends what a good client would send. */
    private Http.Got ask(String method, String params, String... named) {
        List<String> headers = new ArrayList<>(List.of(VERSION, "Mcp-Method: " + method));
        Stream.of(named).map(name -> "Mcp-Name: " + name).forEach(headers::add);
        return send(message(method, params), headers.toArray(String[]::new));
    }

    private JsonNode result(String method, String params, String... named) {
        Http.Got got = ask(method, params, named);
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        assertThat(got.header("Mcp-Session-Id")).isBlank();
        JsonNode result = got.json().path("result");
        assertThat(result.path("resultType").asString()).as(got.text()).isEqualTo("complete");
        assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").asString())
                .isEqualTo("devledger");
        return result;
    }

    private JsonNode call(String tool, String arguments) {
        return result("tools/call", "\"name\":\"" + tool + "\",\"arguments\":" + arguments, tool);
    }

    private static void refuses(Http.Got got, int status, int code, String... words) {
        assertThat(got.status()).as(got.text()).isEqualTo(status);
        assertThat(got.json().at("/error/code").asInt()).as(got.text()).isEqualTo(code);
        assertThat(got.json().at("/error/message").asString()).contains(words);
        assertThat(got.json().path("id").asInt()).isEqualTo(7);
    }

    @Test
    void the_server_is_discovered_without_a_session() {
        JsonNode told = result("server/discover", "");
        assertThat(told.path("supportedVersions").toString()).isEqualTo("[\"2026-07-28\"]");
        assertThat(told.path("capabilities").propertyNames()).contains("tools", "resources", "prompts", "completions");
        assertThat(told.path("instructions").asString()).startsWith("Devledger is the event-sourced ledger");
        assertThat(told.at("/_meta/io.modelcontextprotocol~1serverInfo/icons/0/src")
                        .asString())
                .startsWith("data:image/svg+xml;base64,");
        assertThat(told.path("ttlMs").asLong()).isEqualTo(3_600_000);
        assertThat(told.path("cacheScope").asString()).isEqualTo("public");
    }

    /** Both eras list the same, but for what only modern results have. */
    @ParameterizedTest
    @CsvSource({
        "tools/list, tools, 300000, private",
        "resources/list, resources, 0, private",
        "resources/templates/list, resourceTemplates, 3600000, public",
        "prompts/list, prompts, 3600000, public"
    })
    void each_list_is_the_list_of_the_other_era(String method, String field, long ttl, String scope) {
        JsonNode listed = result(method, "");
        JsonNode before = Agent.connected(port, "one").answer(method, "{}").path("result");
        assertThat(listed.path(field)).isEqualTo(before.path(field)).isNotEmpty();
        assertThat(listed.path("ttlMs").asLong()).isEqualTo(ttl);
        assertThat(listed.path("cacheScope").asString()).isEqualTo(scope);
        assertThat(before.propertyNames()).containsExactly(field);
        refuses(ask(method, "\"cursor\":\"2\""), 400, -32602, "cursor");
    }

    @Test
    void a_tool_that_is_shown_as_a_page_is_listed_to_who_shows_pages() {
        String list = message("tools/list", "");
        String shows = list.replace(
                "clientCapabilities\":{}", "clientCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/ui\":{}}}");
        String[] headers = {VERSION, "Mcp-Method: tools/list"};
        assertThat(send(shows, headers).json().at("/result/tools").findValuesAsString("name"))
                .contains("probe_page", "probe_who");
        assertThat(send(list, headers).json().at("/result/tools").findValuesAsString("name"))
                .contains("probe_who")
                .doesNotContain("probe_page");
    }

    @Test
    void a_call_is_answered_and_knows_who_called() {
        JsonNode result = call("probe_who", "{\"word\":\"a\"}");
        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(result.at("/structuredContent/said").asString()).isEqualTo("one with probe/0.1");
        assertThat(result.at("/content/0/text").asString()).isEqualTo("said one with probe/0.1");
        assertThat(result.has("ttlMs")).isFalse();
    }

    @Test
    void a_program_is_one_agent_in_both_eras_and_after_each_connection() {
        List<String> agents = Stream.of(
                        call("probe_agent", "{}"),
                        Agent.connected(port, "one").call("probe_agent", "{}"),
                        Agent.connected(port, "one").call("probe_agent", "{}"))
                .map(result -> result.at("/structuredContent/said").asString())
                .toList();
        assertThat(agents).containsOnly("probe@one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe_stale    | {}            | stale: it moved on.",
                "probe_who      | {\"many\": 9} | many",
                "probe_broken   | {}            | internal: unexpected error, id ",
                "probe_fatal    | {}            | internal: unexpected error, id ",
                "ticktick_probe | {}            | devledger.mcp.toolsets=default,ticktick."
            })
    void what_is_wrong_with_a_call_is_told_to_the_model(String tool, String arguments, String words) {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asString()).contains(words).doesNotContain("hunter2", "java.");
    }

    @Test
    void resources_prompts_and_completions_are_answered() {
        JsonNode read = result("resources/read", "\"uri\":\"devledger://projects/P-1\"", "devledger://projects/P-1");
        assertThat(read.at("/contents/0/text").asString()).isEqualTo("# P-1");
        assertThat(read.path("ttlMs").asLong(-1)).isZero();
        assertThat(read.path("cacheScope").asString()).isEqualTo("private");
        JsonNode prompt = result(
                "prompts/get", "\"name\":\"weekly_review\",\"arguments\":{\"project\":\"P-1\"}", "weekly_review");
        assertThat(prompt.at("/messages/0/content/text").asString()).isEqualTo("Review P-1");
        JsonNode values = result("completion/complete", """
                "ref":{"type":"ref/prompt","name":"weekly_review"},"argument":{"name":"project","value":"x"}""").at("/completion/values");
        assertThat(values.size()).isEqualTo(100);
        assertThat(values.path(0).asString()).isEqualTo("project-x1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools/call          | \"name\":\"nothing\"                    | nothing       | The tools are sync_now",
                "tools/call          | \"name\":\"probe_who\",\"arguments\":5  | probe_who     | arguments",
                "tools/call          | \"name\":{}                             | x             | name",
                "resources/read      | \"uri\":\"devledger://nothing\"         | devledger://nothing | devledger://nothing",
                "prompts/get         | \"name\":\"nothing\"                    | nothing       | nothing",
                "prompts/get         | \"name\":\"weekly_review\"              | weekly_review | project",
                "completion/complete | \"ref\":5                               | x             | ref",
                "completion/complete | \"ref\":{\"type\":\"ref/prompt\",\"name\":\"weekly_review\"} | x | name"
            })
    void params_that_do_not_fit_are_an_error_of_the_protocol(String method, String params, String name, String words) {
        refuses(ask(method, params, name), 400, -32602, words);
    }

    @Test
    void an_unknown_resource_says_its_address_and_a_broken_one_nothing() {
        Http.Got unknown = ask("resources/read", "\"uri\":\"devledger://nothing\"", "devledger://nothing");
        assertThat(unknown.json().at("/error/data/uri").asString()).isEqualTo("devledger://nothing");
        Http.Got broken = ask("resources/read", "\"uri\":\"devledger://projects/P-2\"", "devledger://projects/P-2");
        refuses(broken, 200, -32603, "internal");
        assertThat(broken.text()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "tasks/list",
                "nothing",
                "TOOLS/LIST"
            })
    void what_is_no_method_any_more_is_not_found(String method) {
        refuses(ask(method, ""), 404, -32601, "There is no method");
    }

    @Test
    void headers_say_what_the_body_says() {
        String list = message("tools/list", "");
        String call = message("tools/call", "\"name\":\"probe_who\"");
        String method = "Mcp-Method: tools/call";
        refuses(send(list, "Mcp-Method: tools/list"), 400, -32020, "MCP-Protocol-Version is missing");
        refuses(send(list, "MCP-Protocol-Version: 2025-11-25", "Mcp-Method: tools/list"), 400, -32020, "2025-11-25");
        refuses(send(list, VERSION), 400, -32020, "Mcp-Method is missing");
        refuses(send(list, VERSION, "Mcp-Method: Tools/List"), 400, -32020, "Tools/List");
        refuses(send(call, VERSION, method), 400, -32020, "Mcp-Name is missing");
        refuses(send(call, VERSION, method, "Mcp-Name: probe_stale"), 400, -32020, "probe_stale");
        refuses(send(call, VERSION, method, "Mcp-Name: =?base64?%%%?="), 400, -32020, "Mcp-Name");
        String encoded = Base64.getEncoder().encodeToString("probe_who".getBytes(StandardCharsets.UTF_8));
        assertThat(send(call, VERSION, method, "Mcp-Name: =?base64?" + encoded + "?=")
                        .status())
                .isEqualTo(200);
        assertThat(send(call, "mcp-protocol-version: 2026-07-28", "mcp-method: tools/call", "mcp-name: probe_who")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void another_version_is_told_which_there_are() {
        String body = message("tools/list", "").replace("2026-07-28", "2099-01-01");
        Http.Got got = send(body, "MCP-Protocol-Version: 2099-01-01", "Mcp-Method: tools/list");
        refuses(got, 400, -32022, "2099-01-01", "2026-07-28");
        assertThat(got.json().at("/error/data").toString())
                .contains("\"supported\":[\"2026-07-28\"]", "\"requested\":\"2099-01-01\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "protocolVersion\":\"2026-07-28\"    | protocolVersion\":5      | protocolVersion",
                "clientCapabilities\":{}             | clientCapabilities\":[]  | clientCapabilities",
                ",\"io.modelcontextprotocol/clientCapabilities\":{} | ''        | clientCapabilities"
            })
    void an_envelope_that_is_not_whole_is_refused(String part, String instead, String words) {
        String body = message("tools/list", "");
        assertThat(body).contains(part);
        refuses(send(body.replace(part, instead), VERSION, "Mcp-Method: tools/list"), 400, -32602, words);
    }

    @Test
    void a_header_alone_is_no_claim() {
        String list = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\"}";
        refuses(send(list, VERSION, "Mcp-Method: tools/list"), 400, -32602, "protocolVersion", "initialize");
        refuses(send(Agent.INITIALIZE.replace("\"id\":1", "\"id\":7"), VERSION), 400, -32020, "2026-07-28");
    }

    /** A client that knows both eras must never take an answer to a legacy request for a modern one. */
    @Test
    void what_claims_nothing_gets_no_modern_code() {
        Http.Got got =
                send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\"}", "MCP-Protocol-Version: 2099-01-01");
        refuses(got, 400, -32000, "2025-11-25");
        assertThat(Agent.connected(port, "one").call("probe_who", "{}").has("resultType"))
                .isFalse();
    }

    /** The range from -32000 to -32019 is closed in this version. */
    @Test
    void a_refusal_before_the_body_is_read_has_an_open_code() {
        String large = message("tools/list", "\"x\":\"" + "x".repeat(1024 * 1024) + "\"");
        Http.Got got = send(large, VERSION, "Mcp-Method: tools/list");
        assertThat(got.status()).isEqualTo(413);
        assertThat(got.json().at("/error/code").asInt()).isEqualTo(-32600);
    }

    @Test
    void a_notification_has_no_answer() {
        String body = message("notifications/cancelled", "\"requestId\":7").replace("\"id\":7,", "");
        Http.Got got = send(body, VERSION, "Mcp-Method: notifications/cancelled");
        assertThat(got.status()).as(got.text()).isEqualTo(202);
        assertThat(got.text()).isEmpty();
    }

    @Test
    void progress_comes_before_the_result_and_to_who_asked_for_it() {
        String withToken = message("tools/call", "\"name\":\"sync_now\"")
                .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":\"p\",");
        String[] headers = {VERSION, "Mcp-Method: tools/call", "Mcp-Name: sync_now"};
        Http.Got got = send(withToken, headers);
        assertThat(got.header("Content-Type")).startsWith("text/event-stream");
        assertThat(got.text()).doesNotContain("\nid:");
        List<JsonNode> told = got.text()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
                .toList();
        assertThat(told).hasSize(3);
        assertThat(told.get(0).at("/params/progressToken").asString()).isEqualTo("p");
        assertThat(told.get(1).at("/params/progress").asDouble()).isEqualTo(3);
        assertThat(told.getLast().at("/result/structuredContent/said").asString())
                .isEqualTo("synced");
        assertThat(told.getLast().path("id").asInt()).isEqualTo(7);
        Http.Got plain = send(message("tools/call", "\"name\":\"sync_now\""), headers);
        assertThat(plain.header("Content-Type")).startsWith("application/json");
        Http.Got noStream = send(withToken, VERSION, headers[1], headers[2], "Accept: application/json");
        assertThat(noStream.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void one_token_runs_fifty_calls_at_a_time() throws Exception {
        DoorServer.gate = new DoorServer.Gate();
        List<CompletableFuture<Http.Got>> calls = IntStream.rangeClosed(1, 51)
                .mapToObj(each -> CompletableFuture.supplyAsync(
                        () -> ask("tools/call", "\"name\":\"probe_wait\"", "probe_wait"), Thread::startVirtualThread))
                .toList();
        Object first =
                CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new)).join();
        refuses((Http.Got) first, 429, -32600, "at most 50");
        DoorServer.gate.opened.countDown();
        assertThat(calls.stream().map(CompletableFuture::join).map(Http.Got::status))
                .containsOnlyOnce(429)
                .contains(200);
        assertThat(call("probe_who", "{}").path("isError").asBoolean()).isFalse();
    }

    /** Calls the tool as a client whose person can be asked. */
    private Http.Got harm(String arguments, String more) {
        String params = "\"name\":\"probe_harm\",\"arguments\":" + arguments + (more.isEmpty() ? "" : "," + more);
        String body = message("tools/call", params).replace("Capabilities\":{}", "Capabilities\":{\"elicitation\":{}}");
        return send(body, VERSION, "Mcp-Method: tools/call", "Mcp-Name: probe_harm");
    }

    private static String state(Http.Got asked) {
        JsonNode result = asked.json().path("result");
        assertThat(result.path("resultType").asString()).as(asked.text()).isEqualTo("input_required");
        return "\"requestState\":" + result.path("requestState");
    }

    @Test
    void a_person_who_can_be_asked_is_asked_before_harm() {
        DoorServer.things = "one thing";
        Http.Got asked = harm("{\"confirm\":true}", "");
        JsonNode form = asked.json().at("/result/inputRequests/confirm");
        assertThat(form.path("method").asString()).isEqualTo("elicitation/create");
        assertThat(form.at("/params/message").asString()).isEqualTo("This deletes one thing.");
        assertThat(form.at("/params/requestedSchema/required/0").asString()).isEqualTo("confirm");
        Http.Got done = harm("{\"confirm\":true}", ACCEPTS + "," + state(asked));
        assertThat(done.json().at("/result/structuredContent/said").asString()).isEqualTo("deleted one thing");
        assertThat(done.json().at("/result/resultType").asString()).isEqualTo("complete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"decline\"}",
                "{\"action\":\"cancel\"}",
                "{\"action\":\"accept\"}",
                "{\"action\":\"accept\",\"content\":{\"confirm\":false}}",
                "{\"action\":\"accept\",\"content\":{\"confirm\":\"true\"}}"
            })
    void any_other_answer_is_none(String answer) {
        String state = state(harm("{}", ""));
        JsonNode result = harm("{}", "\"inputResponses\":{\"confirm\":" + answer + "}," + state)
                .json()
                .path("result");
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asString()).startsWith("declined: ");
    }

    @Test
    void an_answer_that_is_missing_is_asked_for_again_and_a_wrong_one_refused() {
        String state = state(harm("{}", ""));
        state(harm("{}", state));
        state(harm("{}", "\"inputResponses\":{\"other\":{\"action\":\"accept\"}}," + state));
        state(harm("{}", ACCEPTS));
        refuses(harm("{}", "\"inputResponses\":{\"confirm\":true}," + state), 400, -32602, "elicitation/create");
    }

    @Test
    void consent_to_one_thing_is_none_to_another() {
        DoorServer.things = "one thing";
        String state = state(harm("{}", ""));
        DoorServer.things = "two things";
        Http.Got asked = harm("{}", ACCEPTS + "," + state);
        assertThat(asked.json()
                        .at("/result/inputRequests/confirm/params/message")
                        .asString())
                .isEqualTo("This deletes two things.");
        Http.Got done = harm("{}", ACCEPTS + "," + state(asked));
        assertThat(done.json().at("/result/structuredContent/said").asString()).isEqualTo("deleted two things");
    }

    @Test
    void a_state_is_of_one_call_of_one_token_and_holds_ten_minutes() {
        String state = state(harm("{\"word\":\"a\"}", ""));
        refuses(harm("{\"word\":\"b\"}", ACCEPTS + "," + state), 400, -32602, "requestState");
        String other = message(
                "tools/call", "\"name\":\"probe_harm\",\"arguments\":{\"word\":\"a\"}," + ACCEPTS + "," + state);
        refuses(
                send(other, VERSION, "Mcp-Method: tools/call", "Mcp-Name: probe_harm", "Authorization: two"),
                400,
                -32602,
                "requestState");
        for (String broken : List.of("", ".", "a.b", state.substring(17, 40), "e30." + state.substring(60, 90))) {
            refuses(
                    harm("{\"word\":\"a\"}", ACCEPTS + ",\"requestState\":\"" + broken + "\""),
                    400,
                    -32602,
                    "requestState");
        }
        clock.pass(Duration.ofMinutes(10).plusSeconds(1));
        refuses(harm("{\"word\":\"a\"}", ACCEPTS + "," + state), 400, -32602, "10 minutes");
    }

    @Test
    void who_subscribes_is_told_what_changed_and_nothing_else() throws Exception {
        DoorServer.listed.set(List.of());
        String wanted = "\"notifications\":{\"toolsListChanged\":true,\"resourcesListChanged\":true,"
                + "\"resourceSubscriptions\":[\"devledger://overview\",\"devledger://nothing\"]}";
        HttpRequest listen = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                .header("Authorization", "one")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "subscriptions/listen")
                .POST(HttpRequest.BodyPublishers.ofString(message("subscriptions/listen", wanted)))
                .build();
        HttpResponse<Stream<String>> answer =
                HttpClient.newHttpClient().send(listen, HttpResponse.BodyHandlers.ofLines());
        Iterator<JsonNode> told = answer.body()
                .filter(line -> line.startsWith("data: "))
                .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
                .iterator();
        JsonNode begun = told.next();
        assertThat(begun.path("method").asString()).isEqualTo("notifications/subscriptions/acknowledged");
        assertThat(begun.at("/params/notifications").toString())
                .isEqualTo("{\"resourcesListChanged\":true,\"resourceSubscriptions\":[\"devledger://overview\"]}");
        DoorServer.changed.set("devledger://overview");
        DoorServer.settled.incrementAndGet();
        JsonNode updated = told.next();
        assertThat(updated.path("method").asString()).isEqualTo("notifications/resources/updated");
        assertThat(updated.at("/params/uri").asString()).isEqualTo("devledger://overview");
        DoorServer.changed.set("");
        DoorServer.listed.set(List.of(new Resource("devledger://projects/P-1", "P-1", "One", "It began.")));
        DoorServer.settled.incrementAndGet();
        JsonNode begins = told.next();
        assertThat(begins.path("method").asString()).isEqualTo("notifications/resources/list_changed");
        assertThat(List.of(begun, updated, begins))
                .extracting(each -> each.at("/params/_meta/io.modelcontextprotocol~1subscriptionId")
                        .asInt())
                .containsOnly(7);
        assertThat(result("resources/list", "").path("resources").toString()).contains("P-1");
        subscriptions.stop();
        subscriptions.start();
        JsonNode end = told.next();
        assertThat(end.path("id").asInt()).isEqualTo(7);
        assertThat(end.at("/result/resultType").asString()).isEqualTo("complete");
        assertThat(told.hasNext()).isFalse();
        DoorServer.listed.set(List.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_page_of_apps_is_small_and_loads_nothing(boolean modern) {
        String uri = "ui://devledger/show";
        JsonNode result = modern
                ? result("resources/read", "\"uri\":\"" + uri + "\"", uri)
                : Agent.connected(port, "one")
                        .answer("resources/read", "{\"uri\":\"" + uri + "\"}")
                        .path("result");
        JsonNode page = result.at("/contents/0");
        assertThat(page.path("mimeType").asString()).isEqualTo("text/html;profile=mcp-app");
        assertThat(page.path("text").asString().getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(1_000, 60_000);
        assertThat(page.path("text").asString())
                .doesNotContain("/*css*/", "/*js*/", "https://", "src=", "@import", "innerHTML");
        assertThat(page.at("/_meta/ui/prefersBorder").asBoolean()).isTrue();
        assertThat(result.path("ttlMs").asLong(-1)).isEqualTo(modern ? 3_600_000 : -1);
    }
}
