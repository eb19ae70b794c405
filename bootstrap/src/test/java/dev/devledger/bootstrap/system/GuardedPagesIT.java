package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Routes.Route;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What guards every page and every write of a browser, those of the sandboxes too. The routes are those that the application
 * has, so a new one is looked at by itself.
 */
@Tag("long")
class GuardedPagesIT {
    private static final RunningDevledger ALL = SharedTrackingTime.get();
    private static final URI BASE = ALL.api().base();
    private static final Pattern FORM = Pattern.compile("<form[^>]*method=\"post\".*?</form>", Pattern.DOTALL);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** They check who asks by themselves, and take no cookie. */
    private static final Pattern OPEN =
            Pattern.compile("/sandbox/ticktick/(open|oauth/(token|revoke)).*|/sandbox/\\w+/api/.*|/hooks/.*");

    private static String cookies;

    @BeforeAll
    static void login() {
        RawHttp page = RawHttp.send(BASE, "GET", "/login", "");
        Matcher csrf = CSRF.matcher(page.body());
        assertThat(csrf.find()).isTrue();
        String token = page.header("Set-Cookie").replaceFirst(";.*", "");
        RawHttp in = RawHttp.send(
                BASE,
                "POST",
                "/login",
                "token=" + ALL.api().token() + "&_csrf=" + csrf.group(1),
                "Content-Type: application/x-www-form-urlencoded",
                "Cookie: " + token);
        assertThat(in.status()).as(in.body()).isEqualTo(303);
        cookies = in.header("Set-Cookie").replaceFirst(";.*", "");
        assertThat(cookies).startsWith("devledger-session=");
    }

    private static List<Route> routes() {
        return Routes.of(ALL).stream()
                .map(route -> new Route(route.method(), route.with("P-1")))
                .filter(route -> !OPEN.matcher(route.path()).matches()
                        && !route.path().equals("/mcp")
                        && !route.path().contains("/faults"))
                .distinct()
                .toList();
    }

    private static RawHttp asBrowser(String method, String path) {
        return RawHttp.send(
                BASE,
                method,
                path,
                method.equals("GET") ? "" : "{}",
                "Cookie: " + cookies,
                "Accept: text/html",
                "Content-Type: application/json");
    }

    @Test
    void no_page_runs_what_is_not_ours_or_is_shown_in_another_one() {
        Map<String, String> wrong = new TreeMap<>();
        Set<String> shown = new TreeSet<>();
        Stream<String> pages = routes().stream()
                .filter(route -> route.method().equals("GET"))
                .map(Route::path)
                .filter(path -> !path.startsWith("/api/events") && !path.startsWith("/actuator"));
        Stream.concat(pages, Stream.of("/login", "/nothing", "/sandbox/ticktick/nothing", "/oauth/ticktick/callback?x"))
                .distinct()
                .forEach(path -> {
                    RawHttp page = asBrowser("GET", path);
                    if (page.header("Content-Type").startsWith("text/html")) {
                        shown.add(path);
                    }
                    String why = why(path, page);
                    if (!why.isEmpty()) {
                        wrong.put(path, why);
                    }
                });
        assertThat(wrong).isEmpty();
        assertThat(shown)
                .contains("/", "/login", "/nothing", "/sandbox/ticktick", "/sandbox/clickup", "/swagger-ui/index.html");
        assertThat(shown).hasSizeGreaterThan(15);
    }

    private static String why(String path, RawHttp page) {
        String policy = page.header("Content-Security-Policy");
        boolean inline = policy.contains("unsafe") && !path.startsWith("/swagger-ui/");
        boolean scripts = policy.contains("unsafe-eval") || policy.matches(".*script-src[^;]*unsafe.*");
        if (!policy.contains("default-src 'none'")
                || !policy.contains("frame-ancestors 'none'")
                || !policy.contains("base-uri 'none'")
                || !policy.contains("form-action")
                || inline
                || scripts) {
            return "policy: " + policy;
        }
        if (!page.header("X-Frame-Options").equals("DENY")
                || !page.header("X-Content-Type-Options").equals("nosniff")
                || page.header("Referrer-Policy").isEmpty()) {
            return "headers: " + page.headers();
        }
        if (page.header("Content-Type").startsWith("text/html")
                && !page.header("Cache-Control").contains("no-store")) {
            return "kept: " + page.header("Cache-Control");
        }
        return FORM.matcher(page.body())
                .results()
                .map(form -> form.group())
                .filter(form -> !CSRF.matcher(form).find())
                .findFirst()
                .orElse("");
    }

