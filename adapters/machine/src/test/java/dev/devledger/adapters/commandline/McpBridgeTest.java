package dev.devledger.adapters.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class McpBridgeTest {
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}";
    private static final String READY = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";

    /** A request as it came: its HTTP method, its headers and its body. */
    private record Came(String method, Map<String, List<String>> headers, JsonNode body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    private interface Door {
        void answer(Came came, HttpExchange exchange) throws IOException;
    }

    private final BlockingQueue<Came> came = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;
    private Door door = (request, exchange) -> json(exchange, 200, result(request));

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Came request = new Came(
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders(),
                    body.length == 0
                            ? JsonMapper.shared().createObjectNode()
                            : JsonMapper.shared().readTree(body));
            came.add(request);
            try (exchange) {
                door.answer(request, exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static String result(Came request) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + request.body().path("id")
                + ",\"result\":{\"protocolVersion\":\"2025-11-25\"}}";
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private McpBridge bridge() {
        HttpUrl url = HttpUrl.get("http://localhost:" + server.getAddress().getPort() + "/mcp");
        return new McpBridge(url, "dlo_x", new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private List<JsonNode> told(String... lines) throws IOException {
        bridge().run(new BufferedReader(new StringReader(String.join("\n", lines))));
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static String modern(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"" + method + "\",\"params\":{" + params
                + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}";
    }

    @Test
    void a_message_of_the_newer_era_has_its_headers() throws Exception {
        List<JsonNode> told = told(modern("tools/call", "\"name\":\"f\u00fcnf\","));
        assertThat(told)
                .singleElement()
                .satisfies(each -> assertThat(each.path("id").asInt()).isEqualTo(3));
        Came request = came.take();
        assertThat(request.header("Authorization")).isEqualTo("Bearer dlo_x");
        assertThat(request.header("MCP-Protocol-Version")).isEqualTo("2026-07-28");
        assertThat(request.header("Mcp-Method")).isEqualTo("tools/call");
        assertThat(request.header("Mcp-Name")).isEqualTo("=?base64?ZsO8bmY=?=");
        assertThat(came).as("nothing is ended that was not begun").isEmpty();
    }

    @Test
    void a_session_is_kept_and_ended_with_the_input() throws Exception {
        door = (request, exchange) -> {
            exchange.getResponseHeaders().add("Mcp-Session-Id", "s1");
            json(exchange, 200, result(request));
        };
        assertThat(told(INITIALIZE, READY, LIST)).hasSize(2);
        assertThat(came.take().header("Mcp-Session-Id")).isEmpty();
        Came ready = came.take();
        assertThat(ready.body().path("method").asString()).isEqualTo("notifications/initialized");
        assertThat(ready.header("Mcp-Session-Id")).isEqualTo("s1");
        assertThat(ready.header("MCP-Protocol-Version")).isEqualTo("2025-11-25");
        assertThat(came.take().header("Mcp-Session-Id")).isEqualTo("s1");
        assertThat(came.take().method()).isEqualTo("DELETE");
    }

    @Test
    void after_a_restart_of_the_server_the_client_notices_nothing() throws Exception {
        door = new Door() {
            private boolean restarted;

            @Override
            public synchronized void answer(Came request, HttpExchange exchange) throws IOException {
                boolean opens = request.body().path("method").asString("").equals("initialize");
                String valid = restarted ? "s2" : "s1";
                if (opens) {
                    exchange.getResponseHeaders().add("Mcp-Session-Id", valid);
                } else if (!request.header("Mcp-Session-Id").equals(valid)) {
                    json(exchange, 404, "{}");
                    return;
                }
                restarted |= request.body().path("method").asString("").equals("notifications/initialized");
                json(exchange, 200, result(request));
            }
        };
        List<JsonNode> told = told(INITIALIZE, READY, LIST);
        assertThat(told).extracting(each -> each.path("id").asInt()).containsExactly(1, 2);
        assertThat(told).allSatisfy(each -> assertThat(each.has("result")).isTrue());
    }

    @Test
    void each_event_of_a_stream_is_a_line() throws Exception {
        door = (request, exchange) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody()
                    .write(":\n\nevent: message\ndata: {\"n\":1}\n\ndata: {\"n\":2,\"id\":2,\"result\":{}}\n\n"
                            .getBytes(StandardCharsets.UTF_8));
        };
        assertThat(told(LIST)).extracting(each -> each.path("n").asInt()).containsExactly(1, 2);
    }

    @Test
    void what_cannot_be_passed_on_is_answered_with_what_to_do() throws Exception {
        server.stop(0);
        List<JsonNode> told = told("no json", LIST, READY);
        assertThat(told).hasSize(2);
        assertThat(told.get(0).at("/error/code").asInt()).isEqualTo(-32700);
        assertThat(told.get(1).path("id").asInt()).isEqualTo(2);
        assertThat(told.get(1).at("/error/message").asString()).contains("devledger serve");
    }

    @Test
    void a_refusal_is_passed_on_and_one_without_words_is_put_into_words() throws Exception {
        door = (request, exchange) -> {
            if (request.body().path("id").asInt() == 2) {
                exchange.sendResponseHeaders(502, -1);
            } else {
                json(
                        exchange,
                        401,
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32600,\"message\":\"A valid token\"}}");
            }
        };
        List<JsonNode> told = told(INITIALIZE, LIST);
        assertThat(told.get(0).at("/error/message").asString()).isEqualTo("A valid token");
        assertThat(told.get(1).at("/error/message").asString()).contains("502");
    }

    /** In the newer era the end of the stream is the cancellation, and there is nothing to send. */
    @Test
    void what_is_cancelled_is_cut_off() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        door = (request, exchange) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            begun.countDown();
            try {
                while (true) {
                    exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            } catch (IOException left) {
                cut.countDown();
            }
        };
        PipedWriter input = new PipedWriter();
        BufferedReader read = new BufferedReader(new PipedReader(input));
        CompletableFuture<Void> runs = CompletableFuture.runAsync(() -> {
            try {
                bridge().run(read);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        input.write(modern("tools/call", "\"name\":\"sync_now\",") + "\n");
        input.flush();
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        input.write(modern("notifications/cancelled", "\"requestId\":3,").replace("\"id\":3,", "") + "\n");
        input.close();
        assertThat(cut.await(1, TimeUnit.MINUTES)).isTrue();
        runs.get(1, TimeUnit.MINUTES);
        assertThat(said.size()).isZero();
        assertThat(came).hasSize(1);
    }

    private static void body(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** A client waits for ever for an answer that does not come. */
    @ParameterizedTest
    @CsvSource({
        "application/json, ''",
        "application/json, {}",
        "application/json, []",
        "application/json, broken",
        "text/html, <h1>Log in</h1>",
        "text/event-stream, ': nothing'",
        "text/event-stream, 'data: {\"method\":\"notifications/progress\"}'"
    })
    void each_request_is_answered_whatever_the_server_says(String type, String body) throws Exception {
        door = (request, exchange) -> body(exchange, type, body);
        List<JsonNode> told = told(INITIALIZE, LIST);
        assertThat(told.stream().filter(each -> each.path("id").asInt(0) == 1)).hasSize(1);
        assertThat(told.stream().filter(each -> each.path("id").asInt(0) == 2))
                .singleElement()
                .satisfies(
                        each -> assertThat(each.at("/error/message").asString()).contains("no answer"));
    }

    @Test
    void a_write_whose_answer_is_lost_is_sent_once_and_said_to_be_uncertain() throws Exception {
        door = (request, exchange) -> {
            if (request.body().path("id").asInt() == 1) {
                json(exchange, 200, result(request));
            }
        };
        List<JsonNode> told = told(INITIALIZE, LIST);
        assertThat(told.getLast().at("/error/message").asString()).contains("may have been done", "idempotency_key");
        assertThat(came).hasSize(2);
    }

    @Test
    void a_session_that_cannot_be_opened_anew_is_said() throws Exception {
        AtomicBoolean revoked = new AtomicBoolean();
        door = (request, exchange) -> {
            if (revoked.getAndSet(true)) {
                json(exchange, request.body().path("method").asString("").equals("initialize") ? 401 : 404, "{}");
            } else {
                exchange.getResponseHeaders().add("Mcp-Session-Id", "s1");
                json(exchange, 200, result(request));
            }
        };
        List<JsonNode> told = told(INITIALIZE, LIST);
        assertThat(told.getLast().path("id").asInt()).isEqualTo(2);
        assertThat(told.getLast().at("/error/message").asString()).contains("Connect again");
    }

    @Test
    void a_method_that_no_header_can_have_is_answered() throws Exception {
        assertThat(told(modern("tools/\u00fc", ""))).singleElement().satisfies(each -> assertThat(
                        each.at("/error/message").asString())
                .contains("cannot be passed on"));
    }

    /** The stream of a client that has left would keep the process. */
    @Test
    @Timeout(60)
    void what_listens_ends_with_the_input() throws Exception {
        door = (request, exchange) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            } catch (IOException left) {
                // It is what the test waits for.
            }
        };
        assertThat(told(modern("subscriptions/listen", ""))).isEmpty();
    }
}
