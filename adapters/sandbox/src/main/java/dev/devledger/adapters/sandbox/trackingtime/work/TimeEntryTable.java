package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.SandboxTable;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable.EntryFilter.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of entries. */
public record TimeEntryTable(SandboxTable<TimeEntry> rows) {
    private static final String SET = "user_id = ?, task_id = ?, project_id = ?, starts = ?, ends = ?, offset_seconds"
            + " = ?, seconds = ?, billable = ?, billed = ?, locked = ?, repeat_group = ?, created_at = ?, updated_at = ?,"
            + " body = ?";

    public TimeEntryTable(SandboxDatabase database) {
        this(database.table("event", TimeEntryTable::row));
    }

    public SandboxDatabase database() {
        return rows.database();
    }

    public Optional<TimeEntry> find(long id) {
        return rows.one("id = ?", id);
    }

    public List<TimeEntry> ofGroup(long group) {
        return rows.where("repeat_group = ?", group);
    }

    public Optional<TimeEntry> running(long account, long user) {
        return rows.one("account = ? and user_id = ? and ends is null", account, user);
    }

    public List<TimeEntry> running() {
        return rows.where("ends is null");
    }

    public List<TimeEntry> list(EntryFilter window, ZoneId zone, Page page) {
        List<Object> values = new ArrayList<>();
        String conditions = window.conditions(zone, values);
        values.add(page.size());
        values.add(page.number() * page.size());
        String order = window.order(page.newestFirst());
        return rows.where(conditions + " order by " + order + " limit ? offset ?", values.toArray());
    }

    public long count(EntryFilter window, ZoneId zone) {
        List<Object> values = new ArrayList<>();
        String conditions = window.conditions(zone, values);
        return rows.count(conditions, values.toArray());
    }

    public record DaySum(long user, LocalDate day, long seconds) {}

    /** Sums the seconds of each person on each day. */
    public List<DaySum> days(EntryFilter window, ZoneId zone) {
        List<Object> values = new ArrayList<>();
        String conditions = window.conditions(zone, values);
        return database()
                .rows(
                        (row, number) -> new DaySum(
                                row.getLong("user_id"), row.getObject("day", LocalDate.class), row.getLong("seconds")),
                        "select user_id, starts::date as day, sum(seconds) as seconds from trackingtime_sandbox.event"
                                + " where " + conditions + " group by 1, 2 order by 1, 2",
                        values.toArray());
    }

    /** @param column the column of the target, such as {@code task_id} */
    public Map<Long, Long> worked(String column, Collection<Long> ids) {
        if (ids.isEmpty()) return Map.of();
        return database()
                .rows(
                        (row, number) -> Map.entry(row.getLong(1), row.getLong(2)),
                        "select " + column + ", sum(seconds) from trackingtime_sandbox.event where " + column
                                + " = any(?) group by 1",
                        (Object) ids.toArray(Long[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public TimeEntry insert(TimeEntry event) {
        List<@Nullable Object> values = values(event);
        values.add(event.id());
        values.add(event.of().account());
        rows.insert(SET.replace(" = ?", "") + ", id, account", values.toArray());
        return event;
    }

    public TimeEntry update(TimeEntry event) {
        List<@Nullable Object> values = values(event);
        values.add(event.id());
        rows.set(SET + " where id = ?", values.toArray());
        return event;
    }

    private static List<@Nullable Object> values(TimeEntry event) {
        TimeEntry.Of of = event.of();
        TimeEntry.Span span = event.span();
        TimeEntry.Flags marks = event.marks();
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(of.user(), of.task(), of.project()));
        values.addAll(Arrays.asList(span.start(), span.end(), span.offset().getTotalSeconds(), event.seconds()));
        values.addAll(Arrays.asList(marks.billable(), marks.billed(), marks.locked(), marks.repeatGroup()));
        values.addAll(Arrays.asList(event.dates().created(), event.dates().updated()));
        values.add(event.body().toString());
        return values;
    }

    public void delete(long id) {
        rows.delete("id = ?", id);
    }

    /** Deletes all entries of a task or a project. */
    public void deleteOf(String column, long id) {
        rows.delete(column + " = ?", id);
    }

    /** Moves entries from one task or project to another, or to none. */
    public void move(String column, long from, @Nullable Long to) {
        rows.set(column + " = ? where " + column + " = ?", to, from);
    }

    /** Gives the entries of a task the task's new project. */
    public void moveWithTask(long task, long project) {
        rows.set("project_id = ? where task_id = ?", project, task);
    }

    private static TimeEntry row(ResultSet row, int number) throws SQLException {
        return new TimeEntry(
                row.getLong("id"),
                new TimeEntry.Of(
                        row.getLong("account"),
                        row.getLong("user_id"),
                        row.getObject("task_id", Long.class),
                        row.getObject("project_id", Long.class)),
                new TimeEntry.Span(
                        row.getObject("starts", LocalDateTime.class),
                        row.getObject("ends", LocalDateTime.class),
                        ZoneOffset.ofTotalSeconds(row.getInt("offset_seconds"))),
                row.getLong("seconds"),
                new TimeEntry.Flags(
                        row.getBoolean("billable"),
                        row.getBoolean("billed"),
                        row.getBoolean("locked"),
                        row.getObject("repeat_group", Long.class)),
                new TimeEntry.Dates(row.getLong("created_at"), row.getObject("updated_at", Long.class)),
                Json.stored(row.getString("body")));
    }

    /**
     * The filter of a search for an account's entries. Both days are inclusive.
     *
     * @param by the column that the days limit
     * @param billed true for billed entries only, false for unbilled entries only; null for all
     */
    public record EntryFilter(
            long account,
            SubjectFilter whose,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            By by,
            @Nullable Boolean billed,
            boolean withRunning) {

        /** Returns a filter for all entries of the days. */
        public static EntryFilter of(
                long account, SubjectFilter whose, @Nullable LocalDate from, @Nullable LocalDate to) {
            return new EntryFilter(account, whose, from, to, By.START, null, true);
        }

        /** @param ids the ids of users, tasks or projects; none for all entries of the account */
        public record SubjectFilter(String column, List<Long> ids) {
            public static SubjectFilter everybody() {
                return new SubjectFilter("", List.of());
            }
        }

        /** The column that the days of a search limit. */
        public enum By {
            START("starts"),
            CREATED("created_at"),
            UPDATED("coalesce(updated_at, created_at)"),
            /** The time of the last change; entries that were never changed are left out. */
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

        /** Returns the limit for the column. A start is stored as a local time, the other columns as moments. */
        private Object bound(LocalDate day, ZoneId zone) {
            return by == By.START
                    ? day.atStartOfDay()
                    : day.atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }
}
