package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
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

/** A person with a browser in the sandbox of ClickUp, in the whole system. */
class ClickUpPagesIT {
    private static final Api API = SharedTrackingTime.get().api();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String PAGE = "/sandbox/clickup";

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(API.base().resolve(path)).header("Accept", "text/html");
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
        HttpResponse<String> page = get("/login?to=%2Fsandbox%2Fclickup");
        post("/login", Map.of("token", API.token(), "_csrf", csrf(page), "to", PAGE));
    }

    @Test
    void the_page_needs_a_login_and_its_writes_the_csrf_token() throws Exception {
        assertThat(get(PAGE).headers().firstValue("Location").orElseThrow())
                .isEqualTo("/login?to=%2Fsandbox%2Fclickup");
        login();
        HttpResponse<String> page = get(PAGE);
        assertThat(page.body()).contains("Team Space");
        Matcher space = Pattern.compile(PAGE + "/spaces/[0-9]+/folders").matcher(page.body());
        assertThat(space.find()).isTrue();
        assertThat(post(space.group(), Map.of("name", "Refused")).statusCode()).isEqualTo(403);
        assertThat(post(space.group(), Map.of("name", "Taken", "_csrf", csrf(page)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(get(PAGE).body()).contains("Taken").doesNotContain("Refused");
    }

    @Test
    void the_api_takes_the_owner_token_as_it_is_and_the_faults_are_not_for_browsers() throws Exception {
        String user = PAGE + "/api/v2/user";
        assertThat(send(request(user).header("Authorization", API.token())).body())
                .contains("\"username\":\"Ana\"");
        assertThat(send(request(user)).body()).contains("OAUTH_017");
        login();
        assertThat(get(PAGE + "/faults").statusCode()).isEqualTo(403);
    }

    @Test
    void a_person_lets_an_app_into_a_workspace() throws Exception {
        login();
        String redirect = API.base().resolve("/oauth/clickup/callback").toString();
        HttpResponse<String> consent = get(PAGE + "/api?client_id=app&state=s&redirect_uri=" + redirect);
        Matcher team = Pattern.compile("name=\"team\" value=\"([0-9]+)\"").matcher(consent.body());
        assertThat(team.find()).isTrue();
        String back = post(
                        PAGE + "/consent",
                        Map.of(
                                "_csrf",
                                csrf(consent),
                                "client_id",
                                "app",
                                "redirect_uri",
                                redirect,
                                "state",
                                "s",
                                "team",
                                team.group(1)))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(URI.create(back).getQuery()).startsWith("code=").endsWith("&state=s");
    }
}
