package dev.devledger.adapters.commandline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Passes the messages of one client to the server and back, one message a line. It knows as much of the protocol as the
 * way over HTTP needs: the headers of the newer era, and the session of the older one, which it opens anew if the server
 * was restarted.
 */
final class McpBridge {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";
    private static final String MODERN = "io.modelcontextprotocol/protocolVersion";
    private static final String CANCELLED = "notifications/cancelled";
    private static final String DATA = "data:";
    private static final int INTERNAL = -32603;
    private static final int NO_SESSION = 404;

    /** The methods whose Mcp-Name header repeats a param, with the param. */
    private static final Map<String, String> NAMED =
            Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

    private final OkHttpClient http = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(10))
            .readTimeout(Duration.ZERO)
            .retryOnConnectionFailure(false) // a write would be sent twice
            .build();

    private final HttpUrl server;
    private final String token;
    private final PrintStream out;
    private final Map<JsonNode, Call> running = new ConcurrentHashMap<>();

    /** The streams that do not end by themselves. */
    private final Set<Call> listening = ConcurrentHashMap.newKeySet();

    /** True once the client has left. */
    private volatile boolean ended;

    private volatile @Nullable JsonNode opening;
    private volatile @Nullable String session;
    private volatile @Nullable String version;

    /** @param out receives the server's messages, and nothing else */
    McpBridge(HttpUrl server, String token, PrintStream out) {
        this.server = server;
        this.token = token;
        this.out = out;
    }

    /** Passes messages on until the input ends, and waits for the answers of what is running then. */
    void run(BufferedReader in) throws IOException {
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (!line.isBlank()) {
                        pass(line, calls);
                    }
                }
            } finally {
                ended = true;
                listening.forEach(Call::cancel);
            }
        }
        leave();
    }

    /** Passes requests on beside each other, and all else in its order: a session begins with a notification. */
    private void pass(String line, ExecutorService calls) {
        JsonNode message;
        try {
            message = MAPPER.readTree(line);
        } catch (JacksonException unreadable) {
            say(error(null, -32700, "The line is not JSON. Send one JSON-RPC 2.0 message a line."));
            return;
        }
        String method = message.path("method").asString("");
        JsonNode cancelled = message.path("params").path("requestId");
        Call modern = method.equals(CANCELLED) ? running.get(cancelled) : null;
        if (modern != null && modern.request().header("Mcp-Method") != null) {
            modern.cancel(); // in the newer era the end of the stream is the cancellation
        } else if (message.has("id") && !method.isEmpty() && !method.equals("initialize")) {
            calls.execute(() -> send(message));
        } else {
            send(message);
        }
    }

    private static boolean isModern(JsonNode message) {
        return message.path("params").path("_meta").has(MODERN);
    }

    /** Sends a message. A request gets an answer whatever happens: the client would wait for ever. */
    private void send(JsonNode message) {
        try {
            String sent = session;
            boolean lost = exchange(message, sent);
            if (lost && (!renew(sent) || exchange(message, session))) {
                fail(message, "The session has ended, and Devledger opens no new one. Connect again.");
            }
        } catch (ConnectException away) {
            fail(message, "Devledger cannot be reached at %s. Start it with: devledger serve".formatted(server));
        } catch (IOException broken) {
            fail(
                    message,
                    "The connection to Devledger broke while this ran, so it may have been done. Repeat it with the same"
                            + " idempotency_key, or look into get_history first.");
        } catch (RuntimeException unfit) {
            fail(message, "This cannot be passed on to Devledger: " + unfit.getMessage());
        }
    }

    /** Sends a message and passes on what is answered. True if the server does not know the session any more. */
    private boolean exchange(JsonNode message, @Nullable String in) throws IOException {
        JsonNode id = message.path("id");
        Call call = http.newCall(request(message, in));
        if (!id.isMissingNode()) {
            running.put(id, call);
        }
        if (message.path("method").asString("").equals("subscriptions/listen")) {
            listening.add(call);
            if (ended) {
                call.cancel();
            }
        }
        try (Response response = call.execute()) {
            if (response.code() == NO_SESSION && in != null && !isModern(message)) {
                return true;
            }
            remember(message, response.header(SESSION));
            passOn(message, response);
            return false;
        } catch (IOException broken) {
            if (!call.isCanceled()) {
                throw broken;
            }
            return false;
        } finally {
            running.remove(id);
            listening.remove(call);
        }
    }

    private Request request(JsonNode message, @Nullable String in) {
        Request.Builder request = new Request.Builder()
                .url(server)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, text/event-stream")
                .post(RequestBody.create(MAPPER.writeValueAsBytes(message), JSON));
        String method = message.path("method").asString("");
        JsonNode params = message.path("params");
        if (isModern(message)) {
            request.header(VERSION, params.path("_meta").path(MODERN).asString(""));
            request.header("Mcp-Method", method);
            String named = NAMED.get(method);
            if (named != null) {
                request.header("Mcp-Name", headerValue(params.path(named).asString("")));
            }
        } else if (in != null && !method.equals("initialize")) {
            request.header(SESSION, in);
            if (version != null) {
                request.header(VERSION, version);
            }
        }
        return request.build();
    }

    /** Returns the text, encoded if a header cannot have it as it is. */
    private static String headerValue(String text) {
        boolean plain = text.chars().allMatch(each -> each > 0x20 && each < 0x7f);
        return plain
                ? text
                : "=?base64?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private void remember(JsonNode message, @Nullable String opened) {
        if (opened != null && message.path("method").asString("").equals("initialize")) {
            session = opened;
            opening = message;
        }
    }

    private void passOn(JsonNode message, Response response) throws IOException {
        String type = Objects.requireNonNullElse(response.header("Content-Type"), "");
        boolean answered = false;
        if (type.startsWith("text/event-stream")) {
            BufferedSource events = response.body().source();
            for (String line = events.readUtf8Line(); line != null; line = events.readUtf8Line()) {
                if (line.startsWith(DATA)) {
                    String event = line.substring(DATA.length()).strip();
                    answered |= answers(event, message);
                    say(event);
                }
            }
        } else {
            String body = response.body().string().strip();
            if (type.startsWith("application/json") && answers(body, message)) {
                answered = true;
                noteVersion(message, body);
                say(body);
            }
        }
        if (!answered) {
            fail(message, "Devledger sent no answer, only the HTTP status %d.".formatted(response.code()));
        }
    }

    /** True if the text is the answer to the message. An error about a message that was not read has no id. */
    private static boolean answers(String text, JsonNode message) {
        try {
            JsonNode answer = MAPPER.readTree(text);
            boolean ofIt = answer.path("id").equals(message.path("id"))
                    || answer.path("id").isNull();
            return message.has("id") && ofIt && (answer.has("result") || answer.has("error"));
        } catch (JacksonException unreadable) {
            return false;
        }
    }

    private void noteVersion(JsonNode message, String body) {
        if (message.path("method").asString("").equals("initialize")) {
            version = MAPPER.readTree(body).at("/result/protocolVersion").stringValue(null);
        }
    }

    /** Opens a session in place of one that has ended, once for all who miss it. False if none was ever open. */
    private synchronized boolean renew(@Nullable String ended) throws IOException {
        JsonNode again = opening;
        if (again == null) {
            return false;
        }
        if (!Objects.equals(session, ended)) {
            return true;
        }
        try (Response response = http.newCall(request(again, null)).execute()) {
            session = response.header(SESSION);
        }
        JsonNode ready = MAPPER.readTree("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        http.newCall(request(ready, session)).execute().close();
        return session != null;
    }

    private void leave() {
        String open = session;
        if (open != null) {
            Request end = request(MAPPER.createObjectNode(), open)
                    .newBuilder()
                    .delete()
                    .build();
            try {
                http.newCall(end).execute().close();
            } catch (IOException away) {
                // The server ends an idle session by itself.
            }
        }
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }

    private void fail(JsonNode message, String why) {
        if (message.has("id") && message.has("method")) {
            say(error(message.path("id"), INTERNAL, why));
        }
    }

    private static String error(@Nullable JsonNode id, int code, String words) {
        ObjectNode answer = MAPPER.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("error").put("code", code).put("message", words);
        return MAPPER.writeValueAsString(answer);
    }

    private void say(String message) {
        List<String> lines = message.lines().toList();
        synchronized (out) {
            out.println(String.join(" ", lines));
            out.flush();
        }
    }
}
