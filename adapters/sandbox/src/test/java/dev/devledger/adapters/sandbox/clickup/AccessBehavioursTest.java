package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.clickup.ClickUpCalls.Reply;
import dev.devledger.adapters.sandbox.clickup.places.Places.PagePaths;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may come in, how often, and what an error looks like: numbers 1 to 6 and 20 of the behaviours, and switches. */
class AccessBehavioursTest extends OnClickUp {
    private static final String REDIRECT = "http://localhost:8099/oauth/clickup/callback";

    private static ClickUpCalls page() {
        return new ClickUpCalls(ClickUpServer.URL, "");
    }

    /** The code that a person's consent sends back. */
    private String consent(String client, String teams) {
        String body = "client_id=" + client + "&redirect_uri=" + REDIRECT + "&state=a%20state" + teams;
        String location = page().form(PagePaths.PAGE + "/consent", body).header("Location");
        assertThat(location).startsWith(REDIRECT + "?code=");
        assertThat(URLDecoder.decode(location, StandardCharsets.UTF_8)).endsWith("&state=a state");
        return URI.create(location).getQuery().split("[=&]", -1)[1];
    }

    private static Reply exchange(String client, String secret, String code) {
        return as("").post(
                        "/oauth/token",
                        "{'client_id': '" + client + "', 'client_secret': '" + secret + "', 'code': '" + code + "'}");
    }

    private String oauth(String teams) {
        return "Bearer " + exchange("app", "s", consent("app", teams)).text("access_token");
    }

    @Test
    @Tag("b01")
    void b01_a_personal_token_comes_raw_and_one_of_oauth_as_bearer() {
        String personal = control.post("/tokens", "{'user': 183}").text("token");
        assertThat(personal).startsWith("pk_");
        assertThat(as(personal).get("/user").at("/user/id").asLong()).isEqualTo(183);
        assertThat(as("Bearer " + personal).get("/user").status()).isEqualTo(401);
        assertThat(as(oauth("&team=" + TEAM)).get("/user").status()).isEqualTo(200);
        assertThat(as(oauth("&team=" + TEAM).replace("Bearer ", ""))
                        .get("/user")
                        .code())
                .isEqualTo("OAUTH_025");
        assertThat(as("").get("/user").code()).isEqualTo("OAUTH_017");
        assertThat(as("").get("/user").status()).isEqualTo(401);
    }

    @Test
    @Tag("a12")
    void a_bad_token_has_a_code_of_its_kind() {
        assertThat(as("pk_1_NO").get("/user").code()).isEqualTo("OAUTH_025");
        assertThat(as("Bearer no").get("/user").code()).isEqualTo("OAUTH_019");
        assertThat(as("Bearer no").get("/user").status()).isEqualTo(401);
    }

    @Test
    @Tag("b02")
    void b02_a_code_works_once_by_body_or_address_and_the_answer_has_only_the_token() {
        control.post("/clients", "{'id': 'app', 'secret': 's', 'redirectUri': '" + REDIRECT + "'}");
        String code = consent("app", "&team=" + TEAM);
        Reply answer = exchange("app", "s", code);
        assertThat(answer.json().propertyNames()).containsExactly("access_token");
        assertThat(exchange("app", "s", code).status()).isEqualTo(400);
        String second = consent("app", "&team=" + TEAM);
        assertThat(as("").post("/oauth/token?client_id=app&client_secret=s&code=" + second, "")
                        .text("access_token"))
                .isNotEmpty();
        assertThat(exchange("app", "wrong", consent("app", "")).status()).isEqualTo(401);
        String authorize = PagePaths.CONSENT + "?client_id=";
        assertThat(page().get(authorize + "app&redirect_uri=http://localhost:1/other")
                        .code())
                .isEqualTo("OAUTH_007");
        assertThat(page().get(authorize + "nobody&redirect_uri=" + REDIRECT).code())
                .isEqualTo("OAUTH_010");
        assertThat(page().get(authorize + "app").code()).isEqualTo("OAUTH_017");
        assertThat(page().get(authorize + "app&redirect_uri=" + REDIRECT).body())
                .contains("Sandbox", "checkbox");
    }

