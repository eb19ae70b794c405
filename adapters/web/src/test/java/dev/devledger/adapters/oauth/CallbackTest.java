package dev.devledger.adapters.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.AuthorizationServer;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import dev.devledger.application.connection.OAuthService.TokenEndpoint;
import dev.devledger.application.connection.OAuthService.TokenRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Timeout(120)
class CallbackTest {
    private final HttpClient browser = HttpClient.newHttpClient();
    private final int port = freePort();
    private final URI back = URI.create("http://127.0.0.1:" + port + "/callback");
    private final Server server = new Server(back);
    private Callback callback = callback(Duration.ofMinutes(10));

    @AfterEach
    void close() {
        callback.close();
    }

    private Callback callback(Duration time) {
        connecting = new MemoryConnections().connecting(server);
        return new Callback(connecting, path -> "http://localhost:1" + path, ZoneOffset.UTC, time);
    }

    private Connecting connecting;

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String begin(String cookie) {
        connecting.begin("owner", back, cookie);
        return server.states.getLast();
    }

    private HttpResponse<String> get(String query, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(back + query));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_port_of_its_own_is_open_until_somebody_has_come_back() throws Exception {
        assertThatThrownBy(() -> get("")).isInstanceOf(ConnectException.class);
        assertThat(callback.open()).isEmpty();
        String state = begin("the-session");
        HttpResponse<String> stray = get("?state=wrong&code=x");
        assertThat(stray.statusCode()).isEqualTo(400);
        HttpResponse<String> favicon = browser.send(
                HttpRequest.newBuilder(back.resolve("/favicon.ico")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(favicon.statusCode()).isEqualTo(404);

        HttpResponse<String> end =
                get("?code=a%2Bb%20c&state=" + state, "Cookie", "x=y; devledger-session=the-session");
        assertThat(end.statusCode()).isEqualTo(200);
        assertThat(end.body())
                .contains(
                        "TickTick is connected",
                        "19 May 2027",
                        "http://localhost:1/theme.css",
                        "http://localhost:1/devledger.css");
        assertThat(end.headers().firstValue("Content-Security-Policy").orElseThrow())
                .isEqualTo("default-src 'none'; style-src http://localhost:1; img-src http://localhost:1;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(server.codes).containsExactly("a+b c");
        await().atMost(Duration.ofSeconds(50))
                .untilAsserted(() -> assertThatThrownBy(() -> get("")).isInstanceOf(ConnectException.class));
    }

    /** At a level that is shown, as it is said of a success with the same words. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void the_log_says_how_it_ended(CapturedOutput log) throws Exception {
        callback.open();
        get("?state=" + begin(null) + "&error=access_denied");
        assertThat(log).contains("Connecting to TickTick ended: Denied").doesNotContain("failed");
    }

    @Test
    void it_closes_when_nobody_comes_and_opens_again() throws Exception {
        callback = callback(Duration.ofMillis(300));
        assertThat(callback.open()).isEmpty();
        await().atMost(Duration.ofSeconds(50))
                .untilAsserted(() -> assertThatThrownBy(() -> get("")).isInstanceOf(ConnectException.class));
        callback = callback(Duration.ofMinutes(10));
        assertThat(callback.open()).isEmpty();
        assertThat(callback.open()).as("once more in another tab").isEmpty();
        assertThat(get("?state=" + begin(null) + "&error=access_denied").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_port_that_is_taken_is_told() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(callback.open().orElseThrow()).contains(back.toString(), "devledger.ticktick.redirect-url");
        }
    }

    @Test
    void whatever_comes_is_shown_as_text() throws Exception {
        callback.open();
        String evil = URLEncoder.encode("<script>alert(1)</script>\"'&{{link}}", StandardCharsets.UTF_8);
        HttpResponse<String> end = get("?state=" + begin(null) + "&error=" + evil);
        assertThat(end.statusCode()).isEqualTo(502);
        assertThat(end.body()).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(end.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/oauth/ticktick/callback, false, true",
        "http://LOCALHOST:8080/other, false, true",
        "http://localhost:8000/callback, true, false",
        "http://127.0.0.1/, true, false",
        "http://[::1]:9/x, true, false",
        "https://localhost:8000/callback, false, false",
        "https://ledger.example/callback, false, false"
    })
    void only_a_loopback_port_that_is_not_ours_needs_a_listener(URI url, boolean listener, boolean ours) {
        assertThat(new RedirectUrl(url).needsListener(8080)).isEqualTo(listener);
        assertThat(new RedirectUrl(url).isAt(8080)).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080/x", "/callback", "ftp://localhost/x", "http:///x", "http://a.example/x#y"})
    void what_is_no_address_is_refused(URI url) {
        assertThatThrownBy(() -> new RedirectUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a complete URL");
    }

    private static final class Server implements AuthorizationServer {
        private final OAuthService service;
        private final List<String> states = new ArrayList<>();
        private final List<String> codes = new ArrayList<>();

        Server(URI redirect) {
            TokenEndpoint tokens = new TokenEndpoint(redirect, TokenRequest.BASIC, true, null);
            OAuthApplication application = new OAuthApplication("the-id", null, redirect);
            service = new OAuthService("ticktick", "TickTick", application, redirect, List.of(), true, tokens);
        }

        @Override
        public OAuthService service() {
            return service;
        }

        @Override
        public URI page(String state, String challenge, URI to) {
            states.add(state);
            return URI.create("https://ticktick.example/");
        }

        @Override
        public Grant exchange(String code, String verifier, URI to) {
            codes.add(code);
            return new Grant.Granted(new AccessToken("t", null, Instant.parse("2027-05-19T09:00:00Z")));
        }

        @Override
        public Grant renew(String renewal) {
            throw new AssertionError("nothing to renew");
        }
    }
}
