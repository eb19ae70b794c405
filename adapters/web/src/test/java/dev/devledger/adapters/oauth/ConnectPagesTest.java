package dev.devledger.adapters.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.oauth.Callback.Callbacks;
import dev.devledger.adapters.services.kernel.OAuthClient;
import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import dev.devledger.application.connection.OAuthService.TokenEndpoint;
import dev.devledger.application.connection.OAuthService.TokenRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** Two services of different natures can be connected beside each other. */
class ConnectPagesTest {
    private static final String SERVER = "http://localhost:8080";

    private final MockWebServer remote = new MockWebServer();
    private final MemoryConnections connections = new MemoryConnections();
    private OAuthClient strict;
    private OAuthClient bare;
    private Callbacks callbacks;
    private ConnectPages pages;

    @BeforeEach
    void start() throws IOException {
        remote.start();
        strict = client("ticktick", "TickTick", TokenRequest.BASIC, true, null);
        bare = client("clickup", "ClickUp", TokenRequest.JSON, false, URI.create(SERVER + "/signed-in"));
        callbacks = new Callbacks(List.of(callback(strict), callback(bare)));
        pages = new ConnectPages(callbacks);
    }

    @AfterEach
    void stop() {
        callbacks.close();
        strict.close();
        bare.close();
        remote.close();
    }

    private OAuthClient client(String name, String title, TokenRequest request, boolean pkce, URI redirect) {
        OAuthService service = new OAuthService(
                name,
                title,
                new OAuthApplication("id-at-" + name, "the-secret", redirect),
                remote.url("/authorize").uri(),
                List.of(),
                pkce,
                new TokenEndpoint(remote.url("/token").uri(), request, true, null));
        return new OAuthClient(service, Duration.ofSeconds(5), InstantSource.system());
    }

    private Callback callback(OAuthClient client) {
        return new Callback(
                connections.connecting(client), path -> SERVER + path, ZoneOffset.UTC, Duration.ofMinutes(1));
    }

    /** What the page of the service is asked for. */
    private UriComponentsBuilder begin(String service) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        pages.connect(service, new MockHttpServletRequest(), response);
        assertThat(response.getStatus()).isEqualTo(302);
        return UriComponentsBuilder.fromUriString(response.getRedirectedUrl());
    }

    private static String parameter(UriComponentsBuilder page, String name) {
        return URLDecoder.decode(page.build().getQueryParams().getFirst(name), StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse comeBack(String service, String state) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("state", state);
        request.setParameter("code", "the-code");
        MockHttpServletResponse response = new MockHttpServletResponse();
        pages.callback(service, request, response);
        return response;
    }

    private String connect(String service, String token) throws Exception {
        remote.enqueue(new MockResponse.Builder()
                .body("{\"access_token\":\"" + token + "\"}")
                .build());
        MockHttpServletResponse end = comeBack(service, parameter(begin(service), "state"));
        assertThat(end.getStatus()).as(end.getContentAsString()).isEqualTo(200);
        return end.getContentAsString();
    }

    @Test
    void the_verifier_is_what_the_challenge_was_made_from() throws Exception {
        UriComponentsBuilder page = begin("ticktick");
        assertThat(parameter(page, "code_challenge_method")).isEqualTo("S256");
        remote.enqueue(
                new MockResponse.Builder().body("{\"access_token\":\"t\"}").build());
        comeBack("ticktick", parameter(page, "state"));
        String form = remote.takeRequest(10, TimeUnit.SECONDS).getBody().utf8();
        String verifier = parameter(UriComponentsBuilder.newInstance().query(form), "code_verifier");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        assertThat(parameter(page, "code_challenge"))
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    @Test
    void the_token_of_one_service_leaves_that_of_another_alone() throws Exception {
        assertThat(connect("ticktick", "token-1")).contains("TickTick is connected");
        assertThat(connect("clickup", "token-2")).contains("ClickUp is connected", "your projects to ClickUp");
        assertThat(connections.secrets.get("ticktick/live/token")).contains("token-1");
        assertThat(connections.secrets.get("clickup/live/token")).contains("token-2");
    }

    @Test
    void a_state_of_one_service_is_none_of_another() throws Exception {
        String state = parameter(begin("ticktick"), "state");
        MockHttpServletResponse end = comeBack("clickup", state);
        assertThat(end.getStatus()).isEqualTo(400);
        assertThat(end.getContentAsString()).contains("ClickUp is not connected", "/oauth/clickup/connect");
        assertThat(remote.getRequestCount()).isZero();
    }

    @Test
    void each_service_may_have_a_redirect_url_of_its_own() throws Exception {
        assertThat(parameter(begin("ticktick"), "redirect_uri")).isEqualTo(SERVER + "/oauth/ticktick/callback");
        assertThat(parameter(begin("clickup"), "redirect_uri")).isEqualTo(SERVER + "/signed-in");
        assertThat(callbacks.at("/signed-in").orElseThrow().path()).isEqualTo("/oauth/clickup/callback");
        assertThat(callbacks.at("/elsewhere")).isEmpty();
    }

    @Test
    void a_service_that_nobody_knows_has_no_pages() {
        assertThatThrownBy(() -> begin("unknown")).isInstanceOf(ResponseStatusException.class);
        assertThatThrownBy(() -> comeBack("unknown", "x")).isInstanceOf(ResponseStatusException.class);
    }
}
