package dev.devledger.adapters.dashboard.time;

import dev.devledger.application.time.TimeEntryQueries.Named;
import dev.devledger.application.time.TimeEntryView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An entry in the table of a day. */
record DayEntry(Named named, LocalDate day, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OTHER_DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    TimeEntryView entry() {
        return named.entry();
    }

    String start() {
        return clock(entry().start());
    }

    String end() {
        Instant end = entry().end();
        return end == null ? "runs" : clock(end);
    }

    private String clock(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return (local.toLocalDate().equals(day) ? TIME : OTHER_DAY).format(local);
    }

    String startField() {
        return field(entry().start());
    }

    /** Empty while it runs. */
    String endField() {
        Instant end = entry().end();
        return end == null ? "" : field(end);
    }

    /** As a field of a form takes it, which has no zone. */
    String field(Instant at) {
        return FIELD.format(LocalDateTime.ofInstant(at, zone));
    }

    Worked time() {
        return new Worked(entry().seconds());
    }

    /** The key of the task or else the project; empty where it is on neither. */
    String on() {
        String task = entry().taskKey();
        String project = entry().projectKey();
        return task != null ? task : project == null ? "" : project;
    }

    @Nullable
    String href() {
        String task = entry().taskKey();
        String project = entry().projectKey();
        return task != null ? "/tasks/" + task : project == null ? null : "/projects/" + project;
    }

    @Nullable
    String title() {
        return entry().taskKey() == null ? named.project() : named.task();
    }

    /** Why it cannot be changed here; null where it can. */
    @Nullable
    String fixed() {
        if (entry().billed()) {
            return "billed";
        }
        return entry().locked() ? "locked" : null;
    }
}
