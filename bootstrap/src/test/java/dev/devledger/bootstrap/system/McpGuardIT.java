package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the door for agents lets in and how it refuses the rest, row by row, as it goes over the wire. */
class McpGuardIT {
    private static final Api API = SharedDevledger.get().api();
    private static final URI BASE = API.base();
    private static final Mcp AGENT = Mcp.connect(API);

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}";
    private static final String TOKEN = "Authorization: Bearer " + API.token();
    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String BOTH = "Accept: " + Mcp.BOTH;
    private static final String SESSION = "Mcp-Session-Id: " + AGENT.session();
    private static final int MEBIBYTE = 1024 * 1024;

    private static RawHttp post(String body, String... headers) {
        return RawHttp.send(BASE, "POST", "/mcp", body, headers);
    }

    /** All that a good request has, but for what a test says otherwise. */
    private static RawHttp good(String body, String... others) {
        List<String> headers = new ArrayList<>(List.of(TOKEN, JSON, BOTH, SESSION));
        for (String other : others) {
            headers.removeIf(header -> header.startsWith(other.substring(0, other.indexOf(':') + 1)));
        }
        headers.addAll(Arrays.asList(others));
        headers.removeIf(header -> header.endsWith(": -"));
        return post(body, headers.toArray(String[]::new));
    }

    private static void refuses(RawHttp answer, int status, int code, String... words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(answer.json().path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(answer.json().has("id")).isTrue();
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(code);
        assertThat(words).allSatisfy(word -> assertThat(
                        answer.json().at("/error/message").asString())
                .contains(word));
        tellsNothing(answer.body());
    }

    private static void tellsNothing(String body) {
        assertThat(body)
                .doesNotContain(
                        "stackTrace",
                        "Exception",
                        "io.modelcontextprotocol",
                        "springframework",
                        "dev.devledger",
                        "java.");
    }

    @Test
    void a_good_request_is_answered() {
        RawHttp answer = good(PING);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":7", "\"result\":{}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void other_methods() {
        for (String method : List.of("PUT", "PATCH", "OPTIONS", "PROPFIND")) {
            RawHttp answer = RawHttp.send(BASE, method, "/mcp", PING, TOKEN, JSON, BOTH, SESSION);
            refuses(answer, 405, -32000, "GET, POST, DELETE");
            assertThat(answer.header("Allow")).isEqualTo("GET, POST, DELETE");
        }
        RawHttp head = RawHttp.send(BASE, "HEAD", "/mcp", "", TOKEN, BOTH, SESSION);
        assertThat(head.status()).isEqualTo(405);
        assertThat(head.body()).isEmpty();
    }

    /** A form would be read whole by the framework, of any size and before anybody is asked for a token. */
    @Test
    void bodies_that_no_method_but_post_has() {
        for (String method : List.of("GET", "DELETE")) {
            refuses(RawHttp.send(BASE, method, "/mcp", "a=b", FORM, TOKEN, SESSION), 413, -32000, "Only POST");
        }
    }

    @Test
    void other_hosts_and_origins() {
        for (String host : List.of("evil.example", "localhost.evil.example:8080", "127.0.0.2")) {
            refuses(good(PING, "Host: " + host), 421, -32000, "localhost:*", "devledger.mcp.allowed-hosts");
        }
        for (String host : List.of("localhost", "127.0.0.1:" + BASE.getPort(), "[::1]:9", "LOCALHOST:1")) {
            assertThat(good(PING, "Host: " + host).status()).as(host).isEqualTo(200);
        }
        for (String origin : List.of("null", "https://evil.example", "http://localhost.evil.example", "file://")) {
            refuses(
                    good(PING, "Origin: " + origin),
                    403,
                    -32000,
                    "http://localhost:*",
                    "devledger.mcp.allowed-origins");
        }
        for (String origin : List.of("http://localhost:6274", "https://127.0.0.1", "http://[::1]:1")) {
            assertThat(good(PING, "Origin: " + origin).status()).as(origin).isEqualTo(200);
        }
    }

    /** A browser asks first, and shows a page only what names its origin. */
    @Test
    void pages_of_allowed_origins_read_what_they_are_answered() {
        String asks = "Access-Control-Request-Method: POST";
        for (String origin : List.of("http://localhost:6274", "https://127.0.0.1", "http://[::1]:1")) {
            String from = "Origin: " + origin;
            RawHttp asked = RawHttp.send(
                    BASE, "OPTIONS", "/mcp", "", from, asks, "Access-Control-Request-Headers: mcp-protocol-version");
            assertThat(asked.status()).as(asked.body()).isEqualTo(204);
            assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(origin);
            assertThat(asked.header("Access-Control-Allow-Methods")).isEqualTo("GET, POST, DELETE");
            assertThat(asked.header("Access-Control-Allow-Headers")).isEqualTo("Authorization, *");
            RawHttp opened = good(Mcp.INITIALIZE, from, "Mcp-Session-Id: -");
            assertThat(opened.header("Mcp-Session-Id")).isNotEmpty();
            RawHttp stranger = good(PING, from, "Authorization: -");
            assertThat(stranger.status()).isEqualTo(401);
            for (RawHttp answer : List.of(asked, opened, stranger, good(PING, from, "Mcp-Session-Id: never"))) {
                assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
                assertThat(answer.header("Access-Control-Expose-Headers"))
                        .contains("Mcp-Session-Id", "WWW-Authenticate");
                assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
                assertThat(answer.header("Vary")).contains("Origin");
            }
            assertThat(RawHttp.send(BASE, "OPTIONS", "/mcp", "", from).status())
                    .as("no browser asks so")
                    .isEqualTo(405);
            assertThat(RawHttp.send(BASE, "OPTIONS", "/api/projects", "", from, asks)
                            .header("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        for (String origin : List.of("null", "https://evil.example", "http://localhost.evil.example", "*")) {
            String from = "Origin: " + origin;
            RawHttp asked = RawHttp.send(BASE, "OPTIONS", "/mcp", "", from, asks);
            refuses(asked, 405, -32000);
            for (RawHttp answer : List.of(asked, good(PING, from))) {
                assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("Access-Control"));
            }
        }
        assertThat(good(PING).header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void other_content_types() {
        for (String type : List.of(
                "text/plain",
                "application/json; charset=iso-8859-1",
                "application/x-www-form-urlencoded",
                "nonsense",
                "-")) {
            refuses(good(PING, "Content-Type: " + type), 415, -32000, "application/json");
        }
        assertThat(good(PING, "Content-Type: application/json; charset=UTF-8").status())
                .isEqualTo(200);
    }

    @Test
    void bodies_that_are_too_large() {
        String padding = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"params\":{\"x\":\"%s\"}}";
        int frame = padding.length() - 2;
        assertThat(good(padding.formatted("x".repeat(MEBIBYTE - frame))).status())
                .isEqualTo(200);
        String large = padding.formatted("x".repeat(MEBIBYTE - frame + 1));
        refuses(good(large), 413, -32000, "1048576");
        String chunk = Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n";
        refuses(good(chunk, "Transfer-Encoding: chunked"), 413, -32000, "1048576");
    }

    static Stream<Arguments> what_is_no_message() {
        return Stream.of(
                arguments("", -32700, "JSON"),
                arguments("{", -32700, "JSON"),
                arguments("hello", -32700, "JSON"),
                arguments(PING + PING, -32700, "JSON"),
                arguments(
                        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"method\":\"initialize\"}",
                        -32700,
                        "twice"),
                arguments(
                        PING.replace("}", ",\"params\":{\"x\":" + "[".repeat(63) + "]".repeat(63) + "}}"),
                        -32700,
                        "64"),
                arguments("[" + PING + "]", -32600, "one message at a time"),
                arguments("7", -32600, "jsonrpc"),
                arguments("{}", -32600, "jsonrpc"),
                arguments("{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"ping\"}", -32600, "jsonrpc"),
                arguments("{\"jsonrpc\":\"2.0\",\"id\":7.5,\"method\":\"ping\"}", -32600, "id"),
                arguments("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600, "id"),
                arguments("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600, "id"),
                arguments("{\"jsonrpc\":\"2.0\",\"id\":7}", -32600, "method"),
                arguments("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":7}", -32600, "method"),
                arguments("{\"jsonrpc\":\"2.0\",\"result\":{}}", -32600, "result"),
                arguments("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{},\"error\":{}}", -32600, "result"),
                arguments("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"params\":[]}", -32600, "params"),
                arguments("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}", -32600, "this id"),
                arguments("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"initialize\"}", -32602, "protocolVersion"),
                arguments(Mcp.INITIALIZE.replace("\"test\"", "{}"), -32602, "clientInfo"));
    }

    @ParameterizedTest
    @MethodSource
    void what_is_no_message(String body, int code, String word) {
        refuses(good(body), 400, code, word);
    }

    @Test
    void a_refusal_is_about_the_message_that_it_refuses() {
        String named = "{\"jsonrpc\":\"1.0\",\"id\":\"my-1\",\"method\":\"ping\"}";
        assertThat(good(named).json().path("id").asString()).isEqualTo("my-1");
        assertThat(good(PING, "Accept: text/html").json().path("id").asInt()).isEqualTo(7);
        assertThat(good(PING, "Content-Type: text/plain").json().path("id").isNull())
                .isTrue();
    }

    @Test
    void depth_that_is_allowed() {
        String deep = PING.replace("}", ",\"params\":{\"x\":" + "[".repeat(62) + "]".repeat(62) + "}}");
        assertThat(good(deep).status()).isEqualTo(200);
    }

    @Test
    void who_does_not_say_who_they_are() {
        List<String> tokens = List.of("-", "Bearer", "Bearer dlo_wrong", "Basic b3duZXI6eA==");
        for (String token : tokens) {
            RawHttp answer = good(PING, "Authorization: " + token);
            refuses(answer, 401, -32000, "Authorization: Bearer", "owner.token");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.json().path("id").isNull()).isTrue();
            assertThat(answer.body()).doesNotContain(System.getProperty("user.home"));
        }
        refuses(RawHttp.send(BASE, "GET", "/mcp", "", "Accept: text/html"), 401, -32000);
        refuses(RawHttp.send(BASE, "DELETE", "/mcp", "", SESSION), 401, -32000);
    }

    /** Nothing of a message is read of whoever it is not known who they are. */
    @Test
    void who_does_not_say_who_they_are_is_told_so_whatever_they_send() {
        for (String token : List.of("-", "Bearer dlo_wrong")) {
            String authorization = "Authorization: " + token;
            for (String body : List.of("", "{", "[]", "x".repeat(MEBIBYTE + 1))) {
                refuses(good(body, authorization), 401, -32000);
            }
            refuses(good("{", authorization, "Content-Length: 900000000"), 401, -32000);
            refuses(good("not even a chunk", authorization, "Transfer-Encoding: chunked"), 401, -32000);
            refuses(good("a=b", authorization, FORM), 401, -32000);
            refuses(good(PING, authorization, "Content-Type: -"), 401, -32000);
            refuses(good(PING, authorization, "Accept: text/html"), 401, -32000);
            refuses(good(PING, authorization, "MCP-Protocol-Version: 1999-01-01"), 401, -32000);
            refuses(good(PING, authorization, "Mcp-Session-Id: never"), 401, -32000);
            refuses(RawHttp.send(BASE, "DELETE", "/mcp", "a=b", authorization, FORM), 401, -32000);
        }
    }

    @Test
    void a_browser_s_session_opens_nothing_here() throws Exception {
        CookieManager cookies = new CookieManager();
        try (HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            login(browser);
            HttpResponse<String> page =
                    browser.send(HttpRequest.newBuilder(BASE.resolve("/")).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).as("logged in").isEqualTo(200);
            HttpResponse<String> answer = browser.send(
                    HttpRequest.newBuilder(BASE.resolve("/mcp"))
                            .headers("Content-Type", "application/json", "Accept", Mcp.BOTH)
                            .POST(BodyPublishers.ofString(Mcp.INITIALIZE))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        }
    }

    private static void login(HttpClient browser) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(BASE.resolve("/login"));
        String page = browser.send(request.build(), BodyHandlers.ofString()).body();
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(csrf.find()).isTrue();
        String form =
                "to=/&token=" + API.token() + "&_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8);
        request.header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form));
        assertThat(browser.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(303);
    }

    @Test
    void other_versions_of_the_protocol() {
        for (String version : List.of("1999-01-01", "2024-11-06", "nonsense")) {
            refuses(
                    good(PING, "MCP-Protocol-Version: " + version),
                    400,
                    -32000,
                    "2025-11-25",
                    "2025-06-18",
                    "2025-03-26");
            assertThat(good(Mcp.INITIALIZE, "MCP-Protocol-Version: " + version).status())
                    .as("it is settled by initialize")
                    .isEqualTo(200);
        }
        for (String version : List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")) {
            assertThat(good(PING, "MCP-Protocol-Version: " + version).status()).isEqualTo(200);
        }
    }

    /** What is answered is what the client says from then on, so it is taken: in its first notification, calls and streams. */
    @ParameterizedTest
    @CsvSource({
        "2024-11-05, 2024-11-05",
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2024-10-07, 2025-11-25",
        "2099-01-01, 2025-11-25",
        "nonsense, 2025-11-25"
    })
    void what_initialize_answers_is_taken_in_the_next_header(String asked, String answered) {
        RawHttp opened = good(Mcp.INITIALIZE.replace("2025-11-25", asked), "Mcp-Session-Id: -");
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        assertThat(opened.json().at("/result/protocolVersion").asString()).isEqualTo(answered);
        String session = "Mcp-Session-Id: " + opened.header("Mcp-Session-Id");
        String version = "MCP-Protocol-Version: " + answered;
        assertThat(good("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", session, version)
                        .status())
                .isEqualTo(202);
        RawHttp tools = good("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\"}", session, version);
        assertThat(tools.status()).as(tools.body()).isEqualTo(200);
        assertThat(tools.body()).contains("find_tasks");
        assertThat(RawHttp.send(BASE, "DELETE", "/mcp", "", TOKEN, BOTH, session, version)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void other_forms_of_answers() {
        for (String accept : List.of("application/json", "text/event-stream", "text/html", "nonsense", "*/*;q=0")) {
            refuses(good(PING, "Accept: " + accept), 406, -32000, "application/json, text/event-stream");
        }
        for (String accept :
                List.of("-", "*/*", "application/*, text/*", "text/event-stream;q=0.1, application/json")) {
            assertThat(good(PING, "Accept: " + accept).status()).as(accept).isEqualTo(200);
        }
        for (String accept : List.of("Accept: */*", "Accept: application/json")) {
            refuses(RawHttp.send(BASE, "GET", "/mcp", "", TOKEN, SESSION, accept), 406, -32000, "text/event-stream");
        }
    }

    @Test
    void it_is_no_part_of_the_other_api_s_description() {
        assertThat(API.get(200, "/v3/api-docs").body()).doesNotContain("\"/mcp");
    }

    @Test
    void requests_that_no_server_likes() {
        refuses(RawHttp.send(BASE, "POST", "/mcp;a=b", PING, TOKEN, JSON, BOTH, SESSION), 400, -32600);
    }

    @Test
    void what_the_sdk_finds_wrong_names_no_class_either() {
        List<String> messages = List.of(
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"nothing\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"nothing\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"resources/read\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"prompts/get\",\"params\":{\"name\":\"nothing\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"completion/complete\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"logging/setLevel\",\"params\":{\"level\":[]}}");
        for (String message : messages) {
            RawHttp answer = good(message);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).as(message).contains("\"error\":{\"code\":-32");
            tellsNothing(answer.body());
        }
    }
}
