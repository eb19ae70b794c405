package dev.devledger.adapters.services.ticktick.json;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates as TickTick writes them (docs/ticktick.md, section 6): an instant always, and for a day its midnight in a zone.
 */
public final class TickTickDates {
    /** In UTC: old zones have offsets with seconds, which the format cannot say and TickTick would drop in silence. */
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Three digits or none: a shorter fraction is easily taken for so many milliseconds. */
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** TickTick answers {@code .000+0000}; its other clients also write {@code Z}, a colon, or no offset, meaning UTC. */
    private static final DateTimeFormatter RECEIVED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    private TickTickDates() {}

    static @Nullable public String write(@Nullable When when, ZoneId zone) {
        return switch (when) {
            case null -> null;
            // Where midnight is skipped the day starts later, and that is still the day when read back.
            case When.Day(var date) -> SECONDS.format(date.atStartOfDay(zone));
            case When.Moment(var instant) -> (instant.toEpochMilli() % 1000 == 0 ? SECONDS : MILLIS).format(instant);
        };
    }

    /** What is near, where it is in no calendar; null where nothing is. */
    static @Nullable When read(@Nullable String text, boolean allDay, ZoneId zone) {
        if (text == null) {
            return null;
        }
        When.Day near = When.near(text);
        Instant instant =
                find(near == null ? text : near + text.substring(near.toString().length()));
        try {
            if (instant == null) {
                return near;
            }
            return allDay ? new When.Day(instant.atZone(zone).toLocalDate()) : new When.Moment(instant);
        } catch (DateTimeException noYear) {
            return near;
        }
    }

    /** Whether it is in no calendar: what is read of it is not what it says. */
    static boolean isOdd(String text) {
        When.Day near = When.near(text);
        return near == null || find(text) == null || !text.startsWith(near.toString());
    }

    /** Null where there is none, or none that is understood. */
    static @Nullable public Instant find(String text) {
        try {
            return text.isBlank() ? null : instant(text);
        } catch (Unreadable e) {
            return null;
        }
    }

    static Instant instant(String text) {
        try {
            TemporalAccessor parsed = RECEIVED.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Unreadable("TickTick returned a date that cannot be read");
        }
    }
}
