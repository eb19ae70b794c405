package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.adapters.security.LoginPage.LoginLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class AccessTest extends RestTest {
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

    @Autowired
    private LoginLink link;

    private Http stranger;

    @BeforeEach
    void come_without_anything() {
        stranger = new Http(port, Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/projects",
                "/api/nothing",
                "/actuator",
                "/actuator/info",
                "/v3/api-docs",
                "/swagger-ui/index.html",
                "/",
                "/mcp",
                "/sandbox/ticktick",
                "/sandbox/ticktick/faults",
                "/sandbox/clickup",
                "/sandbox/clickup/api",
                "/sandbox/clickup/consent",
                "/sandbox/clickup/faults",
                "/sandbox/trackingtime",
                "/sandbox/trackingtime/faults"
            })
    void everything_else_needs_a_token(String path) {
        Http.Got got = stranger.get(path).isProblem(401, "unauthorized");
        assertThat(got.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(String.valueOf(got.header("Set-Cookie")))
                .as("nothing to remember a stranger by")
                .doesNotContain("session");
        stranger.post(path, "{}").isProblem(401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer dlo_0000000000000000000000000000000000000000000",
                "Basic b3duZXI6eA==",
                "nonsense"
            })
    void a_wrong_token_is_none(String header) {
        stranger.get("/api/projects", "Authorization", header).isProblem(401, "unauthorized");
        stranger.post("/api/projects", "{\"name\": \"a\"}", "Authorization", header)
                .isProblem(401, "unauthorized");
    }

    /** It is a token in the header Authorization, of the scheme Bearer, and in no other place. */
    @ParameterizedTest
    @CsvSource({
        "?access_token=TOKEN,,",
        "?token=TOKEN,,",
        "'', Cookie, devledger-session=TOKEN",
        "'', Cookie, token=TOKEN; access_token=TOKEN",
        "'', X-Api-Key, TOKEN",
        "'', X-Auth-Token, Bearer TOKEN",
        "'', Proxy-Authorization, Bearer TOKEN",
        "'', Authorization, TOKEN",
        "'', Authorization, Token TOKEN",
        "'', Authorization, Basic BASIC"
    })
    void the_right_token_in_another_place_is_none(String query, String name, String value) {
        for (String path : List.of("/api/projects", "/", "/mcp", "/actuator/info")) {
            String secret = owner.secret();
            String basic = Base64.getEncoder().encodeToString(("owner:" + secret).getBytes(StandardCharsets.UTF_8));
            String[] headers = name == null
                    ? new String[0]
                    : new String[] {name, value.replace("TOKEN", secret).replace("BASIC", basic)};
            String address = path + query.replace("TOKEN", secret);
            stranger.get(address, headers).isProblem(401, "unauthorized");
            stranger.post(address, "{\"name\": \"a\"}", headers).isProblem(401, "unauthorized");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"})
    void a_method_that_is_said_beside_the_request_has_no_effect(String name) {
        String project = http.post("/api/projects", "{\"name\": \"stays\"}").header("Location");
        http.post(project, "{}", name, "DELETE").isProblem(405, "method_not_allowed");
        http.post(project + "?" + name + "=DELETE", "{}").isProblem(405, "method_not_allowed");
        http.post(project, name + "=DELETE", "Content-Type", "application/x-www-form-urlencoded")
                .isProblem(405, "method_not_allowed");
        assertThat(http.get(project + "?" + name + "=DELETE", name, "DELETE").status())
                .isIn(200, 422);
        assertThat(http.get(project).field("/deletedAt")).isNull();
        assertThat(http.get(project).status()).isEqualTo(200);
    }

    @Test
    void the_token_is_enough_and_leaves_nothing_behind() {
        Http.Got got = http.get("/api/projects", "Authorization", "bearer " + owner.secret());
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Set-Cookie")).isNull();
        assertThat(http.post("/api/projects", "{\"name\": \"a\"}").status()).isEqualTo(201);
        assertThat(http.get("/", "Accept", HTML).text())
                .contains("Devledger", "/sandbox/ticktick")
                .doesNotContain("/logout", "_csrf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/login", "/theme.css", "/devledger.css"})
    void some_paths_are_open(String path) {
        assertThat(stranger.get(path).status()).isEqualTo(200);
        assertThat(stranger.get("/sandbox/ticktick/open/v1/project", "Authorization", "Bearer theirs")
                        .status())
                .as("the sandbox checks its own tokens")
                .isEqualTo(404);
        assertThat(stranger.post("/sandbox/ticktick/open/v1/task", "{}").status())
                .isEqualTo(404);
        assertThat(stranger.get("/sandbox/clickup/api/v2/user", "Authorization", "pk_theirs")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post("/sandbox/clickup/api/v3/workspaces", "{}").status())
                .isEqualTo(404);
        assertThat(stranger.get("/sandbox/trackingtime/api/v4/me", "Authorization", "Basic dDp0")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post("/sandbox/trackingtime/api/v4/events/add", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get("/oauth/ticktick/callback?code=x&state=y").status())
                .isEqualTo(404);
    }

    /** It is another address where it has changed; what anybody else makes of the address is not kept. */
    @Test
    void a_browser_keeps_the_files_of_a_page_and_nothing_else() {
        Http.Got login = stranger.get("/login", "Accept", HTML);
        List<String> files = Pattern.compile("(?:href|src)=\"(/[^\"]+[?]v=[0-9a-f]{16})\"")
                .matcher(login.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(files).anyMatch(file -> file.startsWith("/theme.css")).anyMatch(file -> file.startsWith("/favicon"));
        for (String file : files) {
            Http.Got got = stranger.get(file);
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.header("Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
            assertThat(got.header("Expires")).isNull();
            assertThat(got.header("Pragma")).isNull();
        }
        String version = files.getFirst().replaceFirst(".*=", "");
        for (String other :
                List.of("/login", "/theme.css", "/theme.css?v=0123456789abcdef", "/api/projects?v=" + version)) {
            assertThat(stranger.get(other).header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void health_is_told_to_anybody_and_its_parts_to_the_owner() {
        Http.Got told = stranger.get("/actuator/health");
        assertThat(told.text()).doesNotContain("components");
        assertThat(told.header("Set-Cookie")).isNull();
        Http.Got wrong = stranger.get("/actuator/health", "Authorization", "Bearer theirs");
        assertThat(wrong.status()).as("a probe with a header of its own").isEqualTo(200);
        assertThat(wrong.text()).doesNotContain("components");
        assertThat(http.get("/actuator/health").text()).contains("components");
        Browser browser = new Browser();
        browser.get("/login");
        assertThat(browser.get("/actuator/health").text()).doesNotContain("components");
        browser.login(owner.secret(), "/");
        assertThat(browser.get("/actuator/health").text()).contains("components");
    }

    /** ADR 0091: the page of the API alone has styles and pictures within it, and no script. */
    @Test
    void the_page_of_the_api_may_do_a_little_more_and_those_of_a_connection_less() {
        assertThat(http.get("/swagger-ui/index.html").header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'self';"
                        + " connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                        + " form-action 'self'");
        assertThat(http.get("/oauth/nothing").header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'self';"
                        + " img-src 'self'; form-action 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/swagger-ui.html", "/api/projects", "/login", "/nothing"})
    void every_answer_says_what_a_browser_may_do_with_it(String path) {
        for (Http who : List.of(stranger, http)) {
            Http.Got got = who.get(path);
            assertThat(got.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'self';"
                            + " connect-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self';"
                            + " form-action 'self'");
            assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(got.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(got.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(got.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(got.header("Cross-Origin-Opener-Policy"))
                    .isEqualTo(path.equals("/login") ? null : "same-origin");
            assertThat(got.header("Permissions-Policy")).contains("camera=()", "microphone=()", "geolocation=()");
            assertThat(got.header("Server")).isNull();
        }
    }

    @Test
    void a_person_is_led_to_the_login_and_back() {
        Http.Got sent = stranger.get("/swagger-ui/index.html?a=b&c", "Accept", HTML);
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).isEqualTo("/login?to=%2Fswagger-ui%2Findex.html%3Fa%3Db%26c");
        stranger.get("/api/projects", "Accept", HTML).isProblem(401, "unauthorized");
        Http.Got far = stranger.get("/?" + "%26%3d".repeat(1_000), "Accept", HTML);
        assertThat(far.status()).as("what no header has room for").isEqualTo(303);
        assertThat(far.header("Location")).isEqualTo("/login");
        Browser browser = new Browser();
        Http.Got in = browser.login(owner.secret() + "\n", "/swagger-ui/index.html?a=b&c");
        assertThat(in.status()).as(in.text()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/swagger-ui/index.html?a=b&c");
        assertThat(in.response().headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("devledger-session=")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax"));
        assertThat(browser.get("/swagger-ui/index.html", "Accept", HTML).status())
                .isEqualTo(200);
        assertThat(browser.get("/v3/api-docs").status()).isEqualTo(200);
        assertThat(browser.get("/", "Accept", HTML).text()).contains("Log out");
    }

    @ParameterizedTest
    @CsvSource({
        "//evil.example,/",
        "https://evil.example,/",
        "/\\evil.example,/",
        "'',/",
        "/a%0d%0ab,/a%0d%0ab",
        "/sandbox/ticktick,/sandbox/ticktick"
    })
    void the_way_back_is_a_path_of_our_own(String to, String location) {
        assertThat(new Browser().login(owner.secret(), to).header("Location")).isEqualTo(location);
    }

    @Test
    void a_way_back_that_no_header_has_room_for_is_forgotten() {
        assertThat(new Browser().login(owner.secret(), "/" + "a".repeat(9_000)).header("Location"))
                .isEqualTo("/");
    }

    @Test
    void a_login_that_fails_says_so_and_opens_nothing() {
        Browser browser = new Browser();
        Http.Got wrong = browser.login("dlo_wrong", "/\"><script>");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("not the owner token").doesNotContain("<script>");
        assertThat(browser.login("", "/").status()).isEqualTo(422);
        browser.get("/api/projects").isProblem(401, "unauthorized");
        assertThat(browser.login(owner.secret(), "/").status()).isEqualTo(303);
        stranger.post("/login", "token=" + owner.secret(), "Content-Type", "application/x-www-form-urlencoded")
                .isProblem(403, "forbidden");
    }

    @Test
    void a_session_may_write_with_the_csrf_token_only() {
        Browser browser = new Browser();
        browser.login(owner.secret(), "/");
        assertThat(browser.get("/api/projects").status()).isEqualTo(200);
        browser.post("/api/projects", "{\"name\": \"a\"}").isProblem(403, "forbidden");
        browser.post("/api/projects", "{\"name\": \"a\"}", "X-XSRF-TOKEN", "wrong")
                .isProblem(403, "forbidden");
        Http.Got made = browser.post("/api/projects", "{\"name\": \"a\"}", "X-XSRF-TOKEN", browser.csrf());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Http.Got noted =
                browser.post(made.header("Location") + "/notes", "{\"text\": \"a\"}", "X-XSRF-TOKEN", browser.csrf());
        assertThat(noted.status()).isEqualTo(201);
        assertThat(noted.field("/channel")).isEqualTo("web");
        assertThat(noted.field("/actor")).isEqualTo("owner");
        browser.post(
                        "/api/projects",
                        "{\"name\": \"a\"}",
                        "X-XSRF-TOKEN",
                        browser.csrf(),
                        "Sec-Fetch-Site",
                        "same-site")
                .isProblem(403, "forbidden");
        browser.get("/sandbox/ticktick/faults").isProblem(403, "forbidden");
        browser.get("/sandbox/clickup/faults").isProblem(403, "forbidden");
        browser.get("/sandbox/trackingtime/faults").isProblem(403, "forbidden");
    }

    @Test
    void who_comes_without_the_session_takes_no_cookie_away() {
        Http.Got out = stranger.post("/logout", "x=y", "Content-Type", "application/x-www-form-urlencoded");
        out.isProblem(403, "forbidden");
        assertThat(out.response().headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("devledger-session"));
    }

    @Test
    void a_session_ends_with_the_logout() {
        Browser browser = new Browser();
        browser.login(owner.secret(), "/");
        String page = browser.get("/", "Accept", HTML).text();
        Matcher field = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        browser.post("/logout", "x=y", "Content-Type", "application/x-www-form-urlencoded")
                .isProblem(403, "forbidden");
        Http.Got out =
                browser.post("/logout", "_csrf=" + field.group(1), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(out.status()).isEqualTo(302);
        assertThat(out.header("Clear-Site-Data"))
                .as("the cookies of other programs on this machine stay")
                .isEqualTo("\"cache\", \"storage\"");
        assertThat(browser.cookies).doesNotContainKey("devledger-session");
        browser.get("/api/projects").isProblem(401, "unauthorized");
    }

    @Test
    void the_link_of_the_start_logs_one_browser_in() {
        String path = link.issue();
        Http.Got head = stranger.send("HEAD", path, null);
        assertThat(head.response().headers().allValues("Set-Cookie"))
                .as("a HEAD")
                .noneMatch(cookie -> cookie.contains("session"));
        for (List<String> ahead : List.of(
                List.of("Sec-Purpose", "prefetch"), List.of("X-Moz", "prefetch"), List.of("Sec-Fetch-Dest", "empty"))) {
            Http.Got fetched = stranger.get(path, ahead.getFirst(), ahead.getLast());
            assertThat(fetched.status()).isEqualTo(503);
        }
        assertThat(stranger.get(path, "X-Forwarded-For", "192.0.2.7").status()).isEqualTo(403);

        Browser browser = new Browser();
        Http.Got in = browser.get(path, "Accept", HTML, "Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate");
        assertThat(in.status()).as(in.text()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/");
        assertThat(in.header("Cache-Control")).contains("no-store");
        assertThat(in.response().headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("devledger-session=")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Lax"));
        assertThat(browser.get("/api/projects").status()).isEqualTo(200);

        Browser second = new Browser();
        Http.Got refused = second.get(path, "Accept", HTML);
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.text())
                .contains("already used", "Owner token", owner.file().toString())
                .doesNotContain(path);
        second.get("/api/projects").isProblem(401, "unauthorized");
        assertThat(stranger.get("/login/of-an-earlier-start").status()).isEqualTo(410);
        assertThat(stranger.get("/login/a/b").status()).isEqualTo(401);
    }

    @Test
    void a_login_gets_a_session_id_of_its_own() {
        Browser browser = new Browser();
        browser.login(owner.secret(), "/");
        String first = browser.cookies.get("devledger-session");
        browser.login(owner.secret(), "/");
        assertThat(browser.cookies.get("devledger-session")).isNotEqualTo(first);
    }

    /** Keeps cookies, as a browser does. */
    private final class Browser {
        private final Map<String, String> cookies = new java.util.HashMap<>();

        Http.Got get(String path, String... headers) {
            return keep(stranger.get(path, with(headers)));
        }

        Http.Got post(String path, String body, String... headers) {
            return keep(stranger.post(path, body, with(headers)));
        }

        String csrf() {
            return cookies.get("XSRF-TOKEN");
        }

        Http.Got login(String token, String to) {
            get("/login");
            String form = "token=" + encoded(token) + "&to=" + encoded(to) + "&_csrf=" + encoded(formToken());
            return post("/login", form, "Content-Type", "application/x-www-form-urlencoded");
        }

        private String formToken() {
            Matcher field = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                    .matcher(get("/login").text());
            assertThat(field.find()).isTrue();
            return field.group(1);
        }

        private String[] with(String... headers) {
            String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
            all[headers.length] = "Cookie";
            all[headers.length + 1] = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(java.util.stream.Collectors.joining("; "));
            return all;
        }

        private Http.Got keep(Http.Got got) {
            for (String cookie : got.response().headers().allValues("Set-Cookie")) {
                String[] pair = cookie.split(";", 2)[0].split("=", 2);
                if (pair[1].isEmpty()) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
            return got;
        }

        private String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
