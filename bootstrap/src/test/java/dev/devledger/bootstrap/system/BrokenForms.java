package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Forms and queries that cannot be read, with a secret in them, at each place that takes a request: each is told for what it is. */
final class BrokenForms {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    /** Where no browser is known, and nothing of an address is looked at. */
    private static final String AGENTS = "POST /mcp";

    private static final String HUNG_UP = "no answer";
    private static final String PARTS = "Content-Type: multipart/form-data; boundary=b";

    /** In the order of the columns of {@link #OPEN}. */
    private enum Kind {
        UNDECODABLE,
        CHARSET,
        MANY,
        LARGE,
        CUT,
        CHUNKS,
        PARTS
    }

    private static final List<Kind> COLUMNS = List.of(Kind.values());

    /**
     * Nobody needs a token at these, or a browser shows its session. What is answered to nobody, and behind the stroke to a
     * browser that is logged in: 411 where a length has to be announced, 415 where it takes JSON only or another charset,
     * 302 where nothing of the form is looked at, and as for any other form where it is nobody's place, there is nothing, or
     * the CSRF token comes first.
     */
    private static final String OPEN = """
            POST /login                              400     400     400     413     400     400     403/422
            POST /login/again                        401/400 401/400 401/400 401/413 401/400 401/400 401/422
            POST /logout                             400/302 400/302 400/302 413/302 400/302 400/302 403/302
            POST /oauth2/token                       400     400     413     413     400     411     400
            POST /oauth2/revoke                      400     400     413     413     400     411     400
            POST /oauth2/register                    415     415     413     413     415     411     415
            POST /oauth2/authorize                   400/403 400/403 413     413     400/403 411     403
            POST /oauth2/confirm                     401/405 401/405 413     413     401/405 411     401/405
            POST /sandbox/ticktick/oauth/token       400     415     400     413     400     400     400
            POST /sandbox/ticktick/oauth/revoke      400     415     400     413     400     400     400
            POST /sandbox/ticktick/oauth/authorize   401/404 401/404 401/404 401/404 401/404 401/404 401/404
            POST /sandbox/ticktick/open/v1/task      401     401     401     401     401     401     401
            POST /hooks/clickup                      404     404     404     404     404     404     404
            POST /oauth/clickup/callback             405     405     405     405     405     405     405
            POST /actuator/health                    405     405     405     405     405     405     405
            POST /nowhere                            401/404 401/404 401/404 401/404 401/404 401/404 401/404
            """;

    private static final List<String> QUERIES = List.of("?token=#%ZZ&code=#&state=#", "?token=#&code=#%", "?#%ZZ=1");

    /** Each takes the secret as {@code #}. */
    private static final Map<String, Damage> DAMAGES = damages();

    private final Api api;
    private final Planted planted;
    private OwnersBrowser owner;
    private final List<String> wrong = new ArrayList<>();

    private record Damage(Kind kind, String query, String body, List<String> headers) {
        Damage(Kind kind, String body, String... headers) {
            this(kind, "", body, List.of(headers));
        }
    }

    BrokenForms(Api api, Planted planted) {
        this.api = api;
        this.planted = planted;
        this.owner = new OwnersBrowser(api).login(api.token());
    }

    private static Map<String, Damage> damages() {
        String names = "token=#&code=#&code_verifier=#&client_secret=#&refresh_token=#&_csrf=#&to=#";
        Map<String, Damage> all = new LinkedHashMap<>();
        all.put("a percent sign and no number", new Damage(Kind.UNDECODABLE, names.replace("#", "#%ZZ"), FORM));
        all.put(
                "a percent sign at the end",
                new Damage(Kind.UNDECODABLE, "grant_type=refresh_token&client_id=x&token=#%", FORM));
        all.put("an end of no character", new Damage(Kind.UNDECODABLE, names.replace("#", "#%C3%28%FF"), FORM));
        all.put("a byte of no character", new Damage(Kind.UNDECODABLE, names.replace("#", "#\u00ff"), FORM));
        all.put("a broken name", new Damage(Kind.UNDECODABLE, "#%ZZ=1", FORM));
        all.put("another charset", new Damage(Kind.CHARSET, names.replace("#", "#%ZZ"), FORM + "; charset=nonsense"));
        all.put("too many", new Damage(Kind.MANY, names + "&a=#".repeat(3_000), FORM));
        all.put("too large", new Damage(Kind.LARGE, "token=#" + "x".repeat(3_000_000), FORM));
        all.put("less than announced", new Damage(Kind.CUT, "token=#", FORM, "Content-Length: 900"));
        all.put("a chunk that is cut", new Damage(Kind.CHUNKS, "ff\r\ntoken=#", FORM, "Transfer-Encoding: chunked"));
        all.put(
                "a length that is none",
                new Damage(Kind.CHUNKS, "zz\r\ntoken=#\r\n0\r\n\r\n", FORM, "Transfer-Encoding: chunked"));
        String part = "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n#";
        all.put("a part that does not end", new Damage(Kind.PARTS, part, PARTS));
        all.put("parts without a border", new Damage(Kind.PARTS, part, "Content-Type: multipart/form-data"));
        all.put(
                "a part without a name",
                new Damage(Kind.PARTS, "--b\r\nContent-Disposition: #\r\n\r\n#\r\n--b--\r\n", PARTS));
        all.put("too many parts", new Damage(Kind.PARTS, (part + "\r\n").repeat(200) + "--b--\r\n", PARTS));
        return all;
    }

