package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.IdOrKey.BillingTables;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.TrackedTime;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The source of the rows of a kind of entity, as they are now or as they were after an event. A row that has not
 * changed since then is read from the table, a changed one from the table of its versions.
 */
public record AsOfRows(
        String table, String versions, @Nullable LedgerMoment moment) {

    private static final String UNCHANGED = "position <= :asOf";
    /** For conditions that find few rows: keeps PostgreSQL from reading the index of positions first. */
    private static final String UNCHANGED_OF_FEW = "position + 0 <= :asOf";

    private static final String OF_THEN = "position <= :asOf and until > :asOf";

    /** Uses the index of {@code position}, for the versions superseded since the moment, which are then sorted. */
    private static final String OF_THEN_BY_SINCE = OF_THEN + " and until + 0 > :asOf";

    /** Uses no index that begins with positions, not even the index of {@code until + 0}. */
    private static final String OF_THEN_OF_FEW = "position + 0 <= :asOf and until - 0 > :asOf";

    /** Uses the index of the sort order, not the index of positions. */
    private static final String OF_THEN_IN_ORDER = "position + 0 <= :asOf and until > :asOf";

    /** A limit above every count. The planner does not know it, so it plans for the first rows, not for all. */
    private static final String NO_END = "(select 9223372036854775807)";

    /**
     * The requested time, or, if a position was requested, the time of the newest event up to the position. That event
     * is never later than a requested time.
     */
    private static final String CLOCK_OF_THEN = """
            greatest(cast(:clock as timestamptz), (select at from history where position <= :asOf order by position desc limit 1))""";

    /**
     * Stands for no requested time: a time before all events. With a value instead of null, the statement is the same
     * for times and for positions.
     */
    private static final OffsetDateTime NO_CLOCK = OffsetDateTime.MIN;

    /**
     * The number of superseded versions above which sorting all of them takes longer than finding the first ones in the
     * list's order.
     */
    private static final int FEW = 2_000;

    public static AsOfRows projects() {
        return new AsOfRows("dev_projects", "project_versions", null);
    }

    public static AsOfRows tasks() {
        return new AsOfRows("tasks", "task_versions", null);
    }

    public static AsOfRows people() {
        return new AsOfRows("people", "person_versions", null);
    }

    static AsOfRows of(BillingKind kind) {
        BillingTables tables = BillingTables.of(kind);
        return new AsOfRows(tables.table(), tables.versions(), null);
    }

    public static AsOfRows timeEntries() {
        return new AsOfRows("time_entries", "time_entry_versions", null);
    }

    public AsOfRows at(long position) {
        return at(LedgerMoment.at(position));
    }

    public AsOfRows at(LedgerMoment moment) {
        return new AsOfRows(table, versions, moment);
    }

    /** Returns the rows of another kind of entity at this source's moment. */
    AsOfRows beside(AsOfRows others) {
        return moment == null ? others : others.at(moment);
    }

    public boolean isPast() {
        return moment != null;
    }

    /** Returns the position of the moment; null for the present. */
    public @Nullable Long asOf() {
        return moment == null ? null : moment.position();
    }

    /** Returns the requested time; null for the present, and if a position was requested. */
    @Nullable
    Instant instant() {
        return moment == null ? null : moment.instant();
    }

    public Map<String, Object> parameters() {
        if (moment == null) {
            return Map.of();
        }
        OffsetDateTime clock = Times.of(moment.instant());
        return Map.of("asOf", moment.position(), "clock", clock == null ? NO_CLOCK : clock);
    }

    /** Returns an SQL expression for the moment on which time-dependent values depend. */
    String clock() {
        return isPast() ? CLOCK_OF_THEN : "now()";
    }

    /** Returns the tracked time of the tasks that are read here, and of their projects. */
    TrackedTime tracked() {
        if (!isPast()) {
            return new TrackedTime.Now();
        }
        AsOfRows entries = beside(timeEntries());
        return new TrackedTime.Past(
                clock(),
                condition -> entries.few(TrackedTime.Past.COLUMNS, condition),
                condition -> few("id", condition));
    }

    /** Selects rows, each by its key. The condition may only use columns of the row {@code e} that never change. */
    public String select(String condition) {
        return moment == null
                ? "select * from %s e where %s".formatted(table, condition)
                : """
                select past.* from %1$s e
                cross join lateral (
                  select null::bigint as until, e.* where e.position <= :asOf
                  union all
                  (select v.* from %2$s v
                   where e.position > :asOf and v.id = e.id and v.until > :asOf order by v.until limit 1)) past
                where %3$s and past.position <= :asOf
                """.formatted(table, versions, condition);
    }

    /** True if few versions were superseded since the moment. */
    public boolean isRecent(JdbcClient jdbc) {
        return jdbc.sql("select count(*) <= %d from (select from %s where until + 0 > :asOf limit %d) since"
                        .formatted(FEW, versions, FEW + 1))
                .params(parameters())
                .query(Boolean.class)
                .single();
    }

    /** Selects columns of all rows with this condition, as a table. */
    public String all(String columns, String condition) {
        return all(columns, condition, OF_THEN);
    }

    /**
     * As {@link #all}, with all columns; of a past moment the column {@code until}, which only versions have, comes
     * first.
     */
    public String whole(String condition) {
        return moment == null
                ? all("*", condition)
                : union("null::bigint as until, *", "*", condition, UNCHANGED_OF_FEW, OF_THEN);
    }

    /** As {@link #all}, for a condition that finds few rows, which are read without the index of positions. */
    public String few(String columns, String condition) {
        return all(columns, condition, OF_THEN_OF_FEW);
    }

    /**
     * As {@link #all}, in an order for which both tables have an index. Each table is read by its own index, only as
     * far as needed. In a plain union PostgreSQL would not see the order, and without a limit, however large, it would
     * sort all rows.
     */
    String inOrder(String columns, String condition, String order) {
        String of = "(select %s from %s where %s order by %s limit " + NO_END + ")";
        return moment == null
                ? of.formatted(columns, table, condition, order)
                : "(select * from (%s union all %s) past order by %s limit %s)"
                        .formatted(
                                of.formatted(columns, table, condition + " and " + UNCHANGED_OF_FEW, order),
                                of.formatted(
                                        columns, versions + " " + table, condition + " and " + OF_THEN_IN_ORDER, order),
                                order,
                                NO_END);
    }

    private String all(String columns, String condition, String ofThen) {
        return moment == null
                ? "(select %s from %s where %s)".formatted(columns, table, condition)
                : union(columns, columns, condition, UNCHANGED_OF_FEW, ofThen);
    }

    private String union(String columns, String ofVersions, String condition, String unchanged, String ofThen) {
        return """
                (select %1$s from %2$s where %3$s and %5$s
                 union all
                 select %7$s from %4$s %2$s where %3$s and %6$s)
                """.formatted(columns, table, condition, versions, unchanged, ofThen, ofVersions);
    }

    /**
     * Returns the first {@code limit} rows of a list, each with the columns {@code sort_value} and {@code sort_id}. The
     * position is a literal in the statement: a plan for recent positions is bad for old ones.
     *
     * @param statuses the statuses whose versions are read one by one, each by an index of status and order; none if
     *     the conditions find the rows better
     * @param recent true if few versions were superseded since the moment
     */
    public String page(Where where, Order order, Collection<TaskStatus> statuses, boolean recent) {
        String columns = "*, (%s)::text as sort_value, key_number as sort_id".formatted(order.expression());
        if (moment == null) {
            return page(columns, table, where.sql(), order.sql());
        }
        String from = versions + " " + table;
        Stream<String> unchanged = Stream.of(page(
                "null::bigint as until, " + columns,
                table,
                (statuses.isEmpty() ? UNCHANGED_OF_FEW : UNCHANGED) + " and " + where.sql(),
                order.sql()));
        Stream<String> changed = statuses.isEmpty()
                ? Stream.of(page(columns, from, OF_THEN + " and " + where.sql(), order.sql()))
                : statuses.stream()
                        .map(status -> order.isOfVersions()
                                ? page(
                                        columns,
                                        from,
                                        "status = '%s' and %s and %s"
                                                .formatted(
                                                        EnumColumns.of(status),
                                                        recent ? OF_THEN_BY_SINCE : OF_THEN,
                                                        where.sql()),
                                        order.sql())
                                : VersionTimes.page(columns, from, status, where, order));
        return "select * from (%s) past order by %s limit :limit"
                .formatted(
                        Stream.concat(unchanged, changed).collect(Collectors.joining(")\nunion all\n(", "(", ")")),
                        order.sql())
                .replace(":asOf", Long.toString(moment.position()));
    }

    private static String page(String columns, String from, String where, String order) {
        return "select %s from %s where %s order by %s limit :limit".formatted(columns, from, where, order);
    }

    /**
     * Reads past tasks by the index {@code task_versions_updated}. In it each version is a line, at its time in
     * microseconds since 2000, from the position at which the version began to the position at which it ended. The
     * lines that cross a position are the versions of that moment. The index returns them in order of time from either
     * end, however many versions came before and after. Each status has a range of 63 years, in which all numbers are
     * exact.
     */
    static final class VersionTimes {

        private static final double YEARS = 2e15;

        private static final String TIME = "case status when 'open' then 0 when 'completed' then 2e15 else 4e15 end + "
                + microseconds("updated_at");

        private static final String LINE = "box(point(%1$s, position), point(%1$s, until))".formatted(TIME);

        private VersionTimes() {}

        /**
         * Returns the first {@code limit} rows of a past list, and the rows with the same time of change as the last of
         * them, as the index has no second sort column. The conditions are in a {@code case}, of which the planner
         * expects half of all rows: for plain conditions it would expect few rows, use another index, and sort many.
         */
        static String page(String columns, String from, TaskStatus status, Where where, Order order) {
            double begin = begin(status);
            String first = "%.0f".formatted(begin);
            String last = "%.0f".formatted(begin + YEARS - 1);
            boolean goesOn = order.isByChange() && where.isAfter();
            String after = first + " + " + microseconds("cast(:afterValue as timestamptz)");
            return """
                select %s from %s
                where %s && box(%s, %s) and case status when '%s' then until > :asOf and %s else false end order by %s
                """.formatted(
                            columns,
                            from,
                            LINE,
                            point(goesOn && !order.descending() ? after : first),
                            point(goesOn && order.descending() ? after : last),
                            EnumColumns.of(status),
                            where.sql(),
                            order.isByChange()
                                    ? LINE + " <-> " + point(order.descending() ? last : first)
                                            + " fetch first (:limit) rows with ties"
                                    : order.sql() + " limit :limit");
        }

        private static double begin(TaskStatus status) {
            return switch (status) {
                case OPEN -> 0;
                case COMPLETED -> YEARS;
                case ABANDONED -> 2 * YEARS;
            };
        }

        private static String point(String time) {
            return "point(%s, :asOf)".formatted(time);
        }

        private static String microseconds(String time) {
            return "greatest(0, extract(epoch from %s - '2000-01-01 00:00:00+00'::timestamptz) * 1000000)"
                    .formatted(time);
        }
    }
}
