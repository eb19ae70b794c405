package dev.devledger.adapters.dashboard.frame;

import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;

/** A moment as a person reads it: the time since the moment, and the time of day. */
public record ShownInstant(Instant instant, Instant now) {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    public String iso() {
        return instant.toString();
    }

    public String dateTime() {
        return dateTime(instant);
    }

    /** Returns the time of day without the day, which the page shows beside it. */
    public String clock() {
        return clock(instant);
    }

    public static String dateTime(Instant instant) {
        return SECOND.format(instant.atZone(zone()));
    }

    public static String clock(Instant instant) {
        return CLOCK.format(instant.atZone(zone()));
    }

    /** Returns the zone of all times on the pages, which is that of the ledger; UTC outside of a request. */
    public static ZoneId zone() {
        return LocaleContextHolder.getLocaleContext() instanceof TimeZoneAwareLocaleContext context
                        && context.getTimeZone() != null
                ? context.getTimeZone().toZoneId()
                : ZoneOffset.UTC;
    }

    /** Returns the name of a zone as browsers know it. */
    public static String nameOf(ZoneId zone) {
        String name = zone.normalized().getId();
        return name.equals("Z") ? "UTC" : name;
    }

    public String ago() {
        ShownDuration span = ShownDuration.between(instant, now);
        return span.isNow() ? "just now" : span + " ago";
    }

    /** A length of time in its largest unit, such as "41 d", "3 h" or "5 min"; "0 min" for less than a minute. */
    public record ShownDuration(long seconds) {
        private static final long MINUTE = 60;
        private static final long HOUR = 60 * MINUTE;
        private static final long DAY = 24 * HOUR;

        /** Returns the time between two moments. The time is never negative, even if a clock was set back. */
        public static ShownDuration between(Instant from, Instant to) {
            return new ShownDuration(Math.max(0, Duration.between(from, to).toSeconds()));
        }

        public boolean isNow() {
            return seconds < MINUTE;
        }

        public boolean isLongerThanDays(int days) {
            return seconds > days * DAY;
        }

        @Override
        public String toString() {
            if (seconds >= DAY) {
                return seconds / DAY + " d";
            }
            return seconds >= HOUR ? seconds / HOUR + " h" : seconds / MINUTE + " min";
        }
    }

    /** Worked time, shown as "7:30" in a table and as "7 h 30 min" in a sentence. */
    public record WorkTime(long seconds) {
        public boolean isNone() {
            return seconds == 0;
        }

        public String words() {
            long minutes = seconds / 60;
            if (minutes < 60) {
                return minutes + " min";
            }
            return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
        }

        @Override
        public String toString() {
            return "%d:%02d".formatted(seconds / 3600, seconds / 60 % 60);
        }
    }

    /** Writes days as people write them; addresses, fields and files have days in ISO form. */
    public static final class DayWord {
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

        private DayWord() {}

        /** Returns the day, such as "26 Nov 2026". */
        public static String of(LocalDate day) {
            return DAY.format(day);
        }
    }

    /** The due day, in the task's or project's own time zone. */
    public record DueTime(String day, boolean over) {
        public static @Nullable DueTime of(@Nullable When due, ZoneId zone, Instant now) {
            return switch (due) {
                case null -> null;
                case When.Day(LocalDate day) ->
                    new DueTime(DayWord.of(day), day.isBefore(LocalDate.ofInstant(now, zone)));
                case When.Moment(Instant moment) ->
                    new DueTime(DayWord.of(LocalDate.ofInstant(moment, zone)), moment.isBefore(now));
            };
        }

        public String words() {
            return over ? "overdue: " + day : "due " + day;
        }
    }

    /**
     * A text for programs, converted for a page: without references to the API, and with moments that the page shows as
     * times.
     */
    public record TimedText(List<Part> parts) {
        private static final Pattern FOR_PROGRAMS = Pattern.compile("[:;,]? (?:see )?GET /api/[\\w/{}-]+");
        private static final Pattern INSTANT =
                Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

        /** @param at the moment; null for a text */
        public record Part(String words, @Nullable Instant at) {}

        public static TimedText of(String words) {
            String said = FOR_PROGRAMS.matcher(words).replaceAll("");
            List<Part> parts = new ArrayList<>();
            Matcher found = INSTANT.matcher(said);
            int from = 0;
            while (found.find()) {
                Instant at = instant(found.group());
                if (at != null) {
                    parts.add(new Part(said.substring(from, found.start()), null));
                    parts.add(new Part(ShownInstant.dateTime(at), at));
                    from = found.end();
                }
            }
            parts.add(new Part(said.substring(from), null));
            return new TimedText(List.copyOf(parts));
        }

        /** Returns the moment; null if the text only looks like a moment, as in a message of a service. */
        private static @Nullable Instant instant(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException noInstant) {
                return null;
            }
        }
    }
}
