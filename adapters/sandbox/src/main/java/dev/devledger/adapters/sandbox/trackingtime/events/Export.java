package dev.devledger.adapters.sandbox.trackingtime.events;

import dev.devledger.adapters.sandbox.trackingtime.common.Amounts;
import dev.devledger.adapters.sandbox.trackingtime.common.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.common.Secrets;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.Things;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries as CSV: dates and numbers as somebody has set them, and whatever a person has written, as it is. */
public record Export(Things things) {
    private static final List<String> SEPARATORS = List.of(",", ";", "\t");
    private static final List<String> HEAD = List.of(
            "Date",
            "Start",
            "End",
            "Duration",
            "Hours",
            "User",
            "Customer",
            "Project",
            "Task",
            "Service",
            "Notes",
            "Hourly Rate",
            "Icalendar Token");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** @param separator a comma, a semicolon, or a tab, which may come as {@code \t} */
    public String csv(List<Event> events, String separator) {
        String between = separator.equals("\\t") ? "\t" : separator;
        if (!SEPARATORS.contains(between)) throw Refusal.unexpected();
        Surroundings around = Surroundings.of(things, events);
        StringBuilder csv = new StringBuilder(line(HEAD, between));
        for (Event event : events) csv.append(line(cells(event, around), between));
        return csv.toString();
    }

    private static List<String> cells(Event event, Surroundings around) {
        List<String> cells = new ArrayList<>();
        cells.add(DAY.format(event.span().start()));
        cells.add(TIME.format(event.span().start()));
        cells.add(event.span().end() == null ? "" : TIME.format(event.span().end()));
        cells.add(Amounts.clock(event.seconds()));
        cells.add(String.valueOf(Amounts.hours(event.seconds())).replace('.', ','));
        cells.add(said(EventAnswers.fullName(around.user(event))));
        cells.add(name(around.customer(event)));
        cells.add(name(around.project(event)));
        cells.add(name(around.task(event)));
        cells.add(name(around.service(event)));
        cells.add(said(EventAnswers.notes(event)));
        cells.add(String.valueOf(Secrets.HOURLY_RATE));
        cells.add(Secrets.of("icalendar", event.of().user()));
        return cells;
    }

    private static String name(Optional<Thing> thing) {
        return thing.map(Thing::name).orElse("");
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String line(List<String> cells, String separator) {
        return cells.stream().map(cell -> quoted(cell, separator)).collect(Collectors.joining(separator)) + "\r\n";
    }

    private static String quoted(String cell, String separator) {
        boolean plain =
                !cell.contains(separator) && !cell.contains("\"") && !cell.contains("\n") && !cell.contains("\r");
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
