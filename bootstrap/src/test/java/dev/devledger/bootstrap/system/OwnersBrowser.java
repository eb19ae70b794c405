package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps cookies, follows nothing, and sends the forms of pages. */
final class OwnersBrowser {
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Api server;
    private final Map<String, String> cookies = new HashMap<>();

    OwnersBrowser(Api server) {
        this.server = server.as("");
    }

    /** The same one, at another node. */
    OwnersBrowser at(Api node) {
        OwnersBrowser there = new OwnersBrowser(node);
        there.cookies.putAll(cookies);
        return there;
    }

    /** Of its session. */
    EventStreamClient listen() {
        return EventStreamClient.open(server, "/api/events", "", "Cookie", cookies());
    }

    void logOut() {
        post("/logout", "_csrf=" + OAuthAgent.encoded(csrf(get("/").expect(200))))
                .expect(302);
    }

    Api.Answer get(String path) {
        return keep(server.send("GET", path, null, "Accept", HTML, "Cookie", cookies()));
    }

    Api.Answer post(String path, String form, String... headers) {
        List<String> all = new ArrayList<>(List.of("Accept", HTML, "Cookie", cookies(), "Content-Type", FORM));
        all.addAll(List.of(headers));
        return keep(server.send("POST", path, form, all.toArray(String[]::new)));
    }

    OwnersBrowser login(String token) {
        String csrf = csrf(get("/login").expect(200));
        post("/login", OAuthAgent.form(Map.of("token", token, "to", "/", "_csrf", csrf)))
                .expect(303);
        return this;
    }

    /** The page on which the owner is asked. */
    Api.Answer asked(String authorize) {
        Api.Answer sent = get(authorize).expect(302);
        return get(sent.header("Location")).expect(200);
    }

    /** The owner lets it in with these scopes, or refuses it with none; where the browser is sent then. */
    String answer(Api.Answer page, String... scopes) {
        return post("/oauth2/authorize", fields(page, scopes)).expect(302).header("Location");
    }

    static String fields(Api.Answer page, String... scopes) {
        Stream<String> hidden = Stream.of("_csrf", "client_id", "state")
                .map(name -> name + "=" + OAuthAgent.encoded(field(page, name)));
        return Stream.concat(hidden, Stream.of(scopes).map(scope -> "scope=" + scope))
                .collect(Collectors.joining("&"));
    }

    static String csrf(Api.Answer page) {
        return field(page, "_csrf");
    }

    static String field(Api.Answer page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1).replace("&amp;", "&");
    }

    /** Whether each scope of the page is ticked. */
    static Map<String, Boolean> ticked(Api.Answer page) {
        return Pattern.compile("name=\"scope\" value=\"([a-z]+)\"( checked)?")
                .matcher(page.body())
                .results()
                .collect(Collectors.toMap((MatchResult each) -> each.group(1), each -> each.group(2) != null));
    }

    String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    String cookie(String name) {
        return cookies.get(name);
    }

    private Api.Answer keep(Api.Answer answer) {
        for (String cookie : answer.response().headers().allValues("Set-Cookie")) {
            List<String> pair = List.of(cookie.split(";", 2)[0].split("=", 2));
            cookies.put(pair.getFirst(), pair.getLast());
        }
        return answer;
    }
}
