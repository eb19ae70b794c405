package dev.devledger.adapters.sandbox.kernel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * Calls of a service as a client would make them. JSON may be written with single quotes.
 *
 * @param <R> an answer, as tests of that service look at it
 */
public abstract class HttpCalls<R> {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String base;
    private final String authorization;

    protected HttpCalls(String base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /** @param status 0 where the connection was cut */
    public record Answer(int status, String body, HttpHeaders headers) {}

    protected abstract R reply(Answer answer);

    public R get(String path) {
        return send("GET", path, "");
    }

    public R post(String path, String body) {
        return send("POST", path, body);
    }

    public R put(String path, String body) {
        return send("PUT", path, body);
    }

    public R delete(String path) {
        return send("DELETE", path, "");
    }

    public R send(String method, String path, String body) {
        return reply(send(method, path, body.replace('\'', '"'), "application/json"));
    }

    /** As a page sends what was filled in. */
    public R form(String method, String path, String body) {
        return reply(send(method, path, body, "application/x-www-form-urlencoded"));
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
