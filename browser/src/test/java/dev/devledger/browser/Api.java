package dev.devledger.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as a script uses it beside the browser: with the owner token. */
final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    static String json(Map<String, ?> body) {
        return JSON.writeValueAsString(body);
    }

    /** The same with another token. */
    Api as(String other) {
        return new Api(base, other);
    }

    JsonNode get(String path) {
        return ask("GET", path, null);
    }

    List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        get(path).path("items").forEach(items::add);
        return items;
    }

    JsonNode post(String path, Map<String, ?> body) {
        return ask("POST", path, body);
    }

    JsonNode patch(String path, Map<String, ?> body) {
        return ask("PATCH", path, body);
    }

    JsonNode put(String path, Map<String, ?> body) {
        return ask("PUT", path, body);
    }

    /** Fails with what was answered where it is not well. */
    private JsonNode ask(String method, String path, Map<String, ?> body) {
        HttpResponse<String> answer = send(method, path, body == null ? null : json(body));
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .setHeader("Authorization", "Bearer " + token)
                .setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new AssertionError(
                        method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The change set of the newest change of that entity. */
    String lastChangeSet(String entity) {
        return get("/api/history?limit=1&entity=" + entity)
                .at("/items/0/changeSet")
                .asString();
    }
}
