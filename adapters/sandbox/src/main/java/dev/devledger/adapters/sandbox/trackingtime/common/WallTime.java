package dev.devledger.adapters.sandbox.trackingtime.common;

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

/** Times as TrackingTime has them: that of a clock on the wall, and beside it how far the wall is from Greenwich. */
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

    /** At that place, at that time of its clocks. */
    public static WallTime at(LocalDateTime local, ZoneId zone) {
        return new WallTime(local, zone.getRules().getOffset(local));
    }

    public static WallTime of(Instant instant, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        return new WallTime(LocalDateTime.ofInstant(instant, offset), offset);
    }

    /** Such as {@code GMT+3} and {@code GMT+03:00}; a place only where places are taken. */
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

    /** The same wall, at another moment. */
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
}