    /** Of all that can be asked for, by the keys of what is there; {@code /api/events} does not end. */
    @Test
    void no_get_stores_anything() {
        Api api = ALL.api();
        Ledger ledger = new Ledger(api);
        String task = ledger.task(ledger.project("Looked at", ""), "Looked at", "");
        Api.Answer logged = api.post(
                201,
                "/api/time-entries",
                "{\"task\": \"" + task + "\", \"start\": \"2026-03-30T12:00:00Z\", \"seconds\": 600}");
        JsonNode entry = logged.json();
        List<String> keys = List.of(
                task,
                Samples.key(entry),
                entry.path("taskKey").asString(),
                entry.path("projectKey").asString(),
                entry.at("/person/key").asString(),
                logged.header("X-Change-Set"),
                "clickup",
                "all");
        List<Route> routes = Routes.of(ALL).stream()
                .filter(route -> route.method().equals("GET")
                        && !route.path().startsWith("/api/events")
                        && !route.path().equals("/mcp"))
                .toList();
        Tables tables = new Tables(ALL);
        Set<String> answered = new TreeSet<>();
        Map<String, String> before = atRest(tables);
        for (Route route : routes) {
            for (String path : new TreeSet<>(keys.stream().map(route::with).toList())) {
                int status = path.startsWith("/api/")
                        ? api.get(path).status()
                        : asBrowser("GET", path).status();
                assertThat(status).as(path).isLessThan(500);
                if (status == 200) {
                    answered.add(route.path());
                }
            }
        }
        assertThat(tables.everything()).isEqualTo(before);
        assertThat(answered)
                .hasSizeGreaterThan(routes.size() / 3)
                .contains("/", "/api/history", "/api/sync/status", "/api/tasks/{id}", "/api/time-entries");
    }

    private static Map<String, String> atRest(Tables tables) {
        AtomicReference<Map<String, String>> seen = new AtomicReference<>(Map.of());
        Wait.untilSynced(ALL.api());
        Wait.until("nothing is stored any more", () -> {
            Map<String, String> now = tables.everything();
            boolean isSame = now.equals(seen.getAndSet(now));
            return isSame && now.get("public.sync_time_work").startsWith("0 rows");
        });
        return seen.get();
    }

    @Test
    void no_write_of_a_session_goes_through_without_the_csrf_token() {
        Map<Route, Integer> wrong = new LinkedHashMap<>();
        List<Route> writes =
                routes().stream().filter(route -> !route.method().equals("GET")).toList();
        for (Route write : writes) {
            RawHttp answer = asBrowser(write.method(), write.path());
            if (answer.status() != 403) {
                wrong.put(write, answer.status());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(writes).hasSizeGreaterThan(90);
        assertThat(asBrowser("POST", "/logout").status()).isEqualTo(403);
        assertThat(asBrowser("POST", "/mcp").status()).isEqualTo(401);
    }

    @Test
    void at_the_end_of_a_session_nothing_of_it_stays() {
        String host = "Host: ledger.example";
        RawHttp page = RawHttp.send(BASE, "GET", "/login", "");
        Matcher own = CSRF.matcher(page.body());
        assertThat(own.find()).isTrue();
        String anonymous = page.header("Set-Cookie").replaceFirst(";.*", "");
        RawHttp in = RawHttp.send(
                BASE,
                "POST",
                "/login",
                "token=" + ALL.api().token() + "&_csrf=" + own.group(1),
                "Content-Type: application/x-www-form-urlencoded",
                "Cookie: " + anonymous);
        String session = in.header("Set-Cookie").replaceFirst(";.*", "");
        RawHttp home = RawHttp.send(BASE, "GET", "/", "", "Cookie: " + session, "Accept: text/html", host);
        Matcher token = CSRF.matcher(home.body());
        assertThat(token.find()).isTrue();
        RawHttp out = RawHttp.send(
                BASE,
                "POST",
                "/logout",
                "_csrf=" + token.group(1),
                host,
                "Content-Type: application/x-www-form-urlencoded",
                "Cookie: " + session + "; " + cookie(home));
        assertThat(out.status()).as(out.body()).isEqualTo(302);
        assertThat(out.header("Clear-Site-Data")).isEqualTo("\"cookies\", \"cache\", \"storage\"");
        assertThat(RawHttp.send(BASE, "GET", "/api/projects", "", "Cookie: " + session)
                        .status())
                .isEqualTo(401);
    }

    private static String cookie(RawHttp answer) {
        return answer.header("Set-Cookie").replaceFirst(";.*", "");
    }
}
