package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The door for agents, as a thin client of its protocol uses it. */
final class Mcp {
    static final String BOTH = "application/json, text/event-stream";
    static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"test","version":"1"}}}""";

    private static final JsonMapper JSON = new JsonMapper();

    private final Api api;
    private final String session;
    private final JsonNode told;

    private Mcp(Api api, Api.Answer opened) {
        this.api = api;
        this.session = opened.header("Mcp-Session-Id");
        this.told = opened.json().path("result");
    }

    /** As the program {@code test}. */
    static Mcp connect(Api api) {
        return connect(api, "test");
    }

    static Mcp connect(Api api, String program) {
        String hello = INITIALIZE.replace("\"test\"", "\"" + program + "\"");
        return new Mcp(api, api.post(200, "/mcp", hello, "Accept", BOTH));
    }

    void disconnect() {
        api.delete("/mcp", "Mcp-Session-Id", session);
    }

    String session() {
        return session;
    }

    /** What the server says of itself. */
    JsonNode told() {
        return told;
    }

    Api.Answer post(String body) {
        return api.post("/mcp", body, "Accept", BOTH, "Mcp-Session-Id", session);
    }

    /** The JSON of the answer as it came. */
    String ask(String method, String params) {
        String body = post("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}")
                .expect(200)
                .body();
        return body.lines()
                .filter(line -> line.startsWith("data:"))
                .reduce((first, second) -> second)
                .orElse(body)
                .replaceFirst("^data:", "");
    }

    JsonNode call(String tool, String arguments) {
        JsonNode answer =
                JSON.readTree(ask("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}"));
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer.path("result");
    }

    /** The structured answer of a tool; fails where there is none. */
    JsonNode answer(String tool, String arguments) {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean(true)).as(result.toString()).isFalse();
        return result.path("structuredContent");
    }

    /** The text of a tool's error; fails where it went well. */
    String failure(String tool, String arguments) {
        JsonNode result = call(tool, arguments);
        assertThat(result.path("isError").asBoolean(false))
                .as(result.toString())
                .isTrue();
        return result.at("/content/0/text").asString();
    }

    JsonNode result(String method, String params) {
        return JSON.readTree(ask(method, params)).path("result");
    }
}
