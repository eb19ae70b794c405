package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** {@code devledger.auth.embedded=true}: an agent comes from a refusal to a call, and each way to cheat ends before that. */
@Tag("long")
class EmbeddedIssuerIT {
    private static RunningDevledger node;
    private static Api api;
    private static OwnersBrowser owner;

    @BeforeAll
    static void start() {
        node = SharedDevledger.anotherNode("devledger.auth.embedded=true");
        api = node.api();
        owner = new OwnersBrowser(api).login(api.token());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** With all three scopes that it asks for. */
    private static JsonNode letIn(OAuthAgent agent) {
        String back = owner.answer(owner.asked(agent.authorize()), "read", "write", "sync");
        return agent.redeem(OAuthAgent.query(back, "code")).expect(200).json();
    }

    private static String code(OAuthAgent agent, String... others) {
        return OAuthAgent.query(owner.answer(owner.asked(agent.authorize(others)), "read"), "code");
    }

    private static String access(JsonNode tokens) {
        return tokens.path("access_token").asString();
    }

    private static String refresh(JsonNode tokens) {
        return tokens.path("refresh_token").asString();
    }

    private static void refuses(Api.Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("error").asString()).isEqualTo(error);
        assertThat(answer.body()).doesNotContain("Exception", "springframework", "java.");
    }

    @Test
    void an_agent_comes_from_a_refusal_to_a_call() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Whole Way");
        assertThat(agent.resource).isEqualTo(api.base() + "/mcp");
        Api.Answer page = owner.asked(agent.authorize("scope", "read write sync admin openid"));
        assertThat(page.body()).contains("Whole Way", "http://localhost:33418", api.base() + "/mcp");
        assertThat(OwnersBrowser.ticked(page))
                .isEqualTo(Map.of("read", true, "write", true, "sync", true, "admin", false));
        assertThat(page.header("Content-Security-Policy"))
                .contains("frame-ancestors 'none'", "form-action 'self' http://localhost:33418");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");

        String back = owner.answer(page, "read", "write");
        assertThat(back).startsWith(OAuthAgent.REDIRECT + "?code=");
        assertThat(OAuthAgent.query(back, "state")).isEqualTo(agent.state);
        assertThat(OAuthAgent.query(back, "iss")).isEqualTo(api.base().toString());
        Api.Answer answer = agent.redeem(OAuthAgent.query(back, "code")).expect(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        JsonNode tokens = answer.json();
        assertThat(tokens.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.path("expires_in").asInt()).isBetween(1, 900);
        assertThat(tokens.path("scope").asString().split(" ")).containsExactlyInAnyOrder("read", "write");
        JsonNode claims = OAuthAgent.claims(access(tokens));
        assertThat(claims.path("aud").toString()).contains(agent.resource);
        assertThat(claims.path("scope").asString()).isEqualTo("read write");

        Api bearer = api.as(access(tokens));
        Mcp mcp = Mcp.connect(bearer);
        List<String> tools = mcp.result("tools/list", "{}")
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
        assertThat(tools).contains("save_project", "find_tasks").doesNotContain("sync_now");
        mcp.answer("save_project", "{\"name\":\"By an app\",\"reason\":\"asked\"}");
        JsonNode entry = api.read("/api/history?limit=5").at("/items/0");
        assertThat(entry.path("actor").asString()).isEqualTo("Whole Way");
        String key = entry.at("/entity/key").asString();
        assertThat(bearer.get(200, "/api/projects/" + key).text("name")).isEqualTo("By an app");
        Api.Answer forbidden = bearer.post(403, "/api/sync/run", "{}");
        assertThat(forbidden.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"", "scope=\"sync\"");
        Api.Answer call = mcp.post("""
            {"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"sync_now","arguments":{}}}\
            """).expect(403);
        assertThat(call.header("WWW-Authenticate"))
                .contains(
                        "error=\"insufficient_scope\"",
                        "scope=\"sync\"",
                        "/.well-known/oauth-protected-resource/mcp\"",
                        "It needs the scope sync.");
        assertThat(call.json().path("id").asInt()).isEqualTo(9);
        assertThat(call.json().at("/error/message").asString())
                .isEqualTo("forbidden: this token may read and write only. It needs the scope sync.");
    }

