package dev.devledger.adapters.services.trackingtime.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TrackingTime's times: those of a clock on a wall, and beside them how far the wall is from Greenwich at that moment. */
public final class Wall {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    /** A year has four digits, wherever the wall is. */
    private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");
    private static final Pattern GMT = Pattern.compile("(?:GMT|UTC)(?:([+-])(\\d{1,2})(?::?(\\d{2}))?)?");

    private Wall() {}

    /**
     * A time of those clocks; one that says itself how far it is from Greenwich needs none. Empty where it is no time, or one
     * that those clocks cannot show.
     */
    public static Optional<Instant> instant(String text, ZoneId zone) {
        return read(text.strip(), zone).filter(at -> at.isAfter(FIRST) && at.isBefore(LAST));
    }

    private static Optional<Instant> read(String time, ZoneId zone) {
        try {
            return Optional.of(OffsetDateTime.parse(time.replace(' ', 'T')).toInstant());
        } catch (DateTimeException withoutOffset) {
            try {
                return Optional.of(LocalDateTime.parse(time, READ).atZone(zone).toInstant());
            } catch (DateTimeException wrong) {
                return Optional.empty();
            }
        }
    }

    /** {@code GMT+3}, {@code GMT+03:00}, or a place such as {@code Europe/Berlin}; empty where it is none. */
    public static Optional<ZoneId> zone(String text) {
        Matcher gmt = GMT.matcher(text.strip());
        try {
            if (!gmt.matches()) {
                return Optional.of(ZoneId.of(text.strip()));
            }
            if (gmt.group(1) == null) {
                return Optional.of(ZoneId.of("UTC"));
            }
            int sign = gmt.group(1).equals("-") ? -1 : 1;
            int minutes = gmt.group(3) == null ? 0 : Integer.parseInt(gmt.group(3));
            return Optional.of(ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(gmt.group(2)), sign * minutes));
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }

    /** What such a clock shows then. */
    public static String shown(Instant instant, ZoneOffset offset) {
        return WRITTEN.format(instant.atOffset(offset).truncatedTo(ChronoUnit.SECONDS));
    }

    /** As TrackingTime takes it: it knows no places. */
    public static String shown(ZoneOffset offset) {
        return "GMT"
                + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId().substring(0, 6));
    }
}
