package dev.devledger.adapters.sandbox.trackingtime;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** TrackingTime's calls as a client would make them. JSON may be written with single quotes. */
final class TrackingTimeCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String base;
    private final String authorization;

    TrackingTimeCalls(String base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    record Reply(int http, String body, HttpHeaders headers) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        /** The status that counts. */
        int status() {
            return json().at("/response/status").asInt();
        }

        String message() {
            return json().at("/response/message").asString("");
        }

        JsonNode data() {
            return json().path("data");
        }

        JsonNode at(String pointer) {
            return data().at(pointer);
        }

        String text(String field) {
            return data().path(field).asString("");
        }

        long id() {
            return data().path("id").asLong();
        }

        Stream<JsonNode> all() {
            return data().valueStream();
        }

        List<Long> ids(String key) {
            return all().map(each -> each.path(key).asLong()).toList();
        }

        List<String> texts(String key) {
            return all().map(each -> each.path(key).asString("")).toList();
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
    Reply form(String method, String path, Map<String, String> fields) {
        return send(method, path, query(fields), "application/x-www-form-urlencoded");
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    Reply send(String method, String path, String body) {
        return send(method, path, body.replace('\'', '"'), "application/json");
    }

    private Reply send(String method, String path, String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path.replace(" ", "%20")))
                .header("Content-Type", type)
                .header("User-Agent", "Tests (tests@example.com)")
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
