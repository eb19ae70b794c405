package dev.devledger.adapters.dashboard.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The timer that runs.
 *
 * @param key of the task or project that it runs on, else of the entry itself
 * @param title that of the task or project, else the note
 */
public record TimerView(
        String key, @Nullable String title, @Nullable String note, Instant start, Instant now, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    public String href() {
        return switch (key.charAt(0)) {
            case 'T' -> "/tasks/" + key;
            case 'P' -> "/projects/" + key;
            default -> "/time";
        };
    }

    /** By the clock; with the day where that is not today's. */
    public String since() {
        var begin = start.atZone(zone);
        boolean today = begin.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return "since " + (today ? TIME : DAY).format(begin);
    }

    public String at() {
        return new At(start, now).utc();
    }

    /** Hours, minutes and seconds, as the script goes on with them. */
    public String elapsed() {
        Duration time =
                Duration.ofSeconds(Math.max(0, Duration.between(start, now).toSeconds()));
        return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
