package dev.devledger.adapters.sandbox;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a card's page, as the words that the browser sends. */
record CardForm(String title, String note, String day, String time, String priority, String tags) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    static CardForm of(Card card) {
        return new CardForm(
                card.title(),
                card.note(),
                card.due().map(due -> due.toLocalDate().toString()).orElse(""),
                card.isAllDay() ? "" : card.due().map(TIME::format).orElse(""),
                String.valueOf(card.priority()),
                String.join(" ", card.tags()));
    }

    static CardForm sent(UnaryOperator<String> parameter) {
        return new CardForm(
                parameter.apply("title"),
                parameter.apply("note"),
                parameter.apply("day"),
                parameter.apply("time"),
                parameter.apply("priority"),
                parameter.apply("tags"));
    }

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", title);
        fields.put("note", note);
        fields.put("day", day);
        fields.put("time", time);
        fields.put("priority", priority);
        fields.put("tags", tags);
        return fields;
    }

    /** The update that turns what the person saw into what they left. */
    ObjectNode changes(CardForm seen, Card card) {
        ObjectNode change = Json.object();
        if (differs(seen, CardForm::title) && !title.isBlank()) change.put("title", title.strip());
        if (differs(seen, CardForm::note)) change.put(card.noteField(), note);
        if (differs(seen, CardForm::priority)) change.put("priority", Integer.parseInt(priority));
        if (differs(seen, CardForm::tags)) {
            ArrayNode list = change.putArray("tags");
            Stream.of(tags.split("[\\s,#]+", -1)).filter(tag -> !tag.isEmpty()).forEach(list::add);
        }
        if (differs(seen, CardForm::day) || differs(seen, CardForm::time)) due(change, card);
        return change;
    }

    private void due(ObjectNode change, Card card) {
        if (day.isEmpty()) {
            change.putNull("dueDate");
            change.putNull("startDate");
            return;
        }
        try {
            LocalTime at = time.isEmpty() ? LocalTime.MIN : LocalTime.parse(time);
            change.put(
                    "dueDate",
                    WireTime.write(
                            LocalDate.parse(day).atTime(at).atZone(card.zone()).toInstant()));
            change.put("isAllDay", time.isEmpty());
        } catch (DateTimeException unreadable) {
            // A browser that knows no date fields lets anything be typed: the card keeps its date.
        }
    }

    private boolean differs(CardForm seen, Function<CardForm, String> field) {
        return !field.apply(this).equals(field.apply(seen));
    }
}
