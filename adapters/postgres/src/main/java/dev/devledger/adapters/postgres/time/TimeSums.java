package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.time.SumPeriod.ZoneOffsetPeriods;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping.By;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.time.Rounding;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Sums time in one statement. The entries are first summed up by columns of their own rows. The names of these groups
 * are looked up only then, as there are far fewer groups than entries.
 */
record TimeSums(SumRows rows, TimeGrouping grouping, SumPeriod period, TimeEntryFilter filter, Instant now)
        implements RowMapper<TimeSums.Row> {
    private static final Set<By> OF_TIME = EnumSet.of(By.DAY, By.WEEK, By.MONTH);

    /** A group, and its time before rounding. */
    record Row(TimeSummary.Item item, long unrounded) {}

    static TimeSums of(SumRows rows, TimeGrouping grouping, TimeEntryFilter filter, Instant now) {
        By time = grouping.by().stream().filter(OF_TIME::contains).findFirst().orElse(null);
        SumPeriod period = new SumPeriod(time, ZoneOffsetPeriods.of(grouping.zone(), filter.from(), filter.to()));
        return new TimeSums(rows, divided(grouping, time, filter), period, filter, now);
    }

    /**
     * Returns the grouping, without the split if it has no effect: the parts of an entry would be added up again, and
     * no part is rounded or left out.
     */
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
        String counted = new GroupedTimeSql(rows, keys, period, grouping, parts).sql();
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

    /**
     * The parts of entries on their days, as SQL. The part on the first day of an entry is counted with that day. For
     * entries that last longer, the count also collects their ends, from which the parts on later days are computed.
     *
     * @param keys the columns to group by, without the day
     */
    record SumParts(List<String> keys, SumPeriod period, SumSpan span, Rounding rounding) {

        /** Adds {@code part}, the entry's time on its first day, which ends at {@code closes}. */
        String divided(String columns, String from) {
            return """
                select %1$s, ended, closes, part, %2$s as value
                from (select *, %3$s as part from (select *, %4$s as ended from %5$s entries) asked) parts
                """.formatted(
                            columns,
                            rounded(rounding, "part"),
                            span.part("least(ended, closes)", "began"),
                            span.end("(began + length)"),
                            from);
        }

        String counted() {
            return "%s as entries, total_seconds(part) as unrounded, array_agg(%s) filter (where ended > closes) as later"
                    .formatted(span.firsts(), "ended * 4 + billable::int * 2 + billed::int");
        }

        String sql() {
            ZoneOffsetPeriods zone = period.zone();
            String columns = keys.stream().map(key -> key + ", ").collect(Collectors.joining());
            return """
                select %1$s%10$s as period, seconds, of_billable, of_billed, entries, unrounded from counted%11$s
                union all
                select %1$s%2$s, %3$s, case when ending & 2 > 0 then %3$s end, case when ending & 1 > 0 then %3$s end,
                  %4$s, part
                from (select *, %5$s as part from (select *, %6$s as opens, %7$s as closes
                  from (select %1$sending, generate_series(%8$s, %9$s) as day
                        from counted cross join unnest(later) ending offset 0) each_day offset 0) days offset 0) parts
                where part > 0
                """.formatted(
                            columns,
                            period.ofDay("day"),
                            rounded(rounding, "part"),
                            span.isFirst(),
                            span.part("least(closes, ending >> 2)", "opens"),
                            zone.begin("day"),
                            zone.begin("(day + 1)"),
                            span.firstDay("period + 1", zone),
                            zone.day("((ending >> 2) - 1)"),
                            period.ofDay("period"),
                            span.from() ? " where unrounded > 0 or entries > 0" : "");
        }

        static String rounded(Rounding rounding, String seconds) {
            long step = rounding.stepSeconds();
            return step == 1
                    ? seconds
                    : switch (rounding.direction()) {
                        case UP -> "(%1$s + %2$d - 1) / %2$d * %2$d".formatted(seconds, step);
                        case NEAREST -> "(2 * %1$s + %2$d) / (2 * %2$d) * %2$d".formatted(seconds, step);
                        case DOWN -> "%1$s / %2$d * %2$d".formatted(seconds, step);
                    };
        }
    }

    /**
     * The requested part of an entry, as SQL: all of the entry, or its time between {@code :since} and {@code :till}.
     *
     * @param from true if the requested time has a begin; {@code to} likewise for an end
     */
    record SumSpan(boolean from, boolean to) {

        static SumSpan of(TimeEntryFilter filter) {
            return new SumSpan(filter.from() != null, filter.to() != null);
        }

        /** Returns the requested part of the time from {@code begin} to {@code end}. */
        String part(String end, String begin) {
            return from
                    ? "greatest(0, %s - greatest(%s, :since))".formatted(end, begin)
                    : "(%s - %s)".formatted(end, begin);
        }

        String end(String second) {
            return to ? "least(%s, :till)".formatted(second) : second;
        }

        /** Counts the entries whose first requested part is on the day of their begin. */
        String firsts() {
            return from ? "count(*) filter (where began >= :since or part > 0)" : "count(*)";
        }

        /** Returns 1 if the first requested part of an entry is on a later day, which begins at {@code opens}. */
        String isFirst() {
            return from ? "(opens <= :since)::int" : "0";
        }

        /** Returns the first day that can have a requested part. */
        String firstDay(String day, ZoneOffsetPeriods zone) {
            return from ? "greatest(%s, %s)".formatted(day, zone.day("cast(:since as bigint)")) : day;
        }
    }

    /** The groups of a sum: their columns in the rows {@code x}, and their names. */
    record SumGroups(List<By> by, SumPeriod period) {

        /**
         * Returns the columns to group by, except the period's. A customer has none: the times of its projects are
         * added up.
         */
        SequencedSet<String> keys() {
            return by.stream()
                    .flatMap(each -> switch (each) {
                        case DAY, WEEK, MONTH -> Stream.empty();
                        case PROJECT, CUSTOMER -> Stream.of("project");
                        case TASK -> Stream.of("task");
                        case PERSON -> Stream.of("person");
                        case TAG -> Stream.of("tags");
                        case BILLABLE -> Stream.of("billable");
                    })
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** Returns the columns that {@link #name} reads. */
        List<String> names() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < by.size(); i++) {
                names.add(
                        switch (by.get(i)) {
                            case DAY, WEEK, MONTH -> "x.period as value" + i;
                            case PROJECT -> "p.key as key%1$d, p.name as name%1$d".formatted(i);
                            case CUSTOMER -> "c.key as key%1$d, c.name as name%1$d".formatted(i);
                            case TASK -> "t.key as key%1$d, t.title as name%1$d".formatted(i);
                            case PERSON -> "u.key as key%1$d, u.name as name%1$d".formatted(i);
                            case TAG -> "x.tags as value" + i;
                            case BILLABLE -> "x.billable as value" + i;
                        });
            }
            return names;
        }

        String joins() {
            StringBuilder joins = new StringBuilder();
            if (by.contains(By.PROJECT) || by.contains(By.CUSTOMER)) {
                joins.append(" left join dev_projects p on p.key_number = x.project");
            }
            if (by.contains(By.CUSTOMER)) {
                joins.append(" left join customers c on c.id = p.customer");
            }
            if (by.contains(By.TASK)) {
                joins.append(" left join tasks t on t.key_number = x.task");
            }
            if (by.contains(By.PERSON)) {
                joins.append(" left join people u on u.key_number = x.person");
            }
            return joins.toString();
        }

        /** Returns all columns that the names and the order need. */
        String columns() {
            return String.join(
                    ", ",
                    by.stream()
                            .map(each -> switch (each) {
                                case DAY, WEEK, MONTH -> "x.period";
                                case PROJECT -> "x.project, p.key, p.name";
                                case CUSTOMER -> "c.key_number, c.key, c.name";
                                case TASK -> "x.task, t.key, t.title";
                                case PERSON -> "x.person, u.key, u.name";
                                case TAG -> "x.tags";
                                case BILLABLE -> "x.billable";
                            })
                            .toList());
        }

        String order() {
            return String.join(
                    ", ",
                    by.stream()
                            .map(each -> switch (each) {
                                case DAY, WEEK, MONTH -> "x.period";
                                case PROJECT -> "nullif(x.project, 0)";
                                case CUSTOMER -> "c.key_number";
                                case TASK -> "nullif(x.task, 0)";
                                case PERSON -> "x.person";
                                case TAG -> "x.tags nulls first";
                                case BILLABLE -> "x.billable";
                            })
                            .toList());
        }

        Map<String, @Nullable Object> of(ResultSet row) throws SQLException {
            Map<String, @Nullable Object> group = new LinkedHashMap<>();
            for (int i = 0; i < by.size(); i++) {
                group.put(by.get(i).name().toLowerCase(Locale.ROOT), name(row, by.get(i), i));
            }
            return group;
        }

        private @Nullable Object name(ResultSet row, By by, int i) throws SQLException {
            return switch (by) {
                case DAY, WEEK, MONTH -> period.told(row.getLong("value" + i));
                case PROJECT, CUSTOMER, TASK, PERSON -> {
                    String key = row.getString("key" + i);
                    yield key == null ? null : Map.of("key", key, "name", row.getString("name" + i));
                }
                case TAG -> {
                    Array tags = row.getArray("value" + i);
                    yield tags == null ? List.of() : List.of((String[]) tags.getArray());
                }
                case BILLABLE -> row.getBoolean("value" + i);
            };
        }
    }
}
