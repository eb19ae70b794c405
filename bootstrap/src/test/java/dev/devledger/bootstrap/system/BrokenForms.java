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

/** Forms that cannot be read, with a secret in them, at each place that takes a request: none is an error of ours. */
final class BrokenForms {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String PARTS = "Content-Type: multipart/form-data; boundary=b";

    /** Nobody needs a token at these, or a browser shows its session. */
    private static final List<String> OPEN = List.of(
            "POST /login",
            "POST /login/again",
            "POST /logout",
            "POST /oauth2/token",
            "POST /oauth2/revoke",
            "POST /oauth2/register",
            "POST /oauth2/authorize",
            "POST /oauth2/confirm",
            "POST /sandbox/ticktick/oauth/token",
            "POST /sandbox/ticktick/oauth/revoke",
            "POST /sandbox/ticktick/oauth/authorize",
            "POST /sandbox/ticktick/open/v1/task",
            "POST /hooks/clickup",
            "POST /oauth/clickup/callback",
            "POST /actuator/health",
            "POST /nowhere");

    /** Each takes the secret as {@code #}. */
    private static final Map<String, Damage> DAMAGES = damages();

    private final Api api;
    private final Planted planted;
    private final OwnersBrowser owner;
    private final List<String> wrong = new ArrayList<>();

    private record Damage(String body, List<String> headers) {
        Damage(String body, String... headers) {
            this(body, List.of(headers));
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
        all.put("a percent sign and no number", new Damage(names.replace("#", "#%ZZ"), FORM));
        all.put("a percent sign at the end", new Damage("grant_type=refresh_token&client_id=x&token=#%", FORM));
        all.put("an end of no character", new Damage(names.replace("#", "#%C3%28%FF"), FORM));
        all.put("a byte of no character", new Damage(names.replace("#", "#\u00ff"), FORM));
        all.put("a broken name", new Damage("#%ZZ=1", FORM));
        all.put("another charset", new Damage(names.replace("#", "#%ZZ"), FORM + "; charset=nonsense"));
        all.put("too many", new Damage(names + "&a=#".repeat(3_000), FORM));
        all.put("too large", new Damage("token=#" + "x".repeat(3_000_000), FORM));
        all.put("less than announced", new Damage("token=#", FORM, "Content-Length: 900"));
        all.put("a chunk that is cut", new Damage("ff\r\ntoken=#", FORM, "Transfer-Encoding: chunked"));
        all.put("a length that is none", new Damage("zz\r\ntoken=#\r\n0\r\n\r\n", FORM, "Transfer-Encoding: chunked"));
        String part = "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n#";
        all.put("a part that does not end", new Damage(part, PARTS));
        all.put("parts without a border", new Damage(part, "Content-Type: multipart/form-data"));
        all.put("a part without a name", new Damage("--b\r\nContent-Disposition: #\r\n\r\n#\r\n--b--\r\n", PARTS));
        all.put("too many parts", new Damage((part + "\r\n").repeat(200) + "--b--\r\n", PARTS));
        return all;
    }

    /** Each damage where nobody is known by a token yet, and one at each route of the table. */
    void send() {
        DAMAGES.forEach((name, damage) -> OPEN.forEach(route -> send(route, name, damage, "nobody", "a browser")));
        String first = DAMAGES.keySet().iterator().next();
        table().forEach(route -> send(route, first, DAMAGES.get(first), "a token", "a browser"));
        assertThat(wrong).isEmpty();
    }

    private void send(String route, String name, Damage damage, String... callers) {
        String secret = planted.in("a form with " + name, "hunted" + Integer.toHexString(name.hashCode()) + "form");
        String[] place = route.split(" ", 2);
        for (String who : callers) {
            int status = send(place[0], place[1], damage, secret, credentials(who));
            if (status >= 500) {
                wrong.add(status + " for " + name + " of " + who + " at " + route);
            }
        }
    }

    private List<String> credentials(String who) {
        return switch (who) {
            case "a token" -> List.of("Authorization: Bearer " + api.token());
            case "a browser" -> List.of("Cookie: " + owner.cookies(), "X-XSRF-TOKEN: " + owner.cookie("XSRF-TOKEN"));
            default -> List.of();
        };
    }

    private int send(String method, String path, Damage damage, String secret, List<String> credentials) {
        List<String> headers = new ArrayList<>(damage.headers());
        headers.addAll(credentials);
        byte[] body = damage.body().replace("#", secret).getBytes(StandardCharsets.ISO_8859_1);
        RawHttp answer;
        try {
            answer = RawHttp.send(api.base(), method, path, body, headers.toArray(String[]::new));
        } catch (UncheckedIOException refused) {
            return 0; // it hung up on what is too large
        }
        planted.cameOut(method + " " + path + " with a broken form", answer.headers() + answer.body());
        return answer.status();
    }

    /** Those of the table that take a body. */
    private static List<String> table() {
        try (InputStream table = Objects.requireNonNull(
                BrokenForms.class.getResourceAsStream("/dev/devledger/adapters/security/routes.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("GET"))
                    .map(line -> line.split(" +"))
                    .map(line -> line[0].replace("*", "POST") + " " + line[1].replaceAll("\\{[^}]*}|\\*+", "x"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
