package dev.devledger.adapters.postgres.time;

import dev.devledger.application.time.TimeEntryFilter;
import dev.devledger.application.time.TimeGrouping;
import dev.devledger.application.time.TimeGrouping.By;
import dev.devledger.application.time.TimeSummary;
import dev.devledger.domain.time.Rounding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Sums of time in one statement. The entries are first summed up by what is in their own rows, and what these groups are
 * called is looked up then: there are far fewer of them.
 */
record TimeSums(SumRows rows, TimeGrouping grouping, SumPeriod period, TimeEntryFilter filter, Instant now)
        implements RowMapper<TimeSums.Row> {
    private static final Set<By> OF_TIME = EnumSet.of(By.DAY, By.WEEK, By.MONTH);

    /** A group, and what its time is without rounding. */
    record Row(TimeSummary.Item item, long unrounded) {}

    static TimeSums of(SumRows rows, TimeGrouping grouping, TimeEntryFilter filter, Instant now) {
        By time = grouping.by().stream().filter(OF_TIME::contains).findFirst().orElse(null);
        SumPeriod period = new SumPeriod(time, ZonePieces.of(grouping.zone(), filter.from(), filter.to()));
        return new TimeSums(rows, divided(grouping, time, filter), period, filter, now);
    }

    /** Where all parts of an entry are in one group again, and each is counted as it is, there is nothing to divide. */
    private static TimeGrouping divided(TimeGrouping grouping, @Nullable By time, TimeEntryFilter filter) {
        boolean whole =
                time == null && grouping.rounding().stepSeconds() == 1 && filter.from() == null && filter.to() == null;
        return whole ? new TimeGrouping(grouping.by(), grouping.rounding(), grouping.zone(), false) : grouping;
    }

    Map<String, @Nullable Object> parameters() {
        Map<String, @Nullable Object> parameters = new HashMap<>(rows.where().parameters());
        parameters.put("now", now.getEpochSecond());
        if (grouping.split()) {
            parameters.put("since", SumRows.second(filter.from()));
            parameters.put("till", SumRows.second(filter.to()));
        }
        return parameters;
    }

    String sql() {
        List<String> keys = List.copyOf(groups().keys());
        SumParts parts = new SumParts(keys, period, SumSpan.of(filter), grouping.rounding());
        String counted = new CountedTime(rows, keys, period, grouping, parts).sql();
        return grouping.split()
                ? "with counted as (%s),%nparts as (%s)%n%s".formatted(counted, parts.sql(), named("parts"))
                : "with counted as (%s)%n%s".formatted(counted, named("counted"));
    }

    private SumGroups groups() {
        return new SumGroups(grouping.by(), period);
    }

    private String named(String table) {
        SumGroups groups = groups();
        boolean summed = grouping.split() || grouping.by().contains(By.CUSTOMER);
        String sum = summed ? "sum(x.%s)" : "x.%s";
        return """
                select %1$s, %2$s as seconds, coalesce(%3$s, 0) as billable_seconds, coalesce(%4$s, 0) as billed_seconds,
                  %5$s as unrounded, %6$s as entries
                from %7$s x%8$s%9$s order by %10$s
                """.formatted(
                        String.join(", ", groups.names()),
                        sum.formatted("seconds"),
                        sum.formatted("of_billable"),
                        sum.formatted("of_billed"),
                        sum.formatted("unrounded"),
                        sum.formatted("entries"),
                        table,
                        groups.joins(),
                        summed ? " group by " + groups.columns() : "",
                        groups.order());
    }

    @Override
    public Row mapRow(ResultSet row, int number) throws SQLException {
        TimeSummary.Item item = new TimeSummary.Item(
                groups().of(row),
                row.getLong("seconds"),
                row.getLong("billable_seconds"),
                row.getLong("billed_seconds"),
                row.getLong("entries"));
        return new Row(item, row.getLong("unrounded"));
    }

    TimeSummary summary(List<Row> rows) {
        Rounding rounding = grouping.rounding();
        TimeSummary.Sums total = new TimeSummary.Sums(
                total(rows, each -> each.item().seconds()),
                total(rows, each -> each.item().billableSeconds()),
                total(rows, each -> each.item().billedSeconds()),
                total(rows, each -> each.item().entries()));
        return new TimeSummary(
                rows.stream().map(Row::item).toList(),
                total,
                new TimeSummary.Rounded(
                        rounding.stepSeconds(),
                        rounding.direction().name().toLowerCase(Locale.ROOT),
                        total(rows, Row::unrounded)));
    }

    private static long total(List<Row> rows, ToLongFunction<Row> of) {
        return rows.stream().mapToLong(of).sum();
    }
}