    @Test
    @Tag("b02")
    void a_second_consent_gives_another_token_or_the_same() {
        assertThat(oauth("&team=" + TEAM)).isNotEqualTo(oauth("&team=" + TEAM));
        habit("secondConsent", "same-token");
        assertThat(oauth("&team=" + TEAM)).isEqualTo(oauth("&team=" + TEAM));
    }

    @Test
    @Tag("b03")
    void b03_a_workspace_that_was_not_granted_is_401_and_the_others_go_on() {
        String other =
                control.post("/workspaces", "{'name': 'B', 'members': [183]}").text("id");
        ClickUpCalls granted = as(oauth("&team=" + TEAM));
        assertThat(granted.get("/team/" + other + "/space").code()).isEqualTo("OAUTH_027");
        assertThat(granted.get("/team/" + other + "/space").status()).isEqualTo(401);
        assertThat(granted.get("/team/" + TEAM + "/space").status()).isEqualTo(200);
        assertThat(texts(granted.get("/team").json().path("teams"), "id")).containsExactly(TEAM);
        assertThat(texts(clickup.get("/team").json().path("teams"), "id")).containsExactlyInAnyOrder(TEAM, other);
    }

    @Test
    @Tag("b04")
    void b04_after_a_revocation_every_call_is_401() {
        String token = control.post("/tokens", "{'user': 184}").text("token");
        control.post("/tokens/revoke", "{'token': '" + token + "'}");
        for (String path : List.of("/user", "/team", "/list/" + list + "/task"))
            assertThat(as(token).get(path).code()).as(path).isEqualTo("OAUTH_025");
        assertThat(clickup.get("/user").status()).isEqualTo(200);
        control.post("/account", "{'revoked': true}");
        assertThat(clickup.get("/user").code()).isEqualTo("OAUTH_025");
        control.post("/account", "{'revoked': false}");
        assertThat(clickup.get("/user").status()).isEqualTo(200);
    }

