package dev.devledger.bootstrap.system;

import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Arguments for every call of TrackingTime: ids of things that were made for it, and something for all else that is needed. */
final class TrackingTimeRun {
    private final TrackingTimeThere there;
    private final long account;
    private final Map<String, Long> ids = new LinkedHashMap<>();

    TrackingTimeRun(TrackingTimeThere there, long account) {
        this.there = there;
        this.account = account;
    }

    /** Those that are tools: reads first, and what deletes last. */
    static List<DirectCall> inOrder(List<DirectCall> calls) {
        return calls.stream()
                .filter(call -> !call.title().isEmpty())
                .sorted(Comparator.comparingInt(TrackingTimeRun::order))
                .toList();
    }

    private static int order(DirectCall call) {
        boolean last = call.effect() == Effect.DELETES || call.name().contains("merge");
        return last ? 2 : call.effect() == Effect.READS ? 0 : 1;
    }

    /** Everything that the calls are about, anew. */
    void prepare(String name) {
        long project = there.made("/projects/add", "{'name': '" + name + "'}");
        ids.put("/projects", project);
        ids.put("/tasks", there.made("/tasks/share", "{'name': '" + name + "', 'project_id': " + project + "}"));
        ids.put(
                "/time-entries",
                there.made(
                        "/events/add",
                        "{'user_id': " + TrackingTimeThere.ANA + ", 'start': '2026-03-05 09:00:00', 'end': '2026-03-05"
                                + " 10:00:00', 'duration': 3600, 'timezone': 'GMT+01:00'}"));
        ids.put("/users", TrackingTimeThere.BEN);
        ids.put("/customers", there.made("/customers/add", "{'name': '" + name + "'}"));
        ids.put("/services", there.made("/services/add", "{'name': '" + name + "'}"));
        ids.put("/tags", there.made("/events/tags/add", "{'name': '" + name + "', 'value': 'x'}"));
        ids.put(
                "/groups",
                there.made(
                        "/users/groups/add",
                        "{'name': '" + name + "', 'supervisor_id': " + TrackingTimeThere.ANA + "}"));
        ids.put("/webhooks", there.made("/webhooks/add", "{'url': 'https://hooks.example/a'}"));
        ids.put("/teams", account);
        ids.put("/notifications", 1L);
        ids.put("/timer", ids.get("/tasks"));
    }

    long id(String area) {
        return ids.getOrDefault(area, 0L);
    }

    String arguments(DirectCall call, String name) {
        boolean about = call.arguments().stream().anyMatch(each -> each.name().equals("id") && !each.required());
        return call.arguments().stream()
                .filter(argument -> argument.required()
                        || argument.name().startsWith("include_")
                        || argument.name().equals("filter"))
                .map(argument -> "\"" + argument.name() + "\": " + value(argument, area(call), name))
                .collect(Collectors.joining(", ", "{", (about ? ", \"id\": " + TrackingTimeThere.ANA : "") + "}"));
    }

    /** A call that only reads, as a path with its query. */
    String address(DirectCall call, String name) {
        String path = call.routes().getFirst().path();
        String query = "";
        for (Argument argument : call.arguments()) {
            String place = "{" + argument.name() + "}";
            if (path.contains(place)) {
                path = path.replace(place, value(argument, area(call), name));
            } else if (argument.required() || argument.name().equals("filter")) {
                query += "&" + argument.name() + "="
                        + value(argument, area(call), name).replaceAll("[\"\\[\\]]", "");
            }
        }
        boolean about = call.arguments().stream().anyMatch(each -> each.name().equals("id") && !each.required());
        return path + "?" + query.replaceFirst("^&", "") + (about ? "&id=" + TrackingTimeThere.ANA : "");
    }

    private static String area(DirectCall call) {
        return "/" + call.routes().getFirst().path().split("/", -1)[1];
    }

    private String value(Argument argument, String area, String name) {
        return switch (argument.kind()) {
            case FLAG -> "true";
            case DECIMAL -> "1.5";
            case WHOLE -> String.valueOf(whole(argument.name(), area));
            case LIST -> "[" + value(argument.fields().getFirst(), area, name) + "]";
            case TEXT -> "\"" + text(argument, name) + "\"";
            case OBJECT, OPEN ->
                argument.fields().stream()
                        .filter(Argument::required)
                        .map(field -> "\"" + field.name() + "\": "
                                + value(field, argument.name().equals("users") ? "/users" : area, name))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private long whole(String argument, String area) {
        return switch (argument) {
            case "user_id", "supervisor_id" -> TrackingTimeThere.BEN;
            case "project_ids" -> id("/projects");
            case "source_id", "target_id" -> there.made("/projects/add", "{'name': '" + argument + "'}");
            case "duration" -> 3_600;
            case "event_id", "entry_ids" -> id("/time-entries");
            default -> id(area);
        };
    }

    private static String text(Argument argument, String name) {
        return switch (argument.name()) {
            case "from" -> "2026-03-01";
            case "to" -> "2026-03-31";
            case "start" -> "2026-03-06T09:00:00Z";
            case "end", "date" -> "2026-03-06T10:00:00Z";
            case "email" -> "hunted@people.example";
            default ->
                argument.words().isEmpty()
                        ? name
                        : argument.words().contains("USER")
                                ? "USER"
                                : argument.words().getFirst();
        };
    }
}
