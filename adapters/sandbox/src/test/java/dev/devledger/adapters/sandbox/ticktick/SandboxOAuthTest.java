package dev.devledger.adapters.sandbox.ticktick;

import static dev.devledger.adapters.sandbox.ticktick.OAuthCalls.BACK;
import static dev.devledger.adapters.sandbox.ticktick.OAuthCalls.CLIENT;
import static dev.devledger.adapters.sandbox.ticktick.OAuthCalls.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Behaviours 1 to 5: how a client gets a token, what it opens, and how it ends. */
class SandboxOAuthTest extends OnSandbox {
    private final OAuthCalls oauth = new OAuthCalls(SERVER.url() + OAuth.PATH);

    @Test
    @Tag("b02")
    void b02_authorize_sends_back_at_once_with_a_code_and_the_same_state() throws IOException {
        Reply reply = oauth.authorize(Map.of());
        assertThat(reply.status()).isEqualTo(302);
        HttpUrl back = HttpUrl.get(String.valueOf(reply.headers().get("Location")));
        assertThat(back.toString()).startsWith(BACK + "?");
        assertThat(back.queryParameter("state")).isEqualTo("s 1&ä");
        assertThat(back.queryParameter("code")).isNotBlank();
        assertThat(oauth.back(Map.of("state", "")).queryParameterNames()).containsExactly("code");
    }

    @Test
    @Tag("b02")
    void b02_a_code_works_once_in_its_time_and_for_its_client_and_address() throws IOException {
        String code = oauth.code(Map.of());
        assertThat(oauth.token(code).status()).isEqualTo(200);
        assertRefused(oauth.token(code), "invalid_grant");
        assertRefused(oauth.token("never-given"), "invalid_grant");
        String another = oauth.code(Map.of("client_id", "another"));
        assertRefused(oauth.token(another), "invalid_grant");
        String elsewhere = oauth.code(Map.of("redirect_uri", "http://localhost:9/"));
        assertRefused(oauth.token(elsewhere), "invalid_grant");
        String late = oauth.code(Map.of());
        CLOCK.pass(Duration.ofMinutes(11));
        assertRefused(oauth.token(late), "invalid_grant");
    }

