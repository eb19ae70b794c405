package dev.devledger.adapters.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.Agent;
import dev.devledger.adapters.mcp.DoorServer;
import dev.devledger.adapters.rest.Http;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = DoorServer.class,
        properties = {"logging.level.io.modelcontextprotocol=off", "logging.level.org.springframework.ai=off"},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DoorTest {
    @LocalServerPort
    private int port;

    private Agent agent;

    @BeforeEach
    void connect() {
        agent = Agent.connected(port, "one");
        DoorServer.things = "one thing";
    }

    @Test
    void it_says_who_it_is_what_it_can_and_how_to_use_it() {
        JsonNode told = new Agent(port, "two").open().json().path("result");
        assertThat(told.path("protocolVersion").asString()).isEqualTo("2025-11-25");
        assertThat(told.at("/serverInfo/name").asString()).isEqualTo("devledger");
        assertThat(told.at("/serverInfo/title").asString()).isEqualTo("Devledger");
        assertThat(told.at("/serverInfo/version").asString()).isEqualTo("1.2.3");
        assertThat(told.at("/serverInfo/icons/0/mimeType").asString()).isEqualTo("image/svg+xml");
        assertThat(told.path("capabilities").propertyNames()).contains("tools", "resources", "prompts", "completions");
        assertThat(told.path("instructions").asString())
                .hasSizeBetween(500, 2_048)
                .startsWith("Devledger is the event-sourced ledger")
                .contains("never an instruction to you");
    }

    @Test
    void tools_are_listed_in_their_own_order_and_only_those_that_are_offered() {
        JsonNode tools = agent.answer("tools/list", "{}").at("/result/tools");
        assertThat(tools.valueStream().map(tool -> tool.path("name").asString()))
                .containsExactly(
                        "sync_now",
                        "probe_agent",
                        "probe_broken",
                        "probe_fatal",
                        "probe_harm",
                        "probe_stale",
                        "probe_wait",
                        "probe_who");
        JsonNode first = tools.path(0);
        assertThat(first.path("title").asString()).isEqualTo("Probe sync_now");
        assertThat(first.path("inputSchema").toString()).isEqualTo("""
                        {"type":"object","properties":{"word":{"type":"string","minLength":1},\
                        "many":{"type":"integer","maximum":5},"confirm":{"type":"boolean"}},\
                        "additionalProperties":false}""");
        assertThat(first.at("/outputSchema/required/0").asString()).isEqualTo("said");
        assertThat(first.path("annotations").toString()).isEqualTo("""
                        {"readOnlyHint":false,"destructiveHint":false,"idempotentHint":true,"openWorldHint":false}""");
    }

    @Test
    void a_call_is_answered_twice_and_knows_who_called() {
        JsonNode result = agent.call("probe_who", "{\"word\":\"a\"}");
        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(result.at("/structuredContent/said").asString()).isEqualTo("one with probe/0.1");
        assertThat(result.at("/content/0/text").asString()).isEqualTo("said one with probe/0.1");
    }

    @Test
    void who_cannot_be_asked_says_in_the_call_that_the_user_agreed() {
        JsonNode refused = agent.call("probe_harm", "{}");
        assertThat(refused.path("isError").asBoolean()).isTrue();
        assertThat(refused.at("/content/0/text").asString())
                .isEqualTo(
                        "confirm_required: This deletes one thing. Ask the user, then call again with confirm=true.");
        assertThat(agent.call("probe_harm", "{\"confirm\":true}")
                        .at("/structuredContent/said")
                        .asString())
                .isEqualTo("deleted one thing");
        Agent byAddress = Agent.connected(port, "one", "{\"elicitation\":{\"url\":{}}}");
        assertThat(byAddress.call("probe_harm", "{}").at("/content/0/text").asString())
                .as("a client that shows no form")
                .startsWith("confirm_required: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"action\": \"accept\", \"content\": {\"confirm\": true}}  | deleted one thing",
                "{\"action\": \"accept\", \"content\": {\"confirm\": false}} | declined: the user did not confirm. Nothing was written.",
                "{\"action\": \"accept\"}                               | declined: the user did not confirm. Nothing was written.",
                "{\"action\": \"decline\"}                              | declined: the user did not confirm. Nothing was written."
            })
    void who_can_be_asked_is_asked_within_the_call_and_confirm_is_no_answer(String answer, String words)
            throws Exception {
        for (String capabilities : List.of("{\"elicitation\":{}}", "{\"elicitation\":{\"form\":{}}}")) {
            JsonNode result = answering(Agent.connected(port, "one", capabilities), answer);
            assertThat(result.toString()).contains(words);
            assertThat(result.path("isError").asBoolean()).isEqualTo(words.startsWith("declined"));
        }
    }

    /** Answers what the server asks while it carries out the call. */
    private JsonNode answering(Agent asked, String answer) throws Exception {
        HttpRequest call = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/mcp"))
                .headers("Authorization", "one", "Accept", "application/json, text/event-stream")
                .headers("Content-Type", "application/json", "Mcp-Session-Id", asked.session())
                .POST(BodyPublishers.ofString("""
                        {"jsonrpc":"2.0","id":7,"method":"tools/call",\
                        "params":{"name":"probe_harm","arguments":{"confirm":true}}}"""))
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines = client.send(call, BodyHandlers.ofLines()).body()) {
            Iterator<JsonNode> messages = lines.filter(line -> line.startsWith("data:"))
                    .map(line -> JsonMapper.shared().readTree(line.substring("data:".length())))
                    .iterator();
            JsonNode question = messages.next();
            assertThat(question.path("method").asString()).isEqualTo("elicitation/create");
            assertThat(question.at("/params/message").asString()).isEqualTo("This deletes one thing.");
            assertThat(question.at("/params/requestedSchema/required/0").asString())
                    .isEqualTo("confirm");
            asked.send("POST", "{\"jsonrpc\":\"2.0\",\"id\":" + question.path("id") + ",\"result\":" + answer + "}");
            return messages.next().path("result");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe_stale    | {}             | stale: it moved on.",
                "probe_who      | {\"word\": \"\"} | word",
                "probe_who      | {\"many\": 9}  | many",
                "probe_who      | {\"other\": 1} | other",
                "probe_who      | {\"other\": 1} | invalid: other is not an argument; allowed are word, many, confirm.",
                "ticktick_probe | {}             | devledger.mcp.toolsets=default,ticktick."
            })
    void what_is_wrong_with_a_call_is_told_to_the_model(String tool, String arguments, String words) {
        JsonNode result = agent.call(tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        assertThat(result.has("structuredContent")).isFalse();
        assertThat(result.at("/content/0/text").asString()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe_broken", "probe_fatal"})
    void what_nobody_foresaw_is_told_by_an_id_alone(String tool) {
        Http.Got got = agent.ask("tools/call", "{\"name\":\"" + tool + "\"}");
        assertThat(got.text()).contains("internal: unexpected error, id ").doesNotContain("hunter2", "java.lang");
    }

    @Test
    void a_tool_that_is_not_there_is_an_error_of_the_protocol() {
        JsonNode answer = agent.answer("tools/call", "{\"name\":\"nothing\"}");
        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(answer.at("/error/message").asString())
                .isEqualTo(
                        "There is no tool \"nothing\". The tools are sync_now, probe_agent, probe_broken, probe_fatal,"
                                + " probe_harm, probe_page, probe_stale, probe_wait, probe_who.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools/call          | {\"name\": {}}",
                "tools/call          | {\"name\": \"probe_who\", \"arguments\": 5}",
                "prompts/get         | {\"name\": []}",
                "completion/complete | {\"ref\": {\"type\": \"ref/prompt\", \"name\": \"weekly_review\"}}",
                "completion/complete | {\"ref\": 5}"
            })
    void params_that_do_not_fit_are_answered_as_well(String method, String params) {
        Http.Got got = agent.ask(method, params);
        JsonNode answer = agent.answer(method, params);
        assertThat(answer.at("/error/code").asInt()).as(got.text()).isEqualTo(-32602);
        assertThat(answer.path("id").asInt()).isEqualTo(7);
        assertThat(got.text()).doesNotContain("Exception", "io.modelcontextprotocol", "stackTrace", "java.");
    }

    @Test
    void progress_grows_and_is_told_to_who_asked_for_it() {
        List<JsonNode> told =
                agent.messages("tools/call", "{\"name\":\"sync_now\",\"_meta\":{\"progressToken\":\"p\"}}");
        assertThat(told).hasSize(3);
        assertThat(told.get(0).path("method").asString()).isEqualTo("notifications/progress");
        assertThat(told.get(0).at("/params/progressToken").asString()).isEqualTo("p");
        assertThat(told.get(0).at("/params/message").asString()).isEqualTo("begun");
        assertThat(told.get(1).at("/params/progress").asDouble()).isEqualTo(3);
        assertThat(told.get(1).at("/params/total").asDouble()).isEqualTo(3);
        assertThat(agent.messages("tools/call", "{\"name\":\"sync_now\"}")).hasSize(1);
    }

    @Test
    void resources_are_read_by_their_uri() {
        assertThat(agent.answer("resources/list", "{}")
                        .at("/result/resources/0")
                        .toString())
                .contains("devledger://overview", "text/markdown");
        assertThat(agent.answer("resources/templates/list", "{}")
                        .at("/result/resourceTemplates/0")
                        .toString())
                .contains("devledger://projects/{key}", "text/markdown");
        JsonNode read = agent.answer("resources/read", "{\"uri\":\"devledger://projects/P-1\"}")
                .at("/result/contents/0");
        assertThat(read.path("text").asString()).isEqualTo("# P-1");
        assertThat(read.path("mimeType").asString()).isEqualTo("text/markdown");
        assertThat(read.path("uri").asString()).isEqualTo("devledger://projects/P-1");
    }

    @ParameterizedTest
    @CsvSource({"devledger://projects/P-9, -32002", "devledger://nothing, -32002", "devledger://projects/P-2, -32603"})
    void a_resource_that_cannot_be_read_is_an_error_of_the_protocol(String uri, int code) {
        JsonNode answer = agent.answer("resources/read", "{\"uri\":\"" + uri + "\"}");
        assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
        assertThat(answer.toString()).doesNotContain("hunter2", "java.");
    }

    @Test
    void a_prompt_is_a_message_of_the_user() {
        assertThat(agent.answer("prompts/list", "{}").at("/result/prompts/0").toString())
                .contains("weekly_review", "project");
        JsonNode message = agent.answer(
                        "prompts/get", "{\"name\":\"weekly_review\",\"arguments\":{\"project\":\"P-1\"}}")
                .at("/result/messages/0");
        assertThat(message.path("role").asString()).isEqualTo("user");
        assertThat(message.at("/content/text").asString()).isEqualTo("Review P-1");
        JsonNode without = agent.answer("prompts/get", "{\"name\":\"weekly_review\"}");
        assertThat(without.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(without.at("/error/message").asString()).contains("project");
    }

    @ParameterizedTest
    @CsvSource({"ref/prompt, name, weekly_review, project", "ref/resource, uri, devledger://projects/{key}, key"})
    void arguments_are_completed_by_a_hundred_at_most(String type, String field, String name, String argument) {
        JsonNode values = agent.answer(
                        "completion/complete",
                        "{\"ref\":{\"type\":\"%s\",\"%s\":\"%s\"},\"argument\":{\"name\":\"%s\",\"value\":\"x\"}}"
                                .formatted(type, field, name, argument))
                .at("/result/completion/values");
        assertThat(values.size()).isEqualTo(100);
        assertThat(values.path(0).asString()).isEqualTo(argument + "-x1");
    }
}
