package dev.devledger.adapters.services.clickup.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.client.ClickUpStub;
import dev.devledger.adapters.services.clickup.oauth.WorkspaceOwnerLookup.ClickUpOAuth;
import dev.devledger.adapters.services.kernel.OAuthClient;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup.Owner;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.Grant;
import dev.devledger.application.connection.OAuthService.OAuthApplication;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClickUpAuthorizationTest {
    private static final URI BACK = URI.create("http://localhost:8080/oauth/clickup/callback");
    private static final ClientLimits SETTINGS = new ClientLimits(HttpLimits.STANDARD, "off", "1.2");

    private final ClickUpStub clickup = new ClickUpStub("off");
    private final OAuthClient authorization = new OAuthClient(
            ClickUpOAuth.service(
                    new OAuthApplication("the-id", "the-secret", null),
                    URI.create("https://app.clickup.com/api"),
                    clickup.server.url("/api/v2/oauth/token").uri()),
            Duration.ofSeconds(30),
            InstantSource.system());

    @AfterEach
    void close() {
        authorization.close();
        clickup.close();
    }

    @Test
    void a_person_is_sent_to_clickups_page() {
        HttpUrl page = HttpUrl.get(authorization.page("the-state", "the-challenge", BACK));
        assertThat(page).isNotNull();
        assertThat(page.toString()).startsWith("https://app.clickup.com/api?");
        assertThat(page.queryParameter("client_id")).isEqualTo("the-id");
        assertThat(page.queryParameter("redirect_uri")).isEqualTo(BACK.toString());
        assertThat(page.queryParameter("state")).isEqualTo("the-state");
        assertThat(page.queryParameter("code_challenge")).isEqualTo("the-challenge");
        assertThat(page.queryParameter("scope")).as("it has none").isNull();
    }

    @Test
    void a_code_becomes_a_token_that_has_no_end_and_nothing_renews() {
        clickup.answers(200, "{\"access_token\":\"1_ABC\"}");
        assertThat(authorization.exchange("the-code", "the-verifier", BACK))
                .isEqualTo(new Grant.Granted(new AccessToken("1_ABC", null, null)));
        RecordedRequest sent = clickup.request();
        assertThat(sent.getUrl().query()).as("no secret in a log").isNull();
        JsonNode body = new JsonMapper().readTree(sent.getBody().utf8());
        assertThat(body).isEqualTo(new JsonMapper().readTree("""
                        {"client_id": "the-id", "client_secret": "the-secret", "code": "the-code",
                         "code_verifier": "the-verifier"}"""));
    }

    @Test
    void a_renewal_that_somebody_sends_is_not_kept() {
        clickup.answers(200, "{\"access_token\":\"1_ABC\",\"refresh_token\":\"r\",\"token_type\":\"Bearer\"}");
        assertThat(authorization.exchange("the-code", "the-verifier", BACK))
                .isEqualTo(new Grant.Granted(new AccessToken("1_ABC", null, null)));
    }

    @Test
    void a_code_that_was_used_is_told_without_the_secret() {
        clickup.answers(400, "{\"err\":\"Code already used\",\"ECODE\":\"OAUTH_014\"}");
        assertThat(authorization.exchange("the-code", "the-verifier", BACK))
                .isInstanceOfSatisfying(Grant.Refused.class, refused -> assertThat(refused.reason())
                        .startsWith("ClickUp refused to connect (400")
                        .doesNotContain("the-secret", "the-code"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',  '{"teams":[{"id":"108"}]}',                108
            108, '{"teams":[{"id":"107"},{"id":108}]}',     108
            '',  '{"teams":[{"id":"107"},{"id":"108"}]}',   hidden
            109, '{"teams":[{"id":"108"}]}',                hidden
            '',  '{"teams":[]}',                            hidden
            """)
    void a_token_opens_the_workspace_that_is_meant(String wanted, String teams, String owner) {
        clickup.answers(200, teams);
        try (WorkspaceOwnerLookup lookup =
                new WorkspaceOwnerLookup(clickup.server.url("/api/v2").uri(), wanted, SETTINGS)) {
            assertThat(lookup.owner("1_ABC"))
                    .isEqualTo(owner.equals("hidden") ? new Owner.HiddenOwner() : new Owner.KnownOwner(owner));
        }
        RecordedRequest sent = clickup.request();
        assertThat(sent.getUrl().encodedPath()).isEqualTo("/api/v2/team");
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer 1_ABC");
    }

    @Test
    void a_token_that_is_refused_opens_nothing() {
        clickup.answers(401, "{\"err\":\"Token invalid\",\"ECODE\":\"OAUTH_025\"}");
        try (WorkspaceOwnerLookup lookup =
                new WorkspaceOwnerLookup(clickup.server.url("/api/v2").uri(), null, SETTINGS)) {
            assertThat(lookup.owner("1_ABC")).isEqualTo(new Owner.NoAnswer());
        }
    }
}
