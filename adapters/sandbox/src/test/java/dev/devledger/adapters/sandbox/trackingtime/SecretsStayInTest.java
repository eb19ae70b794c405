package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every call once: what should stay with TrackingTime does, and no call that writes is a GET. */
class SecretsStayInTest extends ClientOnTrackingTime {
    private static final List<String> SECRETS = List.of("canary-", "73017", "41903", "@", "invite?");

    /** Paths that are of a write, whatever the verb (docs/trackingtime.md). */
    private static final String WRITES =
            ".*/(add|share|update|update_.*|close|open|delete|merge|sort|track|stop|sync|billed|not_billed|save|read"
                    + "|enable|disable|reset_.*|resend_.*|switch|import|assign_projects|remove_projects)(/.*)?";

    private final Map<String, Long> ids = new LinkedHashMap<>();

    private long made(String path, String body) {
        return trackingtime.post(path, body).id();
    }

    private void prepare() {
        long project = project("Made");
        ids.put("/projects", project);
        ids.put("/tasks", task("Made", project));
        ids.put("/time-entries", entry("2026-03-05", "09:00", "10:00", "").id());
        ids.put("/users", People.BEN);
        ids.put("/customers", made("/customers/add", "{'name': 'Made'}"));
        ids.put("/services", made("/services/add", "{'name': 'Made'}"));
        ids.put("/tags", made("/events/tags/add", "{'name': 'made', 'value': 'x'}"));
        ids.put("/groups", made("/users/groups/add", "{'name': 'Made', 'supervisor_id': " + People.ANA + "}"));
        ids.put("/webhooks", made("/webhooks/add", "{'url': 'https://hooks.example/a'}"));
        ids.put("/teams", People.SANDBOX);
        ids.put("/notifications", 1L);
        ids.put("/timer", ids.get("/tasks"));
    }

    private String arguments(DirectCall call) {
        String area = "/" + call.routes().getFirst().path().split("/", -1)[1];
        return call.arguments().stream()
                .filter(argument -> argument.required()
                        || argument.name().startsWith("include_")
                        || argument.name().equals("filter"))
                .map(argument -> "'" + argument.name() + "': " + value(argument, area))
                .collect(Collectors.joining(", ", "{", idOfFilter(call) + "}"));
    }

    private static String idOfFilter(DirectCall call) {
        boolean about = call.arguments().stream().anyMatch(each -> each.name().equals("id") && !each.required());
        return about ? ", 'id': " + People.ANA : "";
    }

    private Object value(Argument argument, String area) {
        return switch (argument.kind()) {
            case FLAG -> true;
            case DECIMAL -> 1.5;
            case WHOLE -> whole(argument.name(), area);
            case LIST -> "[" + value(argument.fields().getFirst(), area) + "]";
            case TEXT -> text(argument);
            case OBJECT, OPEN ->
                argument.fields().stream()
                        .filter(Argument::required)
                        .map(field -> "'" + field.name() + "': " + value(field, area))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private long whole(String name, String area) {
        return switch (name) {
            case "user_id", "supervisor_id" -> People.BEN;
            case "project_ids", "source_id" -> ids.getOrDefault("/projects", 0L);
            case "target_id" -> project("Target");
            case "duration" -> 3_600;
            case "event_id", "entry_ids" -> ids.getOrDefault("/time-entries", 0L);
            default -> ids.getOrDefault(area, 0L);
        };
    }

    private static String text(Argument argument) {
        return switch (argument.name()) {
            case "from" -> "'2026-03-01'";
            case "to" -> "'2026-03-31'";
            case "start" -> "'2026-03-06 09:00:00'";
            case "end", "date" -> "'2026-03-06 10:00:00'";
            default -> argument.words().isEmpty() ? "'made'" : "'" + word(argument.words()) + "'";
        };
    }

    /** By person, so that the id is that of one. */
    private static String word(List<String> words) {
        return words.contains("USER") ? "USER" : words.getFirst();
    }

    private static int order(DirectCall call) {
        boolean last = call.effect() == Effect.DELETES || call.name().contains("merge");
        return last ? 2 : call.effect() == Effect.READS ? 0 : 1;
    }

    @Test
    void no_call_answers_with_a_secret_or_writes_by_get() {
        prepare();
        assertThat(calls.all()).hasSize(93);
        assertThat(calls.all().stream().filter(DirectCall::standard)).hasSize(36);
        control.delete("/requests");
        for (DirectCall call : calls.all().stream()
                .sorted(java.util.Comparator.comparingInt(SecretsStayInTest::order))
                .toList()) {
            DirectReply reply = send(call.name(), arguments(call));
            assertThat(reply.toString()).as(call.name()).doesNotContain(SECRETS);
            if (call.effect() == Effect.READS) {
                assertThat(reply).as(call.name() + arguments(call)).isInstanceOf(DirectReply.Json.class);
            }
        }
        assertThat(calls.send(DirectRequest.of("tt_connection")).toString())
                .doesNotContain(SECRETS)
                .contains("connected");
        JsonNode requests = control.get("/requests").json().path("requests");
        assertThat(requests).hasSizeGreaterThan(92);
        for (JsonNode request : requests) {
            String path = request.path("path").asString();
            if (request.path("method").asString().equals("GET")) {
                assertThat(path).doesNotMatch(WRITES);
            }
            assertThat(path).matches("/438100/.*|/me|/teams");
            assertThat(request.path("token").asString()).isEqualTo("Ana");
        }
    }
}
