package dev.devledger.browser;

import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A client of MCP, as thin as its protocol lets it be. */
final class Agent {
    private static final String BOTH = "application/json, text/event-stream";
    private static final JsonMapper JSON = new JsonMapper();

    private final Api api;
    private final String session;

    private Agent(Api api, String session) {
        this.api = api;
        this.session = session;
    }

    static Agent connect(Api api, String name) {
        Map<String, ?> hello = Map.of(
                "protocolVersion", "2025-11-25",
                "capabilities", Map.of(),
                "clientInfo", Map.of("name", name, "version", "1"));
        HttpResponse<String> opened = api.send("POST", "/mcp", message("initialize", hello), "Accept", BOTH);
        return new Agent(api, opened.headers().firstValue("Mcp-Session-Id").orElseThrow());
    }

    private static String message(String method, Map<String, ?> params) {
        return JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params));
    }

    void call(String tool, Map<String, ?> arguments) {
        String params = message("tools/call", Map.of("name", tool, "arguments", arguments));
        String answer = api.send("POST", "/mcp", params, "Accept", BOTH, "Mcp-Session-Id", session)
                .body();
        if (!answer.contains("\"isError\":false")) {
            throw new AssertionError(answer);
        }
    }
}
