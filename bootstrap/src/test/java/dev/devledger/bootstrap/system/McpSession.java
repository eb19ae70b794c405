package dev.devledger.bootstrap.system;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent's session, as bare messages over HTTP: what clients of the SDKs hide is seen here. */
final class McpSession {
    private static final JsonMapper JSON = new JsonMapper();

    private final Api api;
    private final String id;
    private final AtomicLong requests = new AtomicLong();

    private McpSession(Api api, String id) {
        this.api = api;
        this.id = id;
    }

    static McpSession open(Api api) {
        Api.Answer answer = post(api, "", """
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{},"clientInfo":{"name":"agent","version":"1.0"}}}""").expect(200);
        McpSession session = new McpSession(api, answer.header("Mcp-Session-Id"));
        session.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                .expect(202);
        return session;
    }

    String id() {
        return id;
    }

    Api.Answer send(String message) {
        return post(api, id, message);
    }

    private static Api.Answer post(Api api, String session, String message) {
        String[] headers = {"Accept", "application/json, text/event-stream", "MCP-Protocol-Version", "2025-11-25"};
        String[] within = {headers[0], headers[1], headers[2], headers[3], "Mcp-Session-Id", session};
        return api.post("/mcp", message, session.isEmpty() ? headers : within);
    }

    /** The result; fails where the answer is an error of the protocol. */
    JsonNode request(String method, String params) {
        Api.Answer answer = send("{\"jsonrpc\":\"2.0\",\"id\":" + requests.incrementAndGet() + ",\"method\":\"" + method
                        + "\",\"params\":" + params + "}")
                .expect(200);
        JsonNode message = message(answer.body());
        if (!message.has("result")) {
            throw new AssertionError(method + " " + params + " answered " + message);
        }
        return message.path("result");
    }

    /** The last message of the stream that a POST is answered with; those before it are notifications. */
    private static JsonNode message(String body) {
        String last = body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), lines -> lines.isEmpty() ? body : lines.getLast()));
        return JSON.readTree(last);
    }

    /** What a tool answered, whether it went well or not. */
    JsonNode call(String tool, String arguments) {
        return request("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    }

    /** The structured answer of a tool; fails where there is none. */
    JsonNode answer(String tool, String arguments) {
        JsonNode result = call(tool, arguments);
        if (result.path("isError").asBoolean(true)) {
            throw new AssertionError(tool + " " + arguments + " answered " + result);
        }
        return result.path("structuredContent");
    }

    /** The text of a tool's error; fails where it went well. */
    String failure(String tool, String arguments) {
        JsonNode result = call(tool, arguments);
        if (!result.path("isError").asBoolean(false)) {
            throw new AssertionError(tool + " " + arguments + " answered " + result);
        }
        return result.at("/content/0/text").asString();
    }
}
