package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.time.TimeSums.SumParts;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The time of entries, summed up by columns of their own rows and by periods, as SQL: {@code period}, the keys, the
 * sums. Entries split among days are counted by days, whatever the period.
 *
 * <p>If most entries are selected, an index is read in the order of their begins, one period at a time: so the zone is
 * not looked up for each entry, and a period has few groups. Sums by task are read in the order of tasks. Both avoid
 * finding the group of each entry among thousands, which takes longer than all else.
 *
 * @param keys the columns to group by, without the period
 */
record GroupedTimeSql(SumRows rows, List<String> keys, SumPeriod asked, TimeGrouping grouping, SumParts parts) {

    /** The number of periods without an entry that one lookup skips. */
    private static final int STRETCH = 32;

    private static final String SUMS = """
            total_seconds(value) as seconds, total_seconds(value) filter (where billable) as of_billable,
            total_seconds(value) filter (where billed) as of_billed""";

    private static final String SEEN_BY_ALL =
            "(select relallvisible > relpages * 0.9 from pg_class where oid = 'worked_time'::regclass)";

    String sql() {
        if (!ofTime()) {
            String each = timed("", rows.sql());
            return rows.inOrder() && keys.equals(List.of("task")) ? taskByTask(each) : grouped(keys, each, "");
        }
        return rows.inOrder() ? periodByPeriod() : grouped(with("period"), eachInItsPeriod(), "");
    }

    private String grouped(Collection<String> by, String each, String where) {
        return "select %1$s, %2$s from (%3$s) timed%4$s group by %1$s"
                .formatted(String.join(", ", by), sums(), each, where);
    }

    private boolean ofTime() {
        return grouping.split() || asked.by() != null;
    }

    private SumPeriod period() {
        return grouping.split() ? asked.byDay() : asked;
    }

    private SequencedSet<String> with(String... columns) {
        SequencedSet<String> all = new LinkedHashSet<>(keys);
        all.addAll(List.of(columns));
        return all;
    }

    private String sums() {
        return SUMS + ", "
                + (grouping.split() ? parts.counted() : "count(*) as entries, total_seconds(length) as unrounded");
    }

    /**
     * Sorts before grouping, as PostgreSQL would rather hash the groups. Reading in the order of tasks is fast only if
     * the visibility map covers most rows; otherwise, as after an import, PostgreSQL looks up each row, and the rows
     * are not sorted.
     */
    private String taskByTask(String each) {
        return grouped(keys, each + " order by task offset 0", " where " + SEEN_BY_ALL) + "\nunion all\n"
                + grouped(keys, each, " where not " + SEEN_BY_ALL);
    }

    private String periodByPeriod() {
        String each =
                timed("", "(select * from %s entries where began >= opens and began < closes)".formatted(rows.sql()));
        return """
                select period, each.* from (select period, %1$s as opens, %2$s as closes from %3$s offset 0) periods
                cross join lateral (select %4$s from (%5$s) timed%6$s having count(*) > 0) each
                """.formatted(
                        period().begin("period"),
                        period().begin("(period + 1)"),
                        periods(),
                        String.join(", ", keys) + (keys.isEmpty() ? "" : ", ") + sums(),
                        each,
                        keys.isEmpty() ? "" : " group by " + String.join(", ", keys));
    }

    private String periods() {
        return """
                (select period
                 from (select min(began) as first, max(began) as last from %1$s entries) known
                 cross join lateral generate_series(%2$s / %6$d, %3$s / %6$d) stretch
                 cross join lateral generate_series(stretch * %6$d, stretch * %6$d + %6$d - 1) period
                 where exists (select from %1$s entries where began >= %4$s and began < %5$s)) numbered
                """.formatted(
                        rows.sql(),
                        period().of("first"),
                        period().of("last"),
                        period().begin("(stretch * %d)".formatted(STRETCH)),
                        period().begin("(stretch * %1$d + %1$d)".formatted(STRETCH)),
                        STRETCH);
    }

    private String eachInItsPeriod() {
        String each = "(select *, %s as period from %s entries offset 0)".formatted(period().of("began"), rows.sql());
        return timed(
                "period, ",
                grouping.split()
                        ? "(select *, %s as closes from %s opened offset 0)"
                                .formatted(period().begin("(period + 1)"), each)
                        : each);
    }

    private String timed(String first, String from) {
        String columns = first + String.join(", ", with("began", "length", "billable", "billed"));
        return grouping.split()
                ? parts.divided(columns, from)
                : "select %s, %s as value from %s entries"
                        .formatted(columns, SumParts.rounded(grouping.rounding(), "length"), from);
    }
}
