package dev.devledger.bootstrap.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As much of ClickUp as connecting an account needs: who has granted which workspaces. */
final class ClickUpFront implements AutoCloseable {
    static final String SECRET = "the-clickup-secret-0815";

    private static final String ID = "the-clickup-id";
    private static final JsonMapper JSON = new JsonMapper();

    final Set<String> valid = ConcurrentHashMap.newKeySet();
    /** Everything that must be in no log. */
    final List<String> secrets = new CopyOnWriteArrayList<>(List.of(SECRET));
    /** As {@code GET /team} has them. */
    volatile String teams = "{\"teams\":[{\"id\":\"108\",\"name\":\"Work\"},{\"id\":\"109\",\"name\":\"Home\"}]}";

    private final Set<String> codes = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    ClickUpFront() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<String> properties() {
        return List.of(
                "devledger.clickup.client-id=" + ID,
                "devledger.clickup.client-secret=" + SECRET,
                "devledger.clickup.authorize-url=" + url("/api"),
                "devledger.clickup.token-url=" + url("/api/v2/oauth/token"),
                "devledger.clickup.api-url=" + url("/api/v2"),
                "devledger.clickup.api-v3-url=" + url("/api/v3"));
    }

    /** A person says yes on the page; answers the address that their browser is sent to. */
    URI agree(URI page) {
        if (!page.toString().startsWith(url("/api?"))) {
            throw new AssertionError("Not ClickUp's page: " + page);
        }
        Map<String, String> query = Arrays.stream(page.getRawQuery().split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        if (!query.get("client_id").equals(ID) || query.get("code_challenge").isBlank()) {
            throw new AssertionError("Not what ClickUp is sent: " + query);
        }
        String code = "example-clickup-code-" + secrets.size() + "-77aa";
        codes.add(code);
        secrets.add(code);
        secrets.add(query.get("state"));
        return URI.create(query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/api/v2/oauth/token")) {
                token(exchange);
            } else if (valid.stream().noneMatch(token -> ("Bearer " + token)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization")))) {
                send(exchange, 401, "{\"err\":\"Oauth token not found\",\"ECODE\":\"OAUTH_019\"}");
            } else {
                switch (path) {
                    case "/api/v2/user" -> send(exchange, 200, "{\"user\":{\"id\":183,\"username\":\"Ana\"}}");
                    case "/api/v2/team" -> send(exchange, 200, teams);
                    default -> send(exchange, 404, "{\"err\":\"Not found\",\"ECODE\":\"ITEM_015\"}");
                }
            }
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        JsonNode sent = JSON.readTree(exchange.getRequestBody().readAllBytes());
        boolean known = sent.path("client_id").asString("").equals(ID)
                && sent.path("client_secret").asString("").equals(SECRET);
        if (!known || !codes.remove(sent.path("code").asString(""))) {
            send(exchange, 400, "{\"err\":\"Code already used\",\"ECODE\":\"OAUTH_014\"}");
            return;
        }
        String token = "example-clickup-token-" + secrets.size() + "-31dd";
        secrets.add(token);
        secrets.add(sent.path("code_verifier").asString(""));
        valid.add(token);
        send(exchange, 200, "{\"access_token\":\"" + token + "\"}");
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
