package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.domain.task.TaskStatus;

/**
 * The index {@code task_versions_updated}: each version is a line at the time at which it was made, in microseconds since
 * 2000, from the position at which it began to the one at which it ended. Those that cross a position are what was then,
 * and the index finds them one after the other from either end of time, however many came before and since. Each status
 * has 63 years of its own, in which all numbers are exact.
 */
final class VersionTimes {

    private static final double YEARS = 2e15;

    private static final String TIME =
            "case status when 'open' then 0 when 'completed' then 2e15 else 4e15 end + " + microseconds("updated_at");

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
        return "greatest(0, extract(epoch from %s - '2000-01-01 00:00:00+00'::timestamptz) * 1000000)".formatted(time);
    }
}
