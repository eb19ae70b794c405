package dev.devledger.bootstrap.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** TickTick's token endpoint (docs/ticktick.md, section 1), in front of the shared application's sandbox. */
final class TickTickFront implements AutoCloseable {
    static final String ID = "the-client-id";
    static final String SECRET = "the-client-secret-4711";

    final Set<String> valid = ConcurrentHashMap.newKeySet();
    /** TickTick gives none; another server may, and each is good once. */
    volatile boolean givesRenewals;

    final AtomicInteger renewed = new AtomicInteger();
    /** Everything that must be in no log. */
    final List<String> secrets = new CopyOnWriteArrayList<>(List.of(SECRET));

    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private final Set<String> renewals = ConcurrentHashMap.newKeySet();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Api behind;
    private final HttpServer server;

    TickTickFront(Api behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/oauth/token", exchange -> answer(exchange, this::token));
        server.createContext("/open/v1/", exchange -> answer(exchange, this::api));
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    String[] properties(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "devledger.ticktick.client-id=" + ID,
                "devledger.ticktick.client-secret=" + SECRET,
                "devledger.ticktick.authorize-url=" + url("/oauth/authorize"),
                "devledger.ticktick.token-url=" + url("/oauth/token"),
                "devledger.ticktick.api-url=" + url("/open/v1"),
                "devledger.ticktick.list-name=Connected"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** A person says yes on the page; answers the address that their browser is sent to. */
    URI agree(URI page) {
        if (!page.toString().startsWith(url("/oauth/authorize?"))) {
            throw new AssertionError("Not TickTick's page: " + page);
        }
        Map<String, String> query = form(page.getRawQuery());
        if (!query.get("client_id").equals(ID)
                || !query.get("response_type").equals("code")
                || !query.get("scope").equals("tasks:read tasks:write")
                || !query.get("code_challenge_method").equals("S256")) {
            throw new AssertionError("Not what TickTick wants: " + query);
        }
        String code = "example-code-" + challenges.size() + "-8c1f";
        challenges.put(code, query.get("code_challenge"));
        secrets.add(code);
        secrets.add(query.get("state"));
        return URI.create(query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
    }

    private record Reply(int status, String body) {}

    private interface Handler {
        Reply handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private static void answer(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            Reply reply = handler.handle(exchange);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply token(HttpExchange exchange) throws IOException {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((ID + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Reply(401, "<html><body>Sign in</body></html>");
        }
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (form.getOrDefault("grant_type", "").equals("refresh_token")) {
            renewed.incrementAndGet();
            return renewals.remove(form.get("refresh_token"))
                    ? granted()
                    : new Reply(400, "{\"error\":\"invalid_grant\"}");
        }
        String challenge = challenges.remove(form.getOrDefault("code", ""));
        if (challenge == null || !challenge.equals(s256(form.get("code_verifier")))) {
            return new Reply(400, "{\"error\":\"invalid_grant\"}");
        }
        secrets.add(form.get("code_verifier"));
        return granted();
    }

    private Reply granted() {
        String token = "example-token-" + secrets.size() + "-27bd";
        secrets.add(token);
        valid.add(token);
        String renewal = "";
        if (givesRenewals) {
            renewal = "example-renewal-" + secrets.size() + "-90af";
            secrets.add(renewal);
            renewals.add(renewal);
            renewal = ",\"refresh_token\":\"" + renewal + "\"";
        }
        return new Reply(
                200,
                "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":15551999" + renewal
                        + ",\"scope\":\"tasks:read tasks:write\"}");
    }

    private Reply api(HttpExchange exchange) throws IOException, InterruptedException {
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (valid.stream().noneMatch(token -> bearer.equals("Bearer " + token))) {
            return new Reply(401, "{\"error\":\"invalid_token\"}");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        behind.base().resolve("/sandbox/ticktick" + exchange.getRequestURI()))
                .header("Authorization", "Bearer " + behind.token())
                .header("Content-Type", "application/json")
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String s256(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
