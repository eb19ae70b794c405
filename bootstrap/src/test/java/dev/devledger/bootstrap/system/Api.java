package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as a script uses it: over HTTP, with the owner token. */
final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private final URI base;
    private final String token;

    Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    Api as(String otherToken) {
        return new Api(base, otherToken);
    }

    URI base() {
        return base;
    }

    String token() {
        return token;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    // With the status that is expected first.

    Answer get(int status, String path) {
        return get(path).expect(status);
    }

    Answer post(int status, String path, String body, String... headers) {
        return post(path, body, headers).expect(status);
    }

    Answer patch(int status, String path, String body, String... headers) {
        return patch(path, body, headers).expect(status);
    }

    Answer put(int status, String path, String body, String... headers) {
        return put(path, body, headers).expect(status);
    }

    Answer delete(int status, String path, String... headers) {
        return delete(path, headers).expect(status);
    }

    JsonNode read(String path) {
        return get(200, path).json();
    }

    JsonNode made(String path, String body, String... headers) {
        return post(201, path, body, headers).json();
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
        }
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The body goes into the file as it comes. Fails where the answer is not 200. */
    void download(String path, Path into) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .setHeader("Authorization", "Bearer " + token)
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.ofFile(into)).statusCode();
            if (status != 200) {
                throw new AssertionError(path + " answered " + status + ": " + Files.readString(into));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text(String field) {
            return json().path(field).asString();
        }

        /** Fails with what was answered, so that a broken test says why. */
        Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError(response.request().method() + " "
                        + response.uri().getPath() + " answered " + status() + " instead of " + status + ": " + body());
            }
            return this;
        }
    }
}
