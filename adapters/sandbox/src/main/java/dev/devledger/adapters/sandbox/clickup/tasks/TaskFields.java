package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites;
import dev.devledger.adapters.sandbox.clickup.places.Places.Statuses;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The fields that both a create and an update can set. */
record TaskFields(Task task, RequestFields given, ClickUpBehaviour circumstances) {
    private static final List<String> NUMBERS = List.of("time_estimate", "points");

    void texts() {
        if (given.names("name"))
            task.json()
                    .put(
                            "name",
                            given.text("name")
                                    .filter(name -> !name.isBlank())
                                    .orElseThrow(() -> new Refusal(400, "INPUT_005", "Task name invalid")));
        given.text(given.has("markdown_content") ? "markdown_content" : "description")
                .filter(text -> !text.isEmpty())
                .ifPresent(this::describe);
    }

    /** Sets both descriptions. A blank text clears them. The plain text is the markdown without its marks. */
    private void describe(String text) {
        String kept = text.isBlank() ? "" : text;
        task.json().put("markdown", kept);
        task.json().put("text", given.has("markdown_content") ? plain(kept) : kept);
    }

    private static String plain(String markdown) {
        return markdown.replaceAll("(?m)^#{1,6} +", "").replaceAll("(\\*\\*|__|`)", "");
    }

    void priority() {
        if (given.clears("priority")) task.json().putNull("priority");
        else given.number("priority").ifPresent(number -> task.json().set("priority", PlaceWrites.priority(number)));
    }

    /** Sets the dates. A date is a day unless the client says that its time counts. */
    void dates(ZoneId zone) {
        for (String date : List.of("due_date", "start_date")) {
            String withTime = date + "_time";
            if (given.clears(date)) {
                if (!circumstances.has(ClickUpHabit.NULL_KEEPS_DATES))
                    task.json().putNull(date).put(withTime, false);
                continue;
            }
            if (!given.names(date) && !given.names(withTime)) continue;
            boolean timed = given.flag(withTime).orElse(false);
            given.number(date).or(() -> task.number(date)).ifPresent(moment -> task.json()
                    .put(date, timed ? moment : Days.of(moment, zone))
                    .put(withTime, timed));
        }
    }

    void numbers() {
        for (String field : NUMBERS) {
            if (given.clears(field)) task.json().putNull(field);
            else given.number(field).ifPresent(number -> task.json().put(field, number));
        }
        given.number("custom_item_id").ifPresent(type -> task.json().put("custom_item_id", type));
        given.flag("archived").ifPresent(archived -> task.json().put("archived", archived));
    }

    void status(Statuses statuses, long now, Supplier<Refusal> unknown) {
        given.text("status").ifPresent(name -> {
            boolean exactly = circumstances.has(ClickUpHabit.STATUS_CASE_COUNTS);
            into(task, statuses.named(name, exactly).orElseThrow(unknown), now);
        });
    }

    static void into(Task task, ObjectNode status, long now) {
        String type = status.path("type").asString("");
        task.json().set("status", status);
        if (!type.equals("done") && !type.equals("closed")) task.json().putNull("done");
        else if (task.optional("done").isEmpty()) task.json().put("done", now);
        if (!type.equals("closed")) task.json().putNull("closed");
        else if (task.optional("closed").isEmpty()) task.json().put("closed", now);
    }

    /** Dates without a time, in ClickUp's form. */
    static final class Days {
        private static final LocalTime FOUR = LocalTime.of(4, 0);

        private Days() {}

        /**
         * Returns four in the morning of the moment's day in the zone. A later change of the user's zone does not
         * change it.
         */
        static long of(long moment, ZoneId zone) {
            return Instant.ofEpochMilli(moment)
                    .atZone(zone)
                    .toLocalDate()
                    .atTime(FOUR)
                    .atZone(zone)
                    .toInstant()
                    .toEpochMilli();
        }
    }
}
