package dev.devledger.adapters.sandbox.clickup.app;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a task as shown or as sent back; only fields that differ between the two are written. */
record TaskForm(Map<String, String> fields) {
    static final List<String> NAMES = List.of(
            "name",
            "description",
            "status",
            "priority",
            "tags",
            "assignees",
            "startDay",
            "startTime",
            "dueDay",
            "dueTime",
            "minutes");
    private static final long MINUTE = 60_000;
    private static final LocalTime NOON = LocalTime.NOON;

    /** A moment in a user's zone. */
    record Moment(long millis, ZoneId zone) {
        private ZonedDateTime local() {
            return Instant.ofEpochMilli(millis).atZone(zone);
        }

        String day() {
            return local().toLocalDate().toString();
        }

        String time() {
            return local().format(DateTimeFormatter.ofPattern("HH:mm"));
        }
    }

    static TaskForm sent(UnaryOperator<String> value) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : NAMES) fields.put(name, value.apply(name));
        return new TaskForm(fields);
    }

    static TaskForm of(Task task, ZoneId zone) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", task.name());
        fields.put("description", task.text("markdown"));
        fields.put("status", task.status());
        fields.put(
                "priority",
                task.optional("priority")
                        .map(priority -> priority.path("id").asString(""))
                        .orElse(""));
        fields.put("tags", String.join(" ", task.texts("tags")));
        fields.put("assignees", String.join(" ", task.texts("assignees")));
        for (String date : List.of("start", "due")) {
            Moment moment = new Moment(task.number(date + "_date").orElse(0L), zone);
            boolean dated = task.number(date + "_date").isPresent();
            fields.put(date + "Day", dated ? moment.day() : "");
            fields.put(date + "Time", dated && task.is(date + "_date_time") ? moment.time() : "");
        }
        fields.put(
                "minutes",
                task.number("time_estimate")
                        .map(millis -> String.valueOf(millis / MINUTE))
                        .orElse(""));
        return new TaskForm(fields);
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private boolean differs(TaskForm seen, String name) {
        return !field(name).equals(seen.field(name));
    }

    /** Builds the body of an update call; tags are left out, as other calls add and remove them. */
    RequestFields changes(TaskForm seen, ZoneId zone) {
        ObjectNode change = Json.object();
        for (String text : List.of("name", "status")) if (differs(seen, text)) change.put(text, field(text));
        if (differs(seen, "description"))
            change.put("markdown_content", field("description").isEmpty() ? " " : field("description"));
        if (differs(seen, "priority")) number(change, "priority", field("priority"), 1);
        if (differs(seen, "minutes")) number(change, "time_estimate", field("minutes"), MINUTE);
        if (differs(seen, "assignees")) {
            ObjectNode assignees = change.putObject("assignees");
            people(assignees.putArray("add"), words("assignees"), seen.words("assignees"));
            people(assignees.putArray("rem"), seen.words("assignees"), words("assignees"));
        }
        for (String date : List.of("start", "due"))
            if (differs(seen, date + "Day") || differs(seen, date + "Time")) date(change, date, zone);
        return new RequestFields(change);
    }

    private static void number(ObjectNode change, String name, String value, long times) {
        if (value.isBlank()) {
            change.putNull(name);
            return;
        }
        change.put(
                name,
                times
                        * RequestFields.longOf(value)
                                .orElseThrow(() -> Refusal.input("\"" + value + "\" is not a number")));
    }

    private static void people(ArrayNode into, List<String> these, List<String> butNotThese) {
        these.stream()
                .filter(each -> !butNotThese.contains(each))
                .flatMap(each -> RequestFields.longOf(each).stream())
                .forEach(into::add);
    }

    private void date(ObjectNode change, String date, ZoneId zone) {
        if (field(date + "Day").isEmpty()) {
            change.putNull(date + "_date");
            return;
        }
        try {
            boolean timed = !field(date + "Time").isEmpty();
            LocalTime time = timed ? LocalTime.parse(field(date + "Time")) : NOON;
            ZonedDateTime moment =
                    LocalDate.parse(field(date + "Day")).atTime(time).atZone(zone);
            change.put(date + "_date", moment.toInstant().toEpochMilli()).put(date + "_date_time", timed);
        } catch (DateTimeException wrong) {
            throw Refusal.input("This is not a day with a time");
        }
    }

    /** Splits a field at blanks into words. */
    List<String> words(String name) {
        return new ArrayList<>(Arrays.stream(field(name).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList());
    }
}