    private static void assertRefused(Reply reply, String error) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo(error);
    }

    @Test
    void what_authorize_does_not_understand_goes_back_as_an_error_without_a_code() throws IOException {
        for (Map<String, String> wrong : List.of(
                Map.of("response_type", "token"),
                Map.of("scope", "tasks:delete"),
                Map.of("scope", ""),
                Map.of("code_challenge", OAuthCalls.CHALLENGE, "code_challenge_method", "plain"),
                Map.of("code_challenge", "short", "code_challenge_method", "S256"))) {
            HttpUrl back = oauth.back(wrong);
            assertThat(back.queryParameter("error")).as(wrong.toString()).isNotBlank();
            assertThat(back.queryParameter("state")).isEqualTo("s 1&ä");
            assertThat(back.queryParameter("code")).isNull();
        }
    }

    @Test
    void nobody_is_sent_to_an_address_that_is_not_the_clients() throws IOException {
        for (String address :
                List.of("https://example.com/", "javascript:alert(1)", "/relative", "http://localhost/#f"))
            assertThat(oauth.authorize(Map.of("redirect_uri", address)).status())
                    .as(address)
                    .isEqualTo(400);
        assertThat(oauth.authorize(Map.of("client_id", "")).status()).isEqualTo(400);
        assertThat(control.post(
                                "/account",
                                "{'clients':[{'id':'known','secret':'s','redirectUri':'https://example.com/back'}]}")
                        .status())
                .isEqualTo(200);
        assertThat(oauth.authorize(Map.of("client_id", "known")).status()).isEqualTo(400);
        assertThat(oauth.authorize(Map.of("client_id", "known", "redirect_uri", "https://example.com/back"))
                        .status())
                .isEqualTo(302);
    }

    @Test
    @Tag("b03")
    void b03_a_token_takes_basic_or_body_credentials_or_pkce_without_a_secret() throws IOException {
        assertOpens(oauth.tokenWithBasic(oauth.code(Map.of()), Map.of()));
        assertOpens(oauth.token(oauth.code(Map.of())));
        assertOpens(oauth.token(oauth.codeWithPkce(), Map.of("client_id", CLIENT, "code_verifier", VERIFIER)));
        assertOpens(oauth.tokenWithBasic(oauth.codeWithPkce(), Map.of("code_verifier", VERIFIER)));
    }

    private static void assertOpens(Reply reply) throws IOException {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        TickTickCalls calls = calls(reply.text("access_token"));
        assertThat(calls.get("/project").status()).isEqualTo(200);
        assertThat(calls.create("'title':'written'").status()).isEqualTo(200);
    }

    @Test
    @Tag("b03")
    void b03_a_wrong_verifier_or_no_proof_at_all_fails() throws IOException {
        String wrong = VERIFIER.replace('d', 'e');
        assertRefused(
                oauth.token(oauth.codeWithPkce(), Map.of("client_id", CLIENT, "code_verifier", wrong)),
                "invalid_grant");
        assertRefused(oauth.tokenWithBasic(oauth.codeWithPkce(), Map.of()), "invalid_grant");
        Reply bare = oauth.token(oauth.code(Map.of()), Map.of("client_id", CLIENT));
        assertThat(bare.status()).isEqualTo(401);
        assertThat(bare.text("error")).isEqualTo("invalid_client");
    }

    @Test
    @Tag("b03")
    void b03_an_unknown_client_is_401_with_a_page_and_a_wrong_secret_is_401() throws IOException {
        control.post("/account", "{'clients':[{'id':'a-client','secret':'another','redirectUri':'" + BACK + "'}]}");
        String code = oauth.code(Map.of());
        Reply wrongSecret = oauth.token(code);
        assertThat(wrongSecret.status()).isEqualTo(401);
        assertThat(wrongSecret.text("error")).isEqualTo("invalid_client");
        Reply unknown = oauth.token(code, Map.of("client_id", "nobody", "client_secret", "another"));
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).startsWith("<html>");
        assertOpens(oauth.token(code, Map.of("client_id", CLIENT, "client_secret", "another")));
    }

    @Test
    void the_token_page_takes_forms_only_and_no_secrets_in_the_address() throws IOException {
        var json = new TickTickCalls(SERVER.url() + OAuth.PATH, "none").post("/token", "{'grant_type':'x'}");
        assertRefused(json, "invalid_request");
        assertRefused(
                oauth.post("/token?code=" + oauth.code(Map.of()), Map.of("client_id", CLIENT, "client_secret", "s")),
                "invalid_request");
    }

    @Test
    @Tag("b04")
    void b04_a_token_lasts_180_days_and_cannot_be_refreshed() throws IOException {
        JsonNode answer = oauth.token(oauth.code(Map.of())).json();
        assertThat(answer.propertyNames())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
        assertThat(answer.path("expires_in").longValue()).isEqualTo(15551999);
        assertThat(answer.path("token_type").asString()).isEqualTo("bearer");
        assertThat(answer.path("scope").asString()).isEqualTo("tasks:read tasks:write");
        assertRefused(refresh(answer.path("access_token").asString()), "unsupported_grant_type");
        assertRefused(
                oauth.post("/token", Map.of("grant_type", "password", "client_id", CLIENT, "client_secret", "s")),
                "unsupported_grant_type");
    }

    private Reply refresh(String token) throws IOException {
        return oauth.post(
                "/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token,
                        "client_id",
                        CLIENT,
                        "client_secret",
                        "a-secret"));
    }

    @Test
    void where_a_test_wishes_refresh_tokens_are_handed_out_and_each_works_once() throws IOException {
        control.post("/account", "{'refreshTokens':true}");
        Reply first = oauth.token(oauth.code(Map.of("scope", "tasks:read")));
        Reply second = refresh(first.text("refresh_token"));
        assertThat(calls(second.text("access_token")).get("/project").status()).isEqualTo(200);
        assertThat(second.text("scope")).isEqualTo("tasks:read");
        assertRefused(refresh(first.text("refresh_token")), "invalid_grant");
        assertThat(refresh(second.text("refresh_token")).status()).isEqualTo(200);
        assertThat(calls(second.text("refresh_token")).get("/project").status())
                .as("a refresh token is no bearer")
                .isEqualTo(401);
    }

    @Test
    @Tag("b05")
    void b05_a_revoked_token_is_401_and_only_that_one() throws IOException {
        String revoked = token("tasks:read tasks:write");
        String other = token("tasks:read tasks:write");
        for (int i = 0; i < 2; i++) {
            Reply reply = oauth.post("/revoke", Map.of("token", revoked));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEmpty();
        }
        assertThat(calls(revoked).get("/project").status()).isEqualTo(401);
        assertThat(calls(other).get("/project").status()).isEqualTo(200);
    }

    @Test
    @Tag("b05")
    void b05_an_expired_token_is_401() throws IOException {
        String token = token("tasks:read tasks:write");
        CLOCK.pass(Duration.ofSeconds(15551998 - 60));
        assertThat(calls(token).get("/project").status()).isEqualTo(200);
        CLOCK.pass(Duration.ofSeconds(61));
        assertThat(calls(token).get("/project").status()).isEqualTo(401);
    }

    @Test
    @Tag("b05")
    void b05_a_read_only_token_that_writes_is_500_access_forbidden() throws IOException {
        TickTickCalls reader = calls(token("tasks:read"));
        assertThat(reader.get("/project/" + list + "/data").status()).isEqualTo(200);
        for (String read : List.of("/task/filter", "/task/completed", "/task/undone", "/task/search", "/preference"))
            assertThat(reader.post(read, "{}").status()).as(read).isEqualTo(200);
        for (Reply refused : List.of(
                reader.create("'title':'t','projectId':'" + list + "'"),
                reader.post("/project", "{'name':'x'}"),
                reader.delete("/project/" + list),
                calls(token("tasks:write")).get("/project"))) {
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.text("errorCode")).isEqualTo("access_forbidden");
        }
        assertThat(ticktick.open(list)).isEmpty();
    }

    private String token(String scope) throws IOException {
        return oauth.token(oauth.code(Map.of("scope", scope))).text("access_token");
    }

    @Test
    @Tag("b05")
    void b05_a_token_can_end_in_the_middle_of_a_cycle() throws IOException {
        TickTickCalls client = calls(token("tasks:read tasks:write"));
        assertThat(control.post("/account", "{'tokenCallsLeft':2}")
                        .json()
                        .path("account")
                        .path("tokenCallsLeft")
                        .intValue())
                .isEqualTo(2);
        assertThat(client.get("/project").status()).isEqualTo(200);
        assertThat(client.create("'title':'t','projectId':'" + list + "'").status())
                .isEqualTo(200);
        assertThat(client.create("'title':'u','projectId':'" + list + "'").status())
                .isEqualTo(401);
        assertThat(client.get("/project").status()).isEqualTo(401);
        assertThat(ticktick.open(list)).hasSize(1);
        assertThat(calls(token("tasks:read")).get("/project").status())
                .as("who authorizes again goes on")
                .isEqualTo(200);
    }

    @Test
    @Tag("b01")
    void b01_without_a_bearer_every_path_is_401() throws IOException {
        for (String header : List.of("", "Basic " + SandboxServer.TOKEN, "Bearer", SandboxServer.TOKEN))
            for (String path : List.of("/project", "/task/x", "/nowhere", ""))
                assertThat(ticktick.withAuthorization(header).get(path).status())
                        .as(header + " " + path)
                        .isEqualTo(401);
    }

    @Test
    void a_token_answer_can_be_lost_and_the_code_is_used_up_all_the_same() throws IOException {
        String code = oauth.code(Map.of());
        control.post("", "{'fault':'drop-answer','path':'/oauth/token'}");
        assertThatThrownBy(() -> oauth.token(code)).isInstanceOf(IOException.class);
        assertRefused(oauth.token(code), "invalid_grant");
    }

    @Test
    void a_fault_can_wait_for_the_third_request() throws IOException {
        control.post("", "{'fault':'unauthorized','path':'GET /project$','after':2}");
        for (int status : List.of(200, 200, 401, 200))
            assertThat(ticktick.get("/project").status()).isEqualTo(status);
    }

    @Test
    void an_unknown_wish_is_refused() throws IOException {
        assertThat(control.post("/account", "{'refreshToken':true}").status()).isEqualTo(400);
    }
}
