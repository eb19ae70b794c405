package dev.devledger.bootstrap.system;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox of TrackingTime as an app there hears it, and as whoever makes it misbehave. JSON may have single quotes. */
final class TrackingTimeThere {
    static final String API = "/sandbox/trackingtime/api/v4";
    static final long SANDBOX = 438100;
    static final long ANA = 600183;
    static final long BEN = 600184;

    private static final String FAULTS = "/sandbox/trackingtime/faults";
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Api api;
    private final long account;

    TrackingTimeThere(Api api, long account) {
        this.api = api;
        this.account = account;
    }

    /** As the header has it. */
    static String basic(String password) {
        return Base64.getEncoder().encodeToString(("API_TOKEN:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode ask(HttpRequest.Builder request) {
        request.header("Authorization", "Basic " + basic(api.token()));
        request.header("Content-Type", "application/json");
        try {
            return JSON.readTree(
                    HTTP.send(request.build(), BodyHandlers.ofString()).body());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.base().resolve(API + "/" + account + path));
    }

    JsonNode get(String path) {
        return ask(request(path));
    }

    JsonNode data(String path) {
        return get(path).path("data");
    }

    /** The one within the answer. */
    int status(String path) {
        return get(path).at("/response/status").asInt();
    }

    /** The id of what was made. */
    long made(String path, String body) {
        String json = body.replace('\'', '"');
        return ask(request(path).POST(BodyPublishers.ofString(json)))
                .at("/data/id")
                .asLong();
    }

    void put(String path, String body) {
        wrote(request(path).PUT(BodyPublishers.ofString(body.replace('\'', '"'))), path);
    }

    void delete(String path) {
        wrote(request(path).DELETE(), path);
    }

    private void wrote(HttpRequest.Builder request, String path) {
        JsonNode answer = ask(request);
        if (answer.at("/response/status").asInt() != 200) {
            throw new AssertionError(path + " answered " + answer);
        }
    }

    JsonNode control(String path, String body) {
        return api.post(200, FAULTS + path, body.replace('\'', '"')).json();
    }

    /** The next such call meets it. */
    void fault(String fault, String call) {
        control("", "{'fault': '" + fault + "', 'times': 1, 'path': '" + call + "'}");
    }

    /** Those that were made, as {@code METHOD /path}. */
    List<String> journal() {
        return api.read(FAULTS + "/requests")
                .path("requests")
                .valueStream()
                .map(each ->
                        each.path("method").asString() + " " + each.path("path").asString())
                .toList();
    }
}
