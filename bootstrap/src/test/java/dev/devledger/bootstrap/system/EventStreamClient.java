package dev.devledger.bootstrap.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads Server-Sent Events as a browser does, one after the other. */
final class EventStreamClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** @param name empty for an entry of the history */
    record Event(String id, String name, JsonNode data) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final InputStream body;
    private final BufferedReader lines;
    private String lastId = "";

    private EventStreamClient(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError("The stream answered " + response.statusCode());
            }
            body = response.body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As one that comes back where {@code lastId} is not empty; stands once it knows where it is. */
    static EventStreamClient open(Api api, String path, String lastId) {
        return open(api, path, lastId, "Authorization", "Bearer " + api.token());
    }

    /** @param name of the header that shows who listens */
    static EventStreamClient open(Api api, String path, String lastId, String name, String who) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api.base().resolve(path)).setHeader(name, who);
        if (!lastId.isEmpty()) {
            request.setHeader("Last-Event-ID", lastId);
        }
        EventStreamClient client = new EventStreamClient(request.build());
        client.read();
        return client;
    }

    /** The next that has data; ends with the test's own time limit where none comes. */
    Event next() {
        Event event = read();
        while (event != null && event.data() == null) {
            event = read();
        }
        return event;
    }

    Event nextEntry() {
        Event event = next();
        while (event != null && !event.name().isEmpty()) {
            event = next();
        }
        return event;
    }

    /** Null at the end of the stream. */
    private Event read() {
        try {
            String name = "";
            JsonNode data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    return new Event(lastId, name, data);
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = JSON.readTree(line.substring(6));
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String lastId() {
        return lastId;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.shutdownNow();
    }
}
