package dev.devledger.bench.measure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** For what is asked once or in turn; the load comes from another process. */
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server server;
    private final String token;

    public Api(Server server) {
        this.server = server;
        this.token = server.token();
    }

    public JsonNode get(String path) {
        return JSON.readTree(send(request(path).GET()));
    }

    public JsonNode post(String path, String body) {
        return JSON.readTree(send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    public JsonNode post(String path, String type, Path file) {
        try {
            return JSON.readTree(
                    send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofFile(file))));
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode patch(String path, String body) {
        return JSON.readTree(send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("%s %s was answered with %d: %s"
                        .formatted(request.method(), request.uri(), response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while waiting for an answer", e);
        }
    }
}
