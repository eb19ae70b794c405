package dev.devledger.adapters.postgres.sql;

import dev.devledger.domain.shared.When;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Converts points in time to and from {@code timestamptz}. */
public final class Times {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /** The first and last time that is stored, both within PostgreSQL's own range. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("+294000-01-01T00:00:00Z");
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private Times() {}

    static @Nullable public OffsetDateTime of(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    public static boolean isStorable(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }

    /** Formats a time as the driver does: rounded to the microsecond, which is PostgreSQL's precision. */
    public static String text(Instant instant) {
        return wide(instant.plusNanos(500).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }

    /** Converts microseconds since 1970, the unit of the database's sequence of times. */
    public static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Converts to microseconds since 2000, rounded, the stored form of {@code timestamptz}. */
    public static long micros(Instant instant) throws SQLDataException {
        if (!isStorable(instant)) {
            throw new SQLDataException("timestamp out of range: " + instant, "22008");
        }
        return ChronoUnit.MICROS.between(EPOCH, instant.plusNanos(500).truncatedTo(ChronoUnit.MICROS));
    }

    /** Converts to days since 2000, the stored form of {@code date}. */
    public static int days(LocalDate day) {
        return Math.toIntExact(day.toEpochDay() - EPOCH_DAY);
    }

    public static String text(LocalDate day) {
        return wide(day);
    }

    /** Removes the sign that Java puts before years of five digits, which PostgreSQL does not understand. */
    private static String wide(Object time) {
        String text = time.toString();
        return text.startsWith("+") ? text.substring(1) : text;
    }

    public static Instant get(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable public Instant find(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable public When findWhen(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : When.read(text);
    }

    /** Returns the time at which a date begins: for a day, its first moment in the zone. */
    static @Nullable public OffsetDateTime begin(@Nullable When when, ZoneId zone) {
        return switch (when) {
            case null -> null;
            case When.Day(var date) -> of(date.atStartOfDay(zone).toInstant());
            case When.Moment(var instant) -> of(instant);
        };
    }

    /** Returns the day of a date in the zone. */
    static @Nullable public LocalDate day(@Nullable When when, ZoneId zone) {
        return switch (when) {
            case null -> null;
            case When.Day(var date) -> date;
            case When.Moment(var instant) -> LocalDate.ofInstant(instant, zone);
        };
    }
}
