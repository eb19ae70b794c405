package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a person with a browser sees, and the description of the API. */
class BrowserIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(API.base().resolve(path)).header("Accept", "text/html"));
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(API.base().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static String csrf(HttpResponse<String> page) {
        Matcher field = CSRF.matcher(page.body());
        assertThat(field.find()).as("a CSRF token in " + page.body()).isTrue();
        return field.group(1);
    }

    private void login() throws Exception {
        HttpResponse<String> page = get("/login");
        HttpResponse<String> entered = post("/login", Map.of("token", API.token(), "_csrf", csrf(page), "to", "/"));
        assertThat(entered.statusCode()).isEqualTo(303);
    }

    @Test
    void a_stranger_is_shown_the_login_and_comes_back_to_the_page() throws Exception {
        HttpResponse<String> refused = get("/sandbox/ticktick");
        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(refused.headers().firstValue("Location").orElseThrow()).isEqualTo("/login?to=%2Fsandbox%2Fticktick");
        HttpResponse<String> page = get("/login?to=%2Fsandbox%2Fticktick");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain(API.token());
        HttpResponse<String> wrong =
                post("/login", Map.of("token", "dlo_wrong", "_csrf", csrf(page), "to", "/sandbox/ticktick"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        HttpResponse<String> entered =
                post("/login", Map.of("token", API.token(), "_csrf", csrf(wrong), "to", "/sandbox/ticktick"));
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.headers().firstValue("Location").orElseThrow()).endsWith("/sandbox/ticktick");
        assertThat(String.join("\n", entered.headers().allValues("Set-Cookie")))
                .contains("devledger-session=", "HttpOnly", "SameSite=Lax");
        assertThat(get("/sandbox/ticktick").statusCode()).isEqualTo(200);
    }

    @Test
    void a_login_without_its_csrf_token_is_refused() throws Exception {
        get("/login");
        assertThat(post("/login", Map.of("token", API.token())).statusCode()).isEqualTo(403);
    }

    @Test
    void the_card_of_a_project_is_on_the_sandbox_page_and_can_be_ticked_there() throws Exception {
        JsonNode card = new Samples(API).card("Card on the page <b>");
        Wait.untilSynced(API);
        login();
        HttpResponse<String> page = get("/sandbox/ticktick");
        assertThat(page.body())
                .contains("Dev Projects", "Card on the page &lt;b&gt;")
                .contains("<span class=\"key\">" + Samples.key(card) + "</span>");
        String remote = API.get("/api/projects/" + Samples.key(card))
                .json()
                .at("/links/0/remoteId")
                .asString();
        String tick = "/sandbox/ticktick/cards/" + remote + "/complete";
        assertThat(post(tick, Map.of()).statusCode()).as("without a CSRF token").isEqualTo(403);
        assertThat(post(tick, Map.of("_csrf", csrf(page))).statusCode()).isEqualTo(303);
        assertThat(API.get("/sandbox/ticktick/open/v1/project/" + list(card) + "/task/" + remote)
                        .json()
                        .path("status")
                        .asInt())
                .isEqualTo(2);
    }

    private static String list(JsonNode card) {
        return new Tables(SharedDevledger.get())
                .jdbc()
                .sql("select remote_list from sync_links join dev_projects on id = entity_id where key = :key")
                .param("key", Samples.key(card))
                .query(String.class)
                .single();
    }

    @Test
    void health_needs_no_token_and_tells_strangers_little() {
        Api stranger = API.as("");
        assertThat(stranger.get(200, "/actuator/health").body())
                .contains("\"UP\"")
                .doesNotContain("PostgreSQL", "jdbc", "path");
        stranger.get(200, "/actuator/health/liveness");
        stranger.get(200, "/actuator/health/readiness");
        stranger.get(401, "/actuator/info");
        JsonNode info = API.read("/actuator/info");
        assertThat(info.at("/build/version").asString()).isNotBlank();
    }
}
