package dev.devledger.browser;

import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of MCP, as thin as its protocol lets it be. */
final class Agent {
    private static final String BOTH = "application/json, text/event-stream";
    private static final JsonMapper JSON = new JsonMapper();

    private final Api api;
    private final String name;
    private final String session;

    private Agent(Api api, String name, String session) {
        this.api = api;
        this.name = name;
        this.session = session;
    }

    String name() {
        return name;
    }

    static Agent connect(Api api, String name) {
        Map<String, ?> hello = Map.of(
                "protocolVersion", "2025-11-25",
                "capabilities", Map.of(),
                "clientInfo", Map.of("name", name, "version", "1"));
        HttpResponse<String> opened = api.send("POST", "/mcp", message("initialize", hello), "Accept", BOTH);
        return new Agent(
                api, name, opened.headers().firstValue("Mcp-Session-Id").orElseThrow());
    }

    private static String message(String method, Map<String, ?> params) {
        return JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params));
    }

    void call(String tool, Map<String, ?> arguments) {
        JsonNode result = result(tool, arguments);
        if (!result.path("isError").isBoolean() || result.path("isError").asBoolean()) {
            throw new AssertionError(result.toString());
        }
    }

    /** What the tool answers, which may be a refusal. */
    JsonNode result(String tool, Object arguments) {
        return ask("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    /** The text of a resource. */
    String read(String uri) {
        return ask("resources/read", Map.of("uri", uri)).at("/contents/0/text").asString();
    }

    private JsonNode ask(String method, Map<String, ?> params) {
        String body = api.send("POST", "/mcp", message(method, params), "Accept", BOTH, "Mcp-Session-Id", session)
                .body();
        String last = body.lines()
                .filter(line -> line.startsWith("data:"))
                .reduce((first, second) -> second)
                .orElse(body);
        return JSON.readTree(last.replaceFirst("^data:", "")).path("result");
    }
}
