package dev.devledger.adapters.services.ticktick.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.services.kernel.OAuthClient;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.ticktick.oauth.InboxOwnerLookup.TickTickOAuth;
import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup.Owner;
import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.Grant;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickTickAuthorizationTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final URI BACK = URI.create("http://localhost:8080/oauth/ticktick/callback");
    private static final String SCOPE = "tasks%3Aread%20tasks%3Awrite";

    private final MockWebServer server = new MockWebServer();
    private OAuthClient authorization;
    private InboxOwnerLookup inbox;

    @BeforeEach
    void start() throws IOException {
        server.start();
        authorization = of("the-id", "the+secret");
        Duration limit = Duration.ofMillis(1_500);
        ClientLimits settings =
                new ClientLimits(new HttpLimits(limit, limit, limit, Duration.ofSeconds(2)), "off", "1.2");
        inbox = new InboxOwnerLookup(server.url("/open/v1").uri(), settings);
    }

    @AfterEach
    void stop() {
        authorization.close();
        inbox.close();
        server.close();
    }

    private OAuthClient of(String id, String secret) {
        return of(id, secret, Duration.ofSeconds(30));
    }

    private OAuthClient of(String id, String secret, Duration limit) {
        return new OAuthClient(
                TickTickOAuth.service(
                        new OAuthApplication(id, secret, null),
                        server.url("/oauth/authorize").uri(),
                        server.url("/oauth/token").uri()),
                limit,
                InstantSource.fixed(NOW));
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private RecordedRequest request() throws InterruptedException {
        return server.takeRequest(10, TimeUnit.SECONDS);
    }

    @Test
    void leads_to_the_page_with_all_that_it_needs() {
        URI page = authorization.page("the-state", "the-challenge", BACK);
        assertThat(page.toString()).startsWith(server.url("/oauth/authorize") + "?");
        assertThat(page.getQuery().split("&", -1))
                .containsExactlyInAnyOrder(
                        "client_id=the-id",
                        "scope=tasks:read tasks:write",
                        "state=the-state",
                        "redirect_uri=http://localhost:8080/oauth/ticktick/callback",
                        "response_type=code",
                        "code_challenge=the-challenge",
                        "code_challenge_method=S256");
    }

    /** docs/ticktick.md, section 1: a form, client id and secret as HTTP Basic, 180 days and no renewal. */
    @Test
    void sends_the_secret_as_basic_and_reads_when_the_token_ends() throws Exception {
        answers(200, """
                {"access_token":"example-not-a-token","token_type":"bearer","expires_in":15551999,\
                "scope":"tasks:read tasks:write"}""");
        assertThat(authorization.exchange("a code&", "the-verifier", BACK))
                .isEqualTo(new Grant.Granted(
                        new AccessToken("example-not-a-token", null, Instant.parse("2027-05-19T08:59:59Z"))));
        RecordedRequest request = request();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getUrl().encodedPath()).isEqualTo("/oauth/token");
        assertThat(request.getHeaders().get("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(request.getHeaders().get("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("the-id:the+secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(form(request).split("&", -1))
                .containsExactlyInAnyOrder(
                        "grant_type=authorization_code",
                        "code=a%20code%26",
                        "redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Foauth%2Fticktick%2Fcallback",
                        "scope=" + SCOPE,
                        "code_verifier=the-verifier");
    }

    private static String form(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8().replace("+", "%20");
    }

    @Test
    void without_a_secret_the_client_id_is_in_the_form_beside_the_verifier() throws Exception {
        try (OAuthClient open = of(" the-id ", " ")) {
            answers(200, "{\"access_token\":\"t\",\"refresh_token\":\"r\"}");
            assertThat(open.exchange("code", "the-verifier", BACK))
                    .isEqualTo(new Grant.Granted(new AccessToken("t", "r", null)));
            RecordedRequest request = request();
            assertThat(request.getHeaders().get("Authorization")).isNull();
            assertThat(form(request)).contains("client_id=the-id", "code_verifier=the-verifier");
            answers(200, "{\"access_token\":\"t2\"}");
            assertThat(open.renew("r")).isEqualTo(new Grant.Granted(new AccessToken("t2", null, null)));
            assertThat(form(request())).contains("grant_type=refresh_token", "refresh_token=r", "client_id=the-id");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | <html>Sign in example-echo</html> | does not know this client",
                "400 | {\"error\":\"invalid_client\"} | does not know this client",
                "400 | {\"error\":\"invalid_grant\",\"error_description\":\"example-echo\"} | invalid_grant",
                "400 | {\"error\":\"example-echo <b>\"} | (400)",
                "302 | elsewhere | token-url",
                "200 | <html>example-echo</html> | contains no token",
                "200 | {\"access_token\":\"two words\"} | contains no token",
                "200 | '' | contains no token"
            })
    void a_no_is_told_in_words_of_our_own(int status, String body, String told) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .body(body)
                .addHeader("Location", server.url("/elsewhere").toString())
                .build());
        assertThat(authorization.exchange("code", "verifier", BACK))
                .isInstanceOfSatisfying(
                        Grant.Refused.class,
                        no -> assertThat(no.reason()).contains(told).doesNotContain("example-echo", "<"));
        assertThat(server.getRequestCount()).as("requests").isEqualTo(1);
    }

    @Test
    void an_outage_is_no_answer_and_is_not_tried_again() {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "0")
                .body("<html>")
                .build());
        assertThat(authorization.exchange("code", "verifier", BACK)).isInstanceOf(Grant.NoAnswer.class);
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        try (OAuthClient hasty = of("the-id", "the+secret", Duration.ofSeconds(1))) {
            assertThat(hasty.exchange("code", "verifier", BACK)).isInstanceOf(Grant.NoAnswer.class);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /** docs/ticktick.md, section 10. */
    @Test
    void a_task_of_the_inbox_tells_whose_account_it_is() throws Exception {
        answers(200, "{\"tasks\":[{\"id\":\"a\",\"projectId\":\"inbox1001\"}],\"columns\":[]}");
        assertThat(inbox.owner("t")).isEqualTo(new Owner.KnownOwner("inbox1001"));
        RecordedRequest request = request();
        assertThat(request.getUrl().encodedPath()).isEqualTo("/open/v1/project/inbox/data");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer t");
        answers(200, "{\"tasks\":[],\"columns\":[]}");
        assertThat(inbox.owner("t")).isEqualTo(new Owner.HiddenOwner());
        answers(200, "{\"tasks\":[{\"id\":\"a\",\"projectId\":\"70aa00000000000000000001\"},null]}");
        assertThat(inbox.owner("t")).isEqualTo(new Owner.HiddenOwner());
        answers(401, "");
        assertThat(inbox.owner("t")).isEqualTo(new Owner.NoAnswer());
        answers(200, "<html>");
        assertThat(inbox.owner("t")).isEqualTo(new Owner.NoAnswer());
        assertThat(inbox.owner("two\nlines")).isEqualTo(new Owner.NoAnswer());
    }

    @Test
    void an_address_that_is_none_is_told_at_the_start() {
        OAuthApplication application = new OAuthApplication("the-id", "the-secret", null);
        URI none = URI.create("ticktick.com/oauth");
        OAuthService service = TickTickOAuth.service(application, none, BACK);
        assertThatThrownBy(() -> new OAuthClient(service, Duration.ofSeconds(1), InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authorize-url");
        ClientLimits settings = new ClientLimits(HttpLimits.STANDARD, "off", "1.2");
        assertThatThrownBy(() -> new InboxOwnerLookup(none, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("api-url");
        assertThat(service.toString()).doesNotContain("the-secret");
    }
}
