package dev.devledger.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Http;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the protocol, as thin as can be. */
public final class Agent {
    public static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"probe","version":"0.1 \\u00e9"}}}""";

    private static final String BOTH = "application/json, text/event-stream";

    private final Http http;
    private String session = "";

    public Agent(int port, String principal) {
        this.http = new Http(port, Map.of("Authorization", principal, "Accept", BOTH));
    }

    /** With a session of its own. */
    public static Agent connected(int port, String principal) {
        return connected(port, principal, "{}");
    }

    /** Of a client with these capabilities. */
    public static Agent connected(int port, String principal, String capabilities) {
        Agent agent = new Agent(port, principal);
        Http.Got opened =
                agent.http.post("/mcp", INITIALIZE.replace("\"capabilities\":{}", "\"capabilities\":" + capabilities));
        assertThat(opened.header("Mcp-Session-Id")).as(opened.text()).isNotBlank();
        agent.session = opened.header("Mcp-Session-Id");
        return agent;
    }

    public Http.Got open() {
        return http.post("/mcp", INITIALIZE);
    }

    public String session() {
        return session;
    }

    /** Knows the session of another. */
    public Agent in(String otherSession) {
        session = otherSession;
        return this;
    }

    public Http.Got send(String method, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Mcp-Session-Id", session));
        all.addAll(Arrays.asList(headers));
        return http.send(method, "/mcp", body, all.toArray(String[]::new));
    }

    public Http.Got ask(String method, String params) {
        return send("POST", "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    /** All messages that the answer has. */
    public List<JsonNode> messages(String method, String params) {
        Http.Got got = ask(method, params);
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        if (got.header("Content-Type").startsWith("application/json")) {
            return List.of(got.json());
        }
        return got.text()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> JsonMapper.shared().readTree(line.substring("data:".length())))
                .toList();
    }

    /** The last one, which answers. */
    public JsonNode answer(String method, String params) {
        return messages(method, params).getLast();
    }

    public JsonNode call(String tool, String arguments) {
        return answer("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}")
                .path("result");
    }

    public boolean lives() {
        return send("POST", "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}")
                        .status()
                == 200;
    }
}
