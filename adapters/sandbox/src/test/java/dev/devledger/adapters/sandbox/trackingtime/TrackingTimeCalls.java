package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.kernel.HttpCalls;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** TrackingTime's calls as a client would make them. JSON may be written with single quotes. */
final class TrackingTimeCalls extends HttpCalls<TrackingTimeCalls.Reply> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    TrackingTimeCalls(String base, String authorization) {
        super(base, authorization);
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

    Reply form(String method, String path, Map<String, String> fields) {
        return form(method, path, query(fields));
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    protected Reply reply(Answer answer) {
        return new Reply(answer.status(), answer.body(), answer.headers());
    }
}