    /** Each damage where nobody is known by a token yet, one at each route of the table that takes a body, and queries at all. */
    void send() {
        DAMAGES.forEach(
                (name, damage) -> OPEN.lines().map(line -> line.split(" +", -1)).forEach(cells -> {
                    String[] statuses = cells[2 + COLUMNS.indexOf(damage.kind())].split("/", -1);
                    String route = cells[0] + " " + cells[1];
                    send(route, name, damage, "nobody", statuses[0]);
                    send(route, name, damage, "a browser", statuses[statuses.length - 1]);
                }));
        String first = DAMAGES.keySet().iterator().next();
        table().filter(route -> !route.startsWith("GET")).forEach(route -> {
            send(route, first, DAMAGES.get(first), "a token", "415 404");
            send(route, first, DAMAGES.get(first), "a browser", route.equals(AGENTS) ? "401" : "415 404");
        });
        QUERIES.forEach(query -> OPEN.lines().forEach(line -> sendQuery("GET " + line.split(" +", -1)[1], query)));
        table().forEach(route -> sendQuery(route, QUERIES.getFirst()));
        assertThat(wrong).isEmpty();
    }

    /** The container refuses what is looked at, and of whoever nobody knows nothing is but where anybody may read. */
    private void sendQuery(String route, String query) {
        Damage damage = new Damage(Kind.UNDECODABLE, query, "", List.of());
        String name = "the query " + query;
        send(route, name, damage, "nobody", route.startsWith("GET") ? "400" : "401");
        send(route, name, damage, "a token", route.equals(AGENTS) ? "415" : "400 404");
        send(route, name, damage, "a browser", route.equals(AGENTS) ? "401" : "400 404");
    }

    /** @param allowed the only statuses that are right; where too much is sent it may also hang up */
    private void send(String route, String name, Damage damage, String who, String allowed) {
        String secret = planted.in("a form with " + name, "hunted" + Integer.toHexString(name.hashCode()) + "form");
        String[] place = route.split(" ", 2);
        String status =
                send(place[0], place[1] + damage.query().replace("#", secret), damage, secret, credentials(who));
        if (!List.of(allowed.split(" ")).contains(status) && !(damage.kind() == Kind.LARGE && status.equals(HUNG_UP))) {
            wrong.add(status + " instead of " + allowed + " for " + name + " of " + who + " at " + route);
        }
        if (place[1].equals("/logout") && who.equals("a browser")) {
            owner = new OwnersBrowser(api).login(api.token());
        }
    }

    private List<String> credentials(String who) {
        return switch (who) {
            case "a token" -> List.of("Authorization: Bearer " + api.token());
            case "a browser" -> List.of("Cookie: " + owner.cookies(), "X-XSRF-TOKEN: " + owner.cookie("XSRF-TOKEN"));
            default -> List.of();
        };
    }

    private String send(String method, String path, Damage damage, String secret, List<String> credentials) {
        List<String> headers = new ArrayList<>(damage.headers());
        headers.addAll(credentials);
        byte[] body = damage.body().replace("#", secret).getBytes(StandardCharsets.ISO_8859_1);
        RawHttp answer;
        try {
            answer = RawHttp.send(api.base(), method, path, body, headers.toArray(String[]::new));
        } catch (UncheckedIOException refused) {
            return HUNG_UP;
        }
        planted.cameOut(
                method + " " + path.replaceFirst("\\?.*", "") + " with what is broken",
                answer.headers() + answer.body());
        return String.valueOf(answer.status());
    }

    private static Stream<String> table() {
        try (InputStream table = Objects.requireNonNull(
                BrokenForms.class.getResourceAsStream("/dev/devledger/adapters/security/routes.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" +"))
                    .map(line -> line[0].replace("*", "POST") + " " + line[1].replaceAll("\\{[^}]*}|\\*+", "x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
