package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.trackingtime.direct.TrackingTimeCalls;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** TrackingTime's calls as clients are told of them. */
class TrackingTimeTableIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Api API = SharedTrackingTime.get().api();
    private static final Set<String> ADDS =
            Set.of("tt_create_project", "tt_create_task", "tt_start_timer", "tt_add_time_entry", "tt_create_customer");

    /** The file is what users of TrackingTime's tools know; ours beside it is one argument of those that add. */
    @Test
    void names_arguments_and_hints_are_those_that_were_agreed_on() throws IOException {
        Map<String, JsonNode> listed = new HashMap<>();
        for (JsonNode tool : Mcp.connect(API).result("tools/list", "{}").path("tools")) {
            if (tool.path("name").asString().startsWith("tt_")) {
                listed.put(tool.path("name").asString(), tool);
            }
        }
        JsonNode agreed;
        try (InputStream file = TrackingTimeTableIT.class.getResourceAsStream("/mcp/trackingtime-tools.json")) {
            agreed = JSON.readTree(Objects.requireNonNull(file));
        }
        assertThat(agreed).hasSize(35);
        assertThat(listed).hasSize(35);
        for (JsonNode tool : agreed) {
            String name = tool.path("name").asString();
            assertAlike(name, tool, Objects.requireNonNull(listed.get(name), name));
        }
    }

    private static void assertAlike(String name, JsonNode agreed, JsonNode told) {
        JsonNode input = told.path("inputSchema");
        Set<String> arguments = new TreeSet<>(agreed.path("args").propertyNames());
        if (ADDS.contains(name)) {
            arguments.add("idempotency_key");
        }
        assertThat(new TreeSet<>(input.path("properties").propertyNames()))
                .as(name)
                .isEqualTo(arguments);
        assertThat(input.path("additionalProperties").asBoolean(true)).as(name).isFalse();
        assertThat(texts(input.path("required")))
                .as(name)
                .containsExactlyInAnyOrderElementsOf(texts(agreed.path("required")));
        agreed.path("args").properties().forEach(argument -> {
            JsonNode own = input.path("properties").path(argument.getKey());
            JsonNode theirs = argument.getValue();
            String type = theirs.isObject() ? theirs.path("type").asString() : theirs.asString();
            assertThat(own.path("type").asString().replace("integer", "number"))
                    .as(name)
                    .isEqualTo(type);
            assertThat(own.path("enum")).as(name).isEqualTo(theirs.path("enum"));
            assertThat(own.path("minLength")).as(name).isEqualTo(theirs.path("minLength"));
        });
        for (String hint : List.of("readOnly", "destructive", "idempotent")) {
            assertThat(told.at("/annotations/" + hint + "Hint").asBoolean())
                    .as(name + " " + hint)
                    .isEqualTo(agreed.at("/hints/" + hint).asBoolean());
        }
    }

    private static List<String> texts(JsonNode all) {
        return all.valueStream().map(JsonNode::asString).toList();
    }

    /** Each has a path of the API's description, and no path there is of none. */
    @Test
    void the_description_of_the_api_has_the_path_of_each() {
        String base = "/api/trackingtime";
        Set<String> described = new TreeSet<>();
        API.read("/v3/api-docs").path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith(base + "/"))
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(verb -> !verb.equals("parameters"))
                        .map(verb ->
                                verb.toUpperCase(Locale.ROOT) + path.getKey().substring(base.length()))
                        .forEach(described::add));
        Set<String> there = new TreeSet<>();
        TrackingTimeCalls.off(true).all().forEach(call -> call.routes()
                .forEach(route -> there.add(route.method() + route.path())));
        assertThat(described).isEqualTo(there).hasSize(93);
    }
}
