package dev.devledger.adapters.services.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.kernel.OAuthClient.TokenAnswers;
import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.Grant;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import dev.devledger.application.connection.OAuthService.TokenEndpoint;
import dev.devledger.application.connection.OAuthService.TokenRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that has little in common with the OAuth of the book: ClickUp, as far as it is known. */
class OAuthClientTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final URI BACK = URI.create("http://localhost:8080/oauth/clickup/callback");

    private final MockWebServer server = new MockWebServer();
    private OAuthClient client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = of(TokenRequest.JSON, false, null);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private OAuthClient of(TokenRequest request, boolean renewable, Duration lifetime) {
        OAuthService service = new OAuthService(
                "clickup",
                "ClickUp",
                new OAuthApplication("the-id", "the secret", null),
                server.url("/api").uri(),
                List.of(),
                false,
                new TokenEndpoint(server.url("/api/v2/oauth/token").uri(), request, renewable, lifetime));
        return new OAuthClient(service, Duration.ofSeconds(2), InstantSource.fixed(NOW));
    }

    private void answers(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private RecordedRequest request() throws InterruptedException {
        return server.takeRequest(10, TimeUnit.SECONDS);
    }

    private static String text(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    @Test
    void a_service_without_scopes_and_pkce_is_sent_neither() {
        assertThat(client.page("the-state", "the-challenge", BACK).getQuery().split("&", -1))
                .containsExactlyInAnyOrder(
                        "client_id=the-id", "state=the-state", "redirect_uri=" + BACK, "response_type=code");
    }

    @Test
    void an_object_has_the_client_and_the_code_and_nothing_else() throws Exception {
        answers(200, "{\"access_token\":\"t\"}");
        assertThat(client.exchange("the \"code", "the-verifier", BACK))
                .as("without a type, a renewal and an end")
                .isEqualTo(new Grant.Granted(new AccessToken("t", null, null)));
        RecordedRequest request = request();
        assertThat(request.getMethod() + " " + request.getUrl().encodedPath()).isEqualTo("POST /api/v2/oauth/token");
        assertThat(request.getUrl().query()).as("a query ends up in logs").isNull();
        assertThat(request.getHeaders().get("Authorization")).isNull();
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(TokenAnswers.JSON.readTree(text(request)))
                .isEqualTo(TokenAnswers.JSON.readTree(
                        "{\"client_id\":\"the-id\",\"client_secret\":\"the secret\",\"code\":\"the \\\"code\"}"));
    }

    @Test
    void a_form_may_have_the_client_in_it() throws Exception {
        try (OAuthClient form = of(TokenRequest.FORM, true, null)) {
            answers(200, "{\"access_token\":\"t\",\"refresh_token\":\"r\"}");
            assertThat(form.exchange("the-code", "the-verifier", BACK))
                    .isEqualTo(new Grant.Granted(new AccessToken("t", "r", null)));
            RecordedRequest request = request();
            assertThat(request.getHeaders().get("Authorization")).isNull();
            assertThat(text(request).split("&", -1))
                    .containsExactlyInAnyOrder(
                            "grant_type=authorization_code",
                            "code=the-code",
                            "redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Foauth%2Fclickup%2Fcallback",
                            "client_id=the-id",
                            "client_secret=the+secret");
            answers(200, "{\"access_token\":\"t2\"}");
            form.renew("r");
            assertThat(text(request()).split("&", -1))
                    .containsExactlyInAnyOrder(
                            "grant_type=refresh_token",
                            "refresh_token=r",
                            "client_id=the-id",
                            "client_secret=the+secret");
        }
    }

    @Test
    void a_renewal_that_is_no_good_is_not_kept() {
        answers(200, "{\"access_token\":\"t\",\"refresh_token\":\"r\"}");
        assertThat(client.exchange("code", "verifier", BACK))
                .isEqualTo(new Grant.Granted(new AccessToken("t", null, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"access_token\":\"t\"} | 2026-11-20T10:00:00Z",
                "{\"access_token\":\"t\",\"expires_in\":null} | 2026-11-20T10:00:00Z",
                "{\"access_token\":\"t\",\"expires_in\":60} | 2026-11-20T09:01:00Z"
            })
    void a_lifetime_that_is_known_counts_where_none_is_told(String answer, Instant end) {
        try (OAuthClient known = of(TokenRequest.FORM, false, Duration.ofHours(1))) {
            answers(200, answer);
            assertThat(known.exchange("code", "verifier", BACK))
                    .isEqualTo(new Grant.Granted(new AccessToken("t", null, end)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"err\":\"Client not found example-echo\",\"ECODE\":\"OAUTH_010\"} | ClickUp refused to connect (400).",
                "401 | {\"err\":\"Token invalid\",\"ECODE\":\"OAUTH_025\"} | ClickUp does not know this client id, or the"
                        + " secret is wrong (401); check devledger.clickup.client-id and devledger.clickup.client-secret.",
                "200 | {\"err\":\"example-echo\",\"ECODE\":\"OAUTH_010\"} | ClickUp's answer contains no token; check"
                        + " devledger.clickup.token-url."
            })
    void an_error_of_another_shape_is_told_in_words_of_our_own(int status, String body, String told) {
        answers(status, body);
        assertThat(client.exchange("code", "verifier", BACK)).isEqualTo(new Grant.Refused(told));
    }
}
