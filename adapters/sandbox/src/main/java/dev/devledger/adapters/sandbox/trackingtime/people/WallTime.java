package dev.devledger.adapters.sandbox.trackingtime.people;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** A time in TrackingTime's form: a local time, and its offset from Greenwich. */
public record WallTime(LocalDateTime local, ZoneOffset offset) {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern GMT = Pattern.compile("GMT(?:([+-])(\\d{1,2})(?::?(\\d{2}))?)?");

    public static LocalDateTime parse(String text) {
        try {
            return LocalDateTime.parse(text, FORMAT);
        } catch (DateTimeException wrong) {
            throw Refusal.unexpected();
        }
    }

    public static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            throw Refusal.unexpected();
        }
    }

    /** Returns a local time in a zone. */
    public static WallTime at(LocalDateTime local, ZoneId zone) {
        return new WallTime(local, zone.getRules().getOffset(local));
    }

    public static WallTime of(Instant instant, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        return new WallTime(LocalDateTime.ofInstant(instant, offset), offset);
    }

    /** Reads a zone, such as {@code GMT+3} or {@code GMT+03:00}; the name of a place only if places are accepted. */
    public static ZoneId zone(String text, boolean placesTaken) {
        Matcher gmt = GMT.matcher(text);
        try {
            if (!gmt.matches()) {
                if (placesTaken) return ZoneId.of(text);
                throw Refusal.unexpected();
            }
            if (gmt.group(1) == null) return ZoneOffset.UTC;
            int hours = Integer.parseInt(gmt.group(2));
            int minutes = gmt.group(3) == null ? 0 : Integer.parseInt(gmt.group(3));
            int sign = gmt.group(1).equals("-") ? -1 : 1;
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        } catch (DateTimeException wrong) {
            throw Refusal.unexpected();
        }
    }

    public Instant instant() {
        return local.toInstant(offset);
    }

    /** Returns the local time of a moment at the offset. */
    public static WallTime on(Instant instant, ZoneOffset offset) {
        return new WallTime(LocalDateTime.ofInstant(instant, offset), offset);
    }

    public static String shown(LocalDateTime local) {
        return FORMAT.format(local);
    }

    public static String shown(ZoneOffset offset) {
        return "GMT"
                + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId().substring(0, 6));
    }

    /** Converts lengths of time: seconds, hours, and texts of them. */
    public static final class Amounts {
        private static final double HOUR = 3600;

        private Amounts() {}

        /** Returns hours with at most six decimals. */
        public static double hours(long seconds) {
            return Math.round(seconds / HOUR * 1e6) / 1e6;
        }

        public static String hoursAndMinutes(double hours) {
            long minutes = Math.round(hours * 60);
            return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
        }

        public static String clock(long seconds) {
            return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        }

        public static ObjectNode worked(ObjectNode into, long seconds) {
            return into.put("worked_hours", hours(seconds)).put("loc_worked_hours", hoursAndMinutes(hours(seconds)));
        }

        public static ObjectNode estimated(ObjectNode into, double hours) {
            return into.put("estimated_time", hours).put("loc_estimated_time", hoursAndMinutes(hours));
        }
    }
}
