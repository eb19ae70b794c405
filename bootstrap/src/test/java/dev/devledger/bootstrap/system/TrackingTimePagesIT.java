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
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A person with a browser in the sandbox of TrackingTime, and an app with a password, in the whole system. */
class TrackingTimePagesIT {
    private static final Api API = SharedTrackingTime.get().api();
    private static final String PAGE = "/sandbox/trackingtime";
    private static final String ACCOUNT = PAGE + "/api/v4/438100";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern TASK =
            Pattern.compile("<option value=\"([0-9]+)\">Museum website – Opening hours page");

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

    private static String first(Pattern pattern, HttpResponse<String> page) {
        Matcher found = pattern.matcher(page.body());
        assertThat(found.find()).as(pattern + " in " + page.body()).isTrue();
        return found.group(1);
    }

    /** What the API says to whoever shows that password. */
    private HttpResponse<String> asked(String call, String password) throws Exception {
        String basic = Base64.getEncoder().encodeToString(("API_TOKEN:" + password).getBytes(StandardCharsets.UTF_8));
        return send(request(ACCOUNT + call).header("Authorization", "Basic " + basic));
    }

    @Test
    void a_person_starts_a_timer_and_an_app_sees_it() throws Exception {
        assertThat(get(PAGE).headers().firstValue("Location").orElseThrow())
                .isEqualTo("/login?to=%2Fsandbox%2Ftrackingtime");
        HttpResponse<String> login = get("/login?to=%2Fsandbox%2Ftrackingtime");
        post("/login", Map.of("token", API.token(), "_csrf", first(CSRF, login), "to", PAGE));
        HttpResponse<String> page = get(PAGE);
        Map<String, String> start = Map.of("task", first(TASK, page), "switch", "no");
        assertThat(post(PAGE + "/timer/start", start).statusCode()).isEqualTo(403);
        assertThat(asked("/tasks?filter=TRACKING", API.token()).body()).contains("\"data\":[]");
        assertThat(post(PAGE + "/timer/start", with(start, first(CSRF, page))).statusCode())
                .isEqualTo(303);
        assertThat(asked("/tasks?filter=TRACKING", API.token()).body())
                .contains("\"tracking\":true", "Opening hours page");
        post(PAGE + "/timer/stop", Map.of("_csrf", first(CSRF, get(PAGE))));
        assertThat(asked("/tasks?filter=TRACKING", API.token()).body()).contains("\"data\":[]");
        for (String part : new String[] {"/day", "/week", "/projects"})
            assertThat(get(PAGE + part).statusCode()).as(part).isEqualTo(200);
        assertThat(get(PAGE + "/faults").statusCode()).isEqualTo(403);
    }

    private static Map<String, String> with(Map<String, String> form, String csrf) {
        return Map.of("task", form.get("task"), "switch", form.get("switch"), "_csrf", csrf);
    }

    @Test
    void a_wrong_password_opens_nothing() throws Exception {
        assertThat(asked("/me", "wrong").statusCode()).isEqualTo(401);
        assertThat(asked("/me", API.token()).body()).contains("\"name\":\"Ana\"");
        assertThat(send(request(ACCOUNT + "/me")).statusCode()).isEqualTo(401);
    }
}