    @Test
    @Tag("b05")
    void b05_the_call_after_the_limit_is_429_until_the_minute_is_over() {
        ClickUpCalls ana = asUser(183);
        ClickUpCalls ben = asUser(184);
        control.post("/account", "{'limit': 100}");
        Reply first = ana.get("/user");
        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("100");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("99");
        assertThat(first.header("X-RateLimit-Reset"))
                .isEqualTo(String.valueOf(Instant.parse(NOON).plusSeconds(60).getEpochSecond()));
        for (int call = 2; call <= 100; call++)
            assertThat(ana.get("/user").status()).isEqualTo(200);
        Reply refused = ana.get("/user");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("APP_002");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.header("Retry-After")).isEmpty();
        assertThat(ben.get("/user").status()).isEqualTo(200);
        pass("PT60S");
        assertThat(ana.get("/user").status()).isEqualTo(200);
        control.post("/account", "{'limit': 1000, 'usedCalls': {'owner': 950}}");
        Reply shared = clickup.get("/user");
        assertThat(shared.header("X-RateLimit-Limit")).isEqualTo("1000");
        assertThat(shared.header("X-RateLimit-Remaining")).isEqualTo("49");
    }

    @Test
    @Tag("b06")
    void b06_an_error_has_a_text_and_a_code_under_its_own_status_or_200() {
        Reply missing = clickup.post("/list/" + list + "/task", "{}");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.json().propertyNames()).containsExactlyInAnyOrder("err", "ECODE");
        assertThat(missing.code()).isEqualTo("INPUT_005");
        assertThat(clickup.get("/nowhere").status()).isEqualTo(404);
        habit("errorStatus", "200");
        Reply under200 = clickup.post("/list/" + list + "/task", "{}");
        assertThat(under200.status()).isEqualTo(200);
        assertThat(under200.code()).isEqualTo("INPUT_005");
        assertThat(as("").get("/user").status()).isEqualTo(200);
    }

    @Test
    @Tag("b20")
    void b20_what_one_may_not_see_any_more_is_401_or_403_and_never_404() {
        String task = task("Seen");
        control.post("/account", "{'hidden': {'task/" + task + "': true}}");
        assertThat(clickup.get("/task/" + task).code()).isEqualTo("OAUTH_027");
        assertThat(names("")).isEmpty();
        habit("lostAccess", "forbidden");
        assertThat(clickup.get("/task/" + task).status()).isEqualTo(403);
        control.post("/account", "{'hidden': {'task/" + task + "': false, 'list/" + list + "': true}}");
        assertThat(clickup.get("/task/" + task).status()).isEqualTo(403);
        assertThat(clickup.get("/list/" + list + "/task").status()).isEqualTo(403);
        assertThat(clickup.get("/team/" + TEAM + "/task").names()).isEmpty();
        assertThat(clickup.get("/space/" + space + "/list").all("lists")).isEmpty();
        control.post("/account", "{'hidden': {'list/" + list + "': false}}");
        assertThat(names("")).containsExactly("Seen");
    }

    @Test
    @Tag("a12")
    void an_id_that_never_was_is_401_or_404_and_one_that_was_deleted_is_404() {
        for (String path : List.of("/task/" + UNKNOWN, "/list/1", "/folder/1", "/space/1")) {
            assertThat(clickup.get(path).status()).as(path).isEqualTo(401);
            assertThat(clickup.get(path).code()).as(path).isEqualTo("OAUTH_027");
        }
        habit("unknownId", "not-found");
        assertThat(clickup.get("/task/" + UNKNOWN).code()).isEqualTo("ITEM_015");
        String task = task("Gone");
        clickup.delete("/task/" + task);
        assertThat(clickup.get("/task/" + task).code()).isEqualTo("ITEM_013");
        assertThat(clickup.get("/list/abc").code()).isEqualTo("INPUT_003");
        assertThat(clickup.get("/folder/abc").code()).isEqualTo("INPUT_011");
    }

    @Test
    @Tag("faults")
    void each_fault_is_met_once_and_the_journal_has_no_secrets() {
        for (String each : List.of("error-500/500", "gateway/502", "limit/429", "unauthorized/401", "forbidden/403")) {
            String[] fault = each.split("/", -1);
            control.post("", "{'fault': '" + fault[0] + "', 'path': 'GET /user'}");
            assertThat(clickup.get("/user").status()).as(each).isEqualTo(Integer.parseInt(fault[1]));
            assertThat(clickup.get("/user").status()).as(each).isEqualTo(200);
        }
        control.post("", "{'fault': 'nonsense', 'after': 1}");
        assertThat(clickup.get("/user").status()).isEqualTo(200);
        assertThat(clickup.get("/user").body()).startsWith("<html>");
        exchange("app", "very-secret", "nothing");
        assertThat(control.get("/requests").body()).doesNotContain("very-secret", ClickUpServer.OWNER);
        assertThat(journal()).contains("GET /user", "POST /oauth/token");
        assertThat(control.post("", "{'fault': 'none'}").status()).isEqualTo(400);
        assertThat(control.post("/account", "{'habits': {'delta': 'maybe'}}").status())
                .isEqualTo(400);
    }

    @Test
    @Tag("b27")
    void b27_an_answer_that_is_lost_leaves_the_task() {
        for (String fault : List.of("drop-answer", "truncate", "empty-answer", "done-500", "done-504", "done-html")) {
            control.post("", "{'fault': '" + fault + "', 'path': 'POST /list'}");
            Reply lost = clickup.post("/list/" + list + "/task", "{'name': '" + fault + "'}");
            assertThat(Stream.of(0, 200, 500, 504)).as(fault).contains(lost.status());
            assertThat(names("")).as(fault).contains(fault);
        }
        assertThat(names("")).hasSize(6);
        assertThat(clickup.get("/list/" + list + "/task?date_created_gt=" + (NOON_MILLIS - 1))
                        .names())
                .contains("drop-answer");
    }
}
