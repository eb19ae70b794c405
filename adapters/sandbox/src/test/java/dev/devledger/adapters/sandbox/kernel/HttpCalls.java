package dev.devledger.adapters.sandbox.kernel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Calls as a client would make them. JSON may be written with single quotes. */
public record HttpCalls(String base, String authorization) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param status 0 where the connection was cut */
    public record Answer(int status, String body, HttpHeaders headers) {}

    public Answer json(String method, String path, String body) {
        return send(method, path, body.replace('\'', '"'), "application/json");
    }

    /** As a page sends what was filled in. */
    public Answer form(String method, String path, String body) {
        return send(method, path, body, "application/x-www-form-urlencoded");
    }

    private Answer send(String method, String path, String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path.replace(" ", "%20")))
                .header("Content-Type", type)
                .header("User-Agent", "Tests (tests@example.com)")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) request.header("Authorization", authorization);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException cut) {
            return new Answer(0, "{}", HttpHeaders.of(Map.of(), (name, value) -> true));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
