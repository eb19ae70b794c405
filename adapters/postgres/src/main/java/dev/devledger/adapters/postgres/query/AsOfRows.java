package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.BillingTables;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.TrackedTime;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.AskedMoment;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the rows of a kind of entity are read from: as they are, or as they were after an event. A row that has not changed
 * since is what it was then; of one that has there is a version.
 */
public record AsOfRows(
        String table, String versions, @Nullable AskedMoment moment) {

    private static final String UNCHANGED = "position <= :asOf";
    /** Where another condition finds the rows, all that has not changed since is not to be looked up first. */
    private static final String UNCHANGED_OF_FEW = "position + 0 <= :asOf";

    private static final String OF_THEN = "position <= :asOf and until > :asOf";

    /** By the index of what was superseded since, which is to be sorted then. */
    private static final String OF_THEN_BY_SINCE = OF_THEN + " and until + 0 > :asOf";

    /** By no index of positions; one has what {@code until + 0} is. */
    private static final String OF_THEN_OF_FEW = "position + 0 <= :asOf and until - 0 > :asOf";

    /** By the index of the order, and not by that of the positions. */
    private static final String OF_THEN_IN_ORDER = "position + 0 <= :asOf and until > :asOf";

    /** None is more than that. It is not known before, so that the plan is one for the first of them and not for all. */
    private static final String NO_END = "(select 9223372036854775807)";

    /** That of a time that was asked for, or of the event at the position, which is never later than such a time. */
    private static final String CLOCK_OF_THEN = """
            greatest(cast(:clock as timestamptz), (select at from history where position <= :asOf order by position desc limit 1))""";

    /** Before all events; one value more, and not none, so that the statement is the same for a time and for a position. */
    private static final OffsetDateTime NO_CLOCK = OffsetDateTime.MIN;

    /** More than this take longer to sort than the first of a list to be found among all in its order. */
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
        return at(AskedMoment.at(position));
    }

    public AsOfRows at(AskedMoment moment) {
        return new AsOfRows(table, versions, moment);
    }

    /** Those of another kind at the same moment. */
    AsOfRows beside(AsOfRows others) {
        return moment == null ? others : others.at(moment);
    }

    public boolean isPast() {
        return moment != null;
    }

    /** The position; null of today. */
    public @Nullable Long asOf() {
        return moment == null ? null : moment.position();
    }

    /** The time that was asked for; null of today, and where a position was asked for. */
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

    /** By what is told what depends on the time, as an expression. */
    String clock() {
        return isPast() ? CLOCK_OF_THEN : "now()";
    }

    /** How long was worked on tasks, of which these are the rows, and on projects. */
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

    /** Some rows, each looked up by its key; the condition is on what never changes about a row, {@code e}. */
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

    /** Whether few versions were superseded since then. */
    public boolean isRecent(JdbcClient jdbc) {
        return jdbc.sql("select count(*) <= %d from (select from %s where until + 0 > :asOf limit %d) since"
                        .formatted(FEW, versions, FEW + 1))
                .params(parameters())
                .query(Boolean.class)
                .single();
    }

    /** These columns of all rows with this condition, as a table. */
    public String all(String columns, String condition) {
        return all(columns, condition, OF_THEN);
    }

    /** As {@link #all}, with all columns: versions have one more, which comes first. */
    public String whole(String condition) {
        return moment == null
                ? all("*", condition)
                : union("null::bigint as until, *", "*", condition, UNCHANGED_OF_FEW, OF_THEN);
    }

    /** As {@link #all}, where the condition finds them: neither what changed since is looked up first nor what did not. */
    public String few(String columns, String condition) {
        return all(columns, condition, OF_THEN_OF_FEW);
    }

    /**
     * As {@link #all}, in an order that an index of each of the tables has: each is read by its own, only as far as is asked
     * for. Of a list of both the database would not see what it is sorted by, and without a limit, which none is too many
     * for, it would sort all of them.
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
     * The first {@code limit} rows of a list, each with the columns {@code sort_value} and {@code sort_id}. The position is a
     * part of the statement: no plan is good for all ages.
     *
     * @param statuses those of the versions that are read one by one, each by an index that has it and the order; none
     *     where the conditions find the rows better
     * @param recent whether few versions were superseded since
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
     * The index {@code task_versions_updated}: each version is a line at the time at which it was made, in microseconds since
     * 2000, from the position at which it began to the one at which it ended. Those that cross a position are what was then,
     * and the index finds them one after the other from either end of time, however many came before and since. Each status
     * has 63 years of its own, in which all numbers are exact.
     */
    static final class VersionTimes {

        private static final double YEARS = 2e15;

        private static final String TIME = "case status when 'open' then 0 when 'completed' then 2e15 else 4e15 end + "
                + microseconds("updated_at");

        private static final String LINE = "box(point(%1$s, position), point(%1$s, until))".formatted(TIME);

        private VersionTimes() {}

        /**
         * The first {@code limit} of a list of then, and those beside the last of them that were changed at the same time: the
         * index knows no other order, and needs no other one beside it. The planner takes what is in a case for half of all: by
         * the conditions alone it takes the rows for too few to need an order, joins another index, and sorts what is many.
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