    @Test
    void a_token_is_renewed_and_each_to_renew_with_is_good_once() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Renewing");
        JsonNode first = letIn(agent);
        JsonNode second = agent.renew(refresh(first)).expect(200).json();
        assertThat(refresh(second)).isNotEqualTo(refresh(first));
        api.as(access(second)).get(200, "/api/projects");
        JsonNode narrower =
                agent.renew(refresh(second), "scope", "read").expect(200).json();
        api.as(access(narrower)).post(403, "/api/projects", "{\"name\":\"no\"}");
        refuses(agent.renew(refresh(narrower), "scope", "read admin"), 400, "invalid_scope");
        refuses(agent.renew(refresh(narrower), "resource", "https://other.example/mcp"), 400, "invalid_target");

        refuses(agent.renew(refresh(first)), 400, "invalid_grant");
        refuses(agent.renew(refresh(narrower)), 400, "invalid_grant");
        String challenge = api.as(access(narrower)).get(401, "/api/projects").header("WWW-Authenticate");
        assertThat(challenge).contains("error=\"invalid_token\"");
    }

    /** Sessions of one user share what they were given, and answers are lost. */
    @Test
    void a_token_that_is_renewed_twice_at_once_gives_the_same() throws Exception {
        OAuthAgent agent = OAuthAgent.arrive(api, "Shared");
        String first = refresh(letIn(agent));
        List<JsonNode> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    threads
                            .invokeAll(Collections.<Callable<JsonNode>>nCopies(
                                    3, () -> agent.renew(first).expect(200).json()))
                            .stream()
                            .map(Future<JsonNode>::resultNow)
                            .toList();
        }
        JsonNode lost = agent.renew(first, "scope", "read").expect(200).json();
        assertThat(answers).extracting(EmbeddedIssuerIT::refresh).containsOnly(refresh(lost));
        answers.forEach(each -> api.as(access(each)).get(200, "/api/projects"));
        api.as(access(lost)).get(200, "/api/projects");
        OAuthAgent thief = OAuthAgent.arrive(api, "Not shared");
        refuses(thief.renew(first), 400, "invalid_grant");
        assertThat(reused(agent)).isNull();

        JsonNode next = agent.renew(refresh(lost)).expect(200).json();
        refuses(agent.renew(first), 400, "invalid_grant");
        refuses(agent.renew(refresh(next)), 400, "invalid_grant");
        api.as(access(next)).get(401, "/api/projects");
        assertThat(reused(agent)).as("the owner is told").isNotNull();
    }

    private static String reused(OAuthAgent agent) {
        return api.read("/api/oauth-clients?limit=100")
                .path("items")
                .valueStream()
                .filter(app -> app.path("id").asString().equals(agent.clientId))
                .findFirst()
                .orElseThrow()
                .path("reusedAt")
                .asString(null);
    }

    @Test
    void no_page_of_another_site_registers_and_what_waits_keeps_nobody_out() {
        Api stranger = api.as("");
        String junk = "{\"client_name\":\"n\",\"redirect_uris\":[\"https://evil.example/cb\"]}";
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x")) {
            stranger.post(415, "/oauth2/register", junk, "Content-Type", type);
        }
        for (String site : List.of("cross-site", "same-site")) {
            stranger.post(403, "/oauth2/register", junk, "Sec-Fetch-Site", site);
        }
        OAuthAgent asked = OAuthAgent.arrive(api, "Asked");
        Api.Answer page = owner.asked(asked.authorize());
        for (int i = 0; i < 101; i++) {
            stranger.post(201, "/oauth2/register", junk);
        }
        letIn(OAuthAgent.arrive(api, "Real"));
        assertThat(OAuthAgent.query(owner.answer(page, "read"), "code")).isNotEmpty();
    }

    /** As a browser asks before it sends what such a page sends. */
    private static Api.Answer preflight(String path, String origin) {
        return api.as("")
                .send(
                        "OPTIONS",
                        path,
                        null,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type,mcp-protocol-version");
    }

    @Test
    void a_page_of_an_allowed_origin_comes_by_a_token_and_no_other_page_does() {
        Api stranger = api.as("");
        String page = "http://localhost:6274";
        String other = "https://evil.example";
        String allow = "Access-Control-Allow-Origin";
        String app = "{\"client_name\":\"Page\",\"redirect_uris\":[\"http://localhost:6274/cb\"]}";
        for (String path : List.of(
                "/oauth2/register",
                "/oauth2/token",
                "/oauth2/revoke",
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-protected-resource/mcp")) {
            Api.Answer asked = preflight(path, page).expect(204);
            assertThat(asked.header(allow)).isEqualTo(page);
            assertThat(asked.header("Access-Control-Allow-Headers")).isEqualTo("Authorization, *");
            assertThat(asked.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(preflight(path, other).header(allow)).as(path).isEmpty();
            assertThat(preflight(path, "null").header(allow)).as(path).isEmpty();
        }
        for (String site : List.of("same-site", "cross-site")) {
            Api.Answer registered = stranger.post(201, "/oauth2/register", app, "Sec-Fetch-Site", site, "Origin", page);
            assertThat(registered.header(allow)).isEqualTo(page);
            for (String origin : List.of(other, "null", "http://localhost.evil.example:6274", page + ".evil.example")) {
                Api.Answer refused =
                        stranger.post(403, "/oauth2/register", app, "Sec-Fetch-Site", site, "Origin", origin);
                assertThat(refused.header(allow)).as(origin).isEmpty();
            }
        }
        assertThat(stranger.send("GET", "/.well-known/oauth-authorization-server", null, "Origin", page)
                        .expect(200)
                        .header(allow))
                .isEqualTo(page);
        Api.Answer wrong = stranger.post(
                401,
                "/oauth2/token",
                "grant_type=refresh_token&client_id=x&refresh_token=x",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                page);
        assertThat(wrong.header(allow)).as("what is wrong is read too").isEqualTo(page);
        for (String path : List.of("/oauth2/authorize", "/oauth2/jwks", "/login", "/api/projects")) {
            assertThat(preflight(path, page).header(allow)).as(path).isEmpty();
            assertThat(stranger.send("GET", path, null, "Origin", page).header(allow))
                    .as(path)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cursor://anysphere.cursor-mcp/oauth/callback, cursor:",
        "vscode://publisher_name.extension/auth, vscode:",
        "com.example.app:/callback, com.example.app:"
    })
    void a_program_with_a_scheme_of_its_own_is_let_in(String redirect, String scheme) {
        OAuthAgent agent = OAuthAgent.arrive(api, "Program " + scheme, redirect);
        Api.Answer page = owner.asked(agent.authorize());
        assertThat(page.body()).contains("<strong>" + redirect + "</strong>", "a program on the machine");
        assertThat(page.header("Content-Security-Policy")).endsWith("form-action 'self' " + scheme);
        assertThat(owner.answer(page)).startsWith(redirect + "?error=access_denied");
        String back = owner.answer(owner.asked(agent.authorize()), "read");
        assertThat(back).startsWith(redirect + "?code=");
        assertThat(OAuthAgent.query(back, "state")).isEqualTo(agent.state);
        assertThat(OAuthAgent.query(back, "iss")).isEqualTo(api.base().toString());
        refuses(agent.redeem(OAuthAgent.query(back, "code"), "redirect_uri", redirect + "2"), 400, "invalid_grant");
        String again = owner.answer(owner.asked(agent.authorize()), "read");
        agent.redeem(OAuthAgent.query(again, "code")).expect(200);
        for (String near : List.of(redirect + "/", redirect + "?a", "x" + redirect, scheme + "//other/callback")) {
            owner.get(agent.authorize("redirect_uri", near)).expect(422);
        }
    }

    @Test
    void cursor_registers_as_it_does() {
        Api.Answer app = api.as("").post(201, "/oauth2/register", """
            {"client_name":"Cursor","redirect_uris":["cursor://anysphere.cursor-mcp/oauth/callback",
            "https://www.cursor.com/agents/mcp/oauth/callback","http://localhost:8787/callback"]}\
            """);
        assertThat(app.json().path("redirect_uris")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "web"})
    void a_program_says_what_it_is_and_is_told_what_it_said(String type) {
        Api.Answer app = api.as("").post(201, "/oauth2/register", """
            {"client_name":"Typed %s","redirect_uris":["http://localhost:8787/callback"],"application_type":"%s",\
            "software_id":"what nobody asks for"}""".formatted(type, type));
        assertThat(app.json().path("application_type").asString()).isEqualTo(type);
        assertThat(app.json().has("software_id")).isFalse();
    }

    /** In the history nobody could tell them apart. */
    @Test
    void no_token_and_no_app_looks_like_another() {
        letIn(OAuthAgent.arrive(api, "Corner Shop"));
        for (String name : List.of("C\u043erner Shop", "Corner  Shop", "C0rner Sh0p", "Comer Shop", "corner shop")) {
            Api.Answer refused =
                    api.post(422, "/api/access-tokens", "{\"name\":\"" + name + "\",\"scopes\":[\"read\"]}");
            assertThat(refused.json().at("/errors/0/field").asString()).as(name).isEqualTo("name");
        }
        api.post(201, "/api/access-tokens", "{\"name\":\"Sly\",\"scopes\":[\"read\"]}");
        api.post(422, "/api/access-tokens", "{\"name\":\"S1y\",\"scopes\":[\"read\"]}");
        OAuthAgent alike = OAuthAgent.arrive(api, "\u0405ly");
        letIn(alike);
        JsonNode app = api.read("/api/oauth-clients?limit=1").at("/items/0");
        assertThat(app.path("actor").asString()).isEqualTo("app \u0405ly");
    }

    @Test
    void a_code_is_worth_nothing_without_the_rest() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Careful");
        OAuthAgent thief = OAuthAgent.arrive(api, "Thief");
        refuses(agent.redeem(code(agent), "code_verifier", "wrong-" + agent.verifier), 400, "invalid_grant");
        refuses(agent.redeem(code(agent), "code_verifier", null), 400, "invalid_grant");
        refuses(agent.redeem(code(agent), "redirect_uri", "http://localhost:33418/other"), 400, "invalid_grant");
        refuses(agent.redeem(code(agent), "redirect_uri", null), 400, "invalid_grant");
        refuses(agent.redeem(code(agent), "resource", "https://other.example/mcp"), 400, "invalid_target");
        refuses(agent.redeem("made-up"), 400, "invalid_grant");
        refuses(agent.redeem(code(agent), "client_id", "made-up"), 401, "invalid_client");
        refuses(agent.redeem(code(agent), "client_id", null), 400, "invalid_client");
        refuses(agent.redeem(code(agent), "client_id", thief.clientId), 400, "invalid_grant");
        refuses(agent.redeem(code(agent), "grant_type", "client_credentials"), 400, "unsupported_grant_type");
        refuses(agent.redeem(code(agent), "grant_type", "password"), 400, "unsupported_grant_type");
        for (String twice : List.of("code", "code_verifier", "grant_type", "redirect_uri", "client_id")) {
            refuses(
                    agent.redeemTwice(code(agent), twice),
                    400,
                    twice.equals("client_id") ? "invalid_client" : "invalid_request");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://evil.example/callback",
        "redirect_uri, http://localhost:33418/callback/..",
        "redirect_uri, http://localhost:33418@evil.example/callback",
        "redirect_uri, javascript:alert(1)",
        "client_id, made-up",
        "client_id, 00000000-0000-0000-0000-000000000000",
        "code_challenge, short",
        "code_challenge_method, plain",
        "response_type, token",
        "resource, https://other.example/mcp",
        "request_uri, https://evil.example/request",
        "scope, everything"
    })
    void what_is_asked_for_wrongly_leads_nowhere(String parameter, String value) {
        OAuthAgent agent = OAuthAgent.arrive(api, "Wrong");
        Api.Answer answer = owner.get(agent.authorize(parameter, value));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("not possible").doesNotContain("Exception", "springframework");
        assertThat(answer.header("Location")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code_challenge", "code_challenge_method", "client_id", "response_type"})
    void what_is_left_out_leads_nowhere(String parameter) {
        OAuthAgent agent = OAuthAgent.arrive(api, "Left out");
        assertThat(owner.get(agent.authorize(parameter, null)).status()).isEqualTo(422);
    }

    /** It was let in before, so it may be told; nobody else's page is ever led to. */
    @Test
    void an_app_that_was_let_in_is_told_what_is_wrong() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Told");
        letIn(agent);
        String back =
                owner.get(agent.authorize("scope", "everything")).expect(302).header("Location");
        assertThat(back).startsWith(OAuthAgent.REDIRECT + "?error=invalid_scope");
        assertThat(OAuthAgent.query(back, "state")).isEqualTo(agent.state);
        assertThat(OAuthAgent.query(back, "iss")).isEqualTo(api.base().toString());
    }

    @Test
    void the_owner_may_refuse() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Refused");
        String back = owner.answer(owner.asked(agent.authorize()));
        assertThat(back).startsWith(OAuthAgent.REDIRECT + "?error=access_denied");
        assertThat(OAuthAgent.query(back, "state")).isEqualTo(agent.state);
        assertThat(OAuthAgent.query(back, "iss")).isEqualTo(api.base().toString());
    }

    @Test
    void only_the_owner_is_asked() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Stranger");
        OwnersBrowser stranger = new OwnersBrowser(api);
        String login = stranger.get(agent.authorize()).expect(303).header("Location");
        assertThat(login).startsWith("/login?to=%2Foauth2%2Fauthorize%3F");
        assertThat(stranger.get("/oauth2/confirm?state=x").expect(303).header("Location"))
                .startsWith("/login");
        stranger.post("/oauth2/authorize", "client_id=" + agent.clientId + "&state=x&scope=read")
                .expect(403);
        JsonNode token = api.made("/api/access-tokens", "{\"name\":\"asks-itself\",\"scopes\":[\"admin\"]}");
        assertThat(api.as(token.path("token").asString()).get(agent.authorize()).status())
                .isIn(401, 403);
    }

    @Test
    void what_is_confirmed_comes_from_our_page() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Forged");
        Api.Answer page = owner.asked(agent.authorize());
        String fields = OwnersBrowser.fields(page, "read");
        String csrf = OwnersBrowser.csrf(page);
        owner.post("/oauth2/authorize", fields.replace(OAuthAgent.encoded(csrf), "wrong"))
                .expect(403);
        owner.post("/oauth2/authorize", fields.replaceFirst("_csrf=[^&]*&", "")).expect(403);
        owner.post("/oauth2/authorize", fields, "Sec-Fetch-Site", "cross-site").expect(403);
        owner.post("/oauth2/%61uthorize", fields.replaceFirst("_csrf=[^&]*&", ""))
                .expect(403);
        owner.post("/oauth2/authorize", fields.replaceFirst("state=[^&]*", "state=other"))
                .expect(422);
        owner.post("/oauth2/authorize", fields.replaceFirst("client_id=[^&]*", "client_id=other"))
                .expect(422);
        assertThat(owner.post("/oauth2/authorize", fields + "&scope=admin")
                        .expect(422)
                        .body())
                .contains("invalid_scope");
        assertThat(OAuthAgent.query(owner.answer(page, "read"), "code")).isNotEmpty();
        owner.post("/oauth2/authorize", fields).expect(422);
        owner.get("/oauth2/confirm?state=" + OAuthAgent.encoded(OwnersBrowser.field(page, "state")))
                .expect(404);
    }

    /** What is let in goes on when the session ends, as a token does. */
    @Test
    void a_login_that_is_old_lets_no_app_in_without_the_owner_token() {
        OwnersBrowser open = new OwnersBrowser(api).login(api.token());
        JdbcClient.create(node.bean(DataSource.class)).sql("""
            update browser_login set shown_at = shown_at - interval '16 minutes'
            where shown_at = (select max(shown_at) from browser_login)\
            """).update();
        OAuthAgent agent = OAuthAgent.arrive(api, "Later");
        String address = agent.authorize("scope", "read admin");
        await().atMost(Duration.ofMinutes(1)).until(() -> asksForToken(open.asked(address))); // the node looks again
        assertThat(asksForToken(owner.asked(address))).as("a login that is new").isFalse();
        Api.Answer page = open.asked(address);
        String fields = OwnersBrowser.fields(page, "read", "admin");

        for (String spelled : List.of("authorize", "%61uthorize", "authori%7Ae", "authoriz%65")) {
            assertThat(open.post("/oauth2/" + spelled, fields).expect(403).body())
                    .as(spelled)
                    .contains("15 minutes");
        }
        open.post("/oauth2/authorize", fields + "&token=").expect(422);
        open.post("/oauth2/authorize", fields + "&token=dlo_wrong").expect(422);
        open.post("/oauth2/authorize", fields.replace("&scope=read&scope=admin", "&scope="))
                .expect(403);
        open.post("/oauth2/authorize?scope=admin", fields.replace("&scope=read&scope=admin", ""))
                .expect(403);
        api.as("")
                .post(
                        403,
                        "/oauth2/authorize",
                        fields,
                        "Cookie",
                        open.cookies(),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        for (String service : List.of("ticktick", "clickup")) {
            assertThat(open.get("/oauth/" + service + "/connect").expect(303).header("Location"))
                    .isEqualTo("/login?to=%2Foauth%2F" + service + "%2Fconnect");
        }
        assertThat(open.answer(open.asked(address)))
                .as("a refusal gives nothing")
                .contains("error=access_denied");

        String shown = OwnersBrowser.fields(open.asked(address), "read", "admin") + "&token=" + api.token();
        String back = open.post("/oauth2/authorize", shown).expect(302).header("Location");
        assertThat(OAuthAgent.query(back, "code")).isNotEmpty();
        assertThat(asksForToken(open.asked(address))).as("once").isFalse();
    }

    private static boolean asksForToken(Api.Answer page) {
        return page.body().contains("name=\"token\"");
    }

    /** No request object counts: what is shown to the owner is what stands in the query. */
    @Test
    void what_is_asked_for_in_an_object_is_not_looked_at() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Object");
        String other = encoded("{\"alg\":\"none\"}") + "."
                + encoded("{\"redirect_uri\":\"https://evil.example/callback\",\"scope\":\"admin\"}") + ".";
        Api.Answer page = owner.asked(agent.authorize("request", other, "scope", "read"));
        assertThat(page.body()).contains("http://localhost:33418").doesNotContain("evil.example");
        assertThat(OwnersBrowser.ticked(page)).isEqualTo(Map.of("read", true));
        assertThat(owner.answer(page, "read")).startsWith(OAuthAgent.REDIRECT + "?code=");
    }

    @Test
    void a_token_that_is_not_signed_with_our_key_is_none() throws Exception {
        String good = access(letIn(OAuthAgent.arrive(api, "Signed")));
        api.as(good).get(200, "/api/projects");
        List<String> parts = List.of(good.split("\\.", -1));
        String key = api.as("").read("/oauth2/jwks").at("/keys/0").toString();
        String more = OAuthAgent.claims(good).toString().replace("\"read ", "\"admin read ");
        List<String> forged = new ArrayList<>(List.of(
                parts.get(0) + "." + parts.get(1) + ".",
                parts.get(0) + "." + encoded(more) + "." + parts.get(2),
                parts.get(0) + "." + parts.get(1) + "."
                        + "A".repeat(parts.get(2).length())));
        for (String none : List.of("none", "None", "NONE", "")) {
            forged.add(encoded("{\"alg\":\"" + none + "\"}") + "." + parts.get(1) + ".");
        }
        for (String header : List.of("", ",\"jwk\":" + key, ",\"jku\":\"https://evil.example/keys\"")) {
            String head = encoded("{\"alg\":\"HS256\"" + header + "}") + "." + parts.get(1);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            forged.add(head + "." + encoded(mac.doFinal(head.getBytes(StandardCharsets.US_ASCII))));
        }
        for (String token : forged) {
            assertThat(api.as(token).get("/api/projects").status()).as(token).isEqualTo(401);
            assertThat(api.as(token)
                            .post("/mcp", Mcp.INITIALIZE, "Accept", Mcp.BOTH)
                            .status())
                    .as(token)
                    .isEqualTo(401);
        }
    }

    private static String encoded(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void what_another_app_gives_back_stays() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Robbed");
        OAuthAgent thief = OAuthAgent.arrive(api, "Robber");
        letIn(thief);
        JsonNode tokens = letIn(agent);
        for (String each : List.of(refresh(tokens), access(tokens))) {
            assertThat(thief.revoke(each).status()).isIn(200, 400);
            api.as(access(tokens)).get(200, "/api/projects");
        }
        agent.renew(refresh(tokens)).expect(200);
    }

    @Test
    void a_token_can_be_given_back() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Giving back");
        JsonNode tokens = letIn(agent);
        agent.revoke("made-up").expect(200);
        agent.revoke(refresh(tokens)).expect(200);
        api.as(access(tokens)).get(401, "/api/projects");
        refuses(agent.renew(refresh(tokens)), 400, "invalid_grant");
        JsonNode others = letIn(agent);
        agent.revoke(access(others)).expect(200);
        api.as(access(others)).get(401, "/api/projects");
        refuses(agent.renew(refresh(others)), 400, "invalid_grant");
    }

    @Test
    void the_owner_sees_who_was_let_in_and_withdraws_it() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Owner");
        JsonNode tokens = letIn(agent);
        Api bearer = api.as(access(tokens));
        Mcp mcp = Mcp.connect(bearer);
        JsonNode app = api.read("/api/oauth-clients?limit=1").at("/items/0");
        assertThat(app.path("id").asString()).isEqualTo(agent.clientId);
        assertThat(app.path("name").asString()).isEqualTo("Owner");
        assertThat(app.path("actor").asString()).isEqualTo("app Owner");
        assertThat(app.path("scopes").toString()).isEqualTo("[\"read\",\"sync\",\"write\"]");
        assertThat(app.path("redirects").toString()).contains(OAuthAgent.REDIRECT);
        assertThat(app.path("lastUsedAt").isString()).isTrue();
        bearer.get(403, "/api/oauth-clients");
        bearer.delete(403, "/api/oauth-clients/" + agent.clientId);

        api.delete(200, "/api/oauth-clients/" + agent.clientId);
        api.delete(404, "/api/oauth-clients/" + agent.clientId);
        bearer.get(401, "/api/projects");
        mcp.post("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}").expect(401);
        refuses(agent.renew(refresh(tokens)), 401, "invalid_client");
    }

    @Test
    void the_database_has_no_secret_in_clear() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Secret");
        Api.Answer page = owner.asked(agent.authorize());
        String state = OwnersBrowser.field(page, "state");
        String code = OAuthAgent.query(owner.answer(page, "read"), "code");
        JsonNode tokens = agent.redeem(code).expect(200).json();
        JdbcClient jdbc = JdbcClient.create(node.bean(DataSource.class));
        String rows = jdbc.sql("select t::text from oauth_grant t")
                        .query(String.class)
                        .list()
                        .toString()
                + jdbc.sql("select name || encode(ciphertext, 'escape') from secret")
                        .query(String.class)
                        .list();
        assertThat(rows).contains("oauth/signing-key");
        assertThat(rows).doesNotContain(state, code, access(tokens), refresh(tokens), "\"kty\"");
        for (String part : refresh(tokens).substring(4).split("\\.", -1)) {
            assertThat(rows).doesNotContain(part);
        }
    }

    /** The key that tokens are signed with is one of the secrets that it encrypts anew. */
    @Test
    void a_changed_key_of_encryption_changes_nothing_for_apps() {
        OAuthAgent agent = OAuthAgent.arrive(api, "Rotated");
        JsonNode tokens = letIn(agent);
        String published = api.as("").get(200, "/oauth2/jwks").body();
        String sealed = sealedWith();
        JarCommand.here(
                "key",
                "rotate",
                "--devledger.data-dir=" + node.bean(DataDirectory.class).path(),
                "--spring.datasource.url=" + SharedDevledger.databaseUrl());
        assertThat(sealedWith()).isNotEqualTo(sealed);
        assertThat(node.bean(SecretStore.class).get("oauth/signing-key")).isInstanceOf(SecretStore.Lookup.Opened.class);
        assertThat(api.as("").get(200, "/oauth2/jwks").body()).isEqualTo(published);
        api.as(access(tokens)).get(200, "/api/projects");
        JsonNode renewed = agent.renew(refresh(tokens)).expect(200).json();
        api.as(access(renewed)).get(200, "/api/projects");
    }

    private static String sealedWith() {
        return JdbcClient.create(node.bean(DataSource.class))
                .sql("select key_id from secret where name = 'oauth/signing-key'")
                .query(String.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{\"redirect_uris\":7}",
                "{\"redirect_uris\":[]}",
                "{\"redirect_uris\":[7]}",
                "{\"redirect_uris\":[\"http://evil.example\"]}",
                "{\"redirect_uris\":[\"https://a.example\"],\"grant_types\":[\"implicit\"]}"
            })
    void what_cannot_register(String body) {
        Api.Answer answer = api.as("").post(400, "/oauth2/register", body);
        assertThat(answer.json().path("error").asString()).startsWith("invalid_");
        assertThat(answer.body()).doesNotContain("Exception", "jackson", "java.");
    }

    @Test
    void bodies_are_small_and_what_is_not_offered_is_closed() {
        Api stranger = api.as("");
        stranger.post(413, "/oauth2/register", "{\"client_name\":\"" + "x".repeat(20_000) + "\"}");
        stranger.post(413, "/oauth2/token", "grant_type=" + "x".repeat(20_000));
        for (String path : List.of("/oauth2/introspect", "/oauth2/device_authorization", "/oauth2/par", "/oauth2/x")) {
            assertThat(stranger.post(path, "token=x").status()).as(path).isEqualTo(401);
        }
        JsonNode keys = stranger.read("/oauth2/jwks").path("keys");
        assertThat(keys).hasSize(1);
        assertThat(keys.get(0).has("d")).isFalse();
        assertThat(stranger.get(200, "/.well-known/oauth-authorization-server/mcp")
                        .text("issuer"))
                .isEqualTo(api.base().toString());
        assertThat(stranger.get(200, "/.well-known/oauth-protected-resource").text("resource"))
                .isEqualTo(api.base().toString());
        stranger.get(404, "/.well-known/openid-configuration");
    }
}
