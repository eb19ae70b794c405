package dev.devledger.adapters.sandbox.clickup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ClickUp's calls as a client would make them. JSON may be written with single quotes. */
final class ClickUpCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String base;
    private final String authorization;

    ClickUpCalls(String base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    record Reply(int status, String body, HttpHeaders headers) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String field) {
            return json().path(field).asString("");
        }

        String code() {
            return text("ECODE");
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }

        Stream<JsonNode> all(String field) {
            return json().path(field).valueStream();
        }

        List<String> names() {
            return all("tasks").map(task -> task.path("name").asString("")).toList();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    Reply post(String path, String body) {
        return send("POST", path, body);
    }

    Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    Reply delete(String path) {
        return send("DELETE", path, "");
    }

    /** As a page sends what was filled in. */
    Reply form(String path, String body) {
        return send("POST", path, body, "application/x-www-form-urlencoded");
    }

    Reply send(String method, String path, String body) {
        return send(method, path, body.replace('\'', '"'), "application/json");
    }

    private Reply send(String method, String path, String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) request.header("Authorization", authorization);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (IOException cut) {
            return new Reply(0, "{}", HttpHeaders.of(Map.of(), (name, value) -> true));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
