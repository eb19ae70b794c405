package dev.devledger.adapters.sandbox.trackingtime.events;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of an account are looked for. The days count with both ends.
 *
 * @param by the column that the days are about
 * @param billed whether only those that are billed, or only those that are not
 */
public record Window(
        long account,
        Whose whose,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        By by,
        @Nullable Boolean billed,
        boolean withRunning) {

    /** @param ids those of users, tasks or projects; none for the whole account */
    public record Whose(String column, List<Long> ids) {
        public static Whose everybody() {
            return new Whose("", List.of());
        }
    }

    /** What the days are about. */
    public enum By {
        START("starts"),
        CREATED("created_at"),
        UPDATED("coalesce(updated_at, created_at)"),
        /** Without those that nobody has changed. */
        CHANGED("updated_at");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    public record Page(long number, long size, boolean newestFirst) {}

    String conditions(ZoneId zone, List<Object> values) {
        List<String> conditions = new ArrayList<>(List.of("account = ?"));
        values.add(account);
        if (!whose.column().isEmpty()) {
            conditions.add(whose.column() + " = any(?)");
            values.add(whose.ids().toArray(Long[]::new));
        }
        if (from != null) {
            conditions.add(by.column + " >= ?");
            values.add(bound(from, zone));
        }
        if (to != null) {
            conditions.add(by.column + " < ?");
            values.add(bound(to.plusDays(1), zone));
        }
        if (billed != null) {
            conditions.add("billed = ?");
            values.add(billed);
        }
        if (!withRunning) conditions.add("ends is not null");
        return String.join(" and ", conditions);
    }

    String order(boolean newestFirst) {
        String direction = newestFirst ? " desc" : "";
        return by.column + direction + ", id" + direction;
    }

    /** A start is a time of its own wall; when something was written is a moment. */
    private Object bound(LocalDate day, ZoneId zone) {
        return by == By.START
                ? day.atStartOfDay()
                : day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
