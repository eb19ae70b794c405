package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.query.AsOfRows;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.time.TimeGrouping;
import dev.devledger.application.time.TimeGrouping.By;
import dev.devledger.application.time.TimeSummary;
import dev.devledger.domain.time.Rounding;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Sums of time in one statement. The entries are first summed up by what is in their own rows, and what these groups are
 * called is looked up then: there are far fewer of them.
 */
record TimeSums(AsOfRows entries, AsOfRows tasks, TimeGrouping grouping) implements RowMapper<TimeSums.Row> {
    private static final Map<String, String> ABBREVIATED =
            Map.of("CET", "Europe/Brussels", "MET", "Europe/Brussels", "EET", "Europe/Athens", "WET", "Europe/Lisbon");

    private static final String COLUMNS = "person_id, task_id, project_id, start_at, end_at, tags, billable, billed";

    /** A group, and what its time is without rounding. */
    record Row(TimeSummary.Item item, long unrounded) {}

    String sql(Where where) {
        String inner = inner();
        return """
                with summed as (
                  select %1$s sum(rounded) as seconds, sum(rounded) filter (where billable) as billable_seconds,
                    sum(rounded) filter (where billed) as billed_seconds, sum(seconds) as unrounded, sum(entries) as entries
                  from (select *, %2$s as rounded from (%3$s) timed) rounded %4$s)
                select %5$s sum(summed.seconds) as seconds, coalesce(sum(summed.billable_seconds), 0) as billable_seconds,
                  coalesce(sum(summed.billed_seconds), 0) as billed_seconds, sum(summed.unrounded) as unrounded,
                  sum(summed.entries) as entries
                from summed %6$s %7$s
                """.formatted(
                        inner,
                        rounded(),
                        timed(where),
                        inner.isEmpty() ? "" : "group by " + inner.substring(0, inner.lastIndexOf(',')),
                        outer(),
                        joins(),
                        grouping.by().isEmpty() ? "having count(*) > 0" : groups());
    }

    /** An entry that is split has a row for each of its days that is asked for, and counts with the first. */
    private String timed(Where where) {
        String rows = entries.all(COLUMNS, where.sql());
        String end = "greatest(start_at, coalesce(end_at, cast(:now as timestamptz)))";
        return grouping.split()
                ? """
                select part.*, (part.number = 1)::int as entries, floor(extract(epoch from till - since))::bigint as seconds
                from (
                  select e.*, day.local::date as day, day.number,
                    greatest(e.start_at, %4$s, %5$s) as since,
                    greatest(e.start_at, %4$s, least(%1$s, %6$s, %7$s)) as till
                  from %3$s e
                  cross join lateral generate_series(
                    date_trunc('day', greatest(e.start_at, %4$s) at time zone %2$s),
                    date_trunc('day', greatest(e.start_at, %4$s, least(%1$s, %6$s) - interval '1 microsecond') at time zone %2$s),
                    interval '1 day') with ordinality day (local, number)) part
                where since < till or (start_at = till and start_at = since)
                """.formatted(
                                end,
                                zone(),
                                rows,
                                "cast(:since as timestamptz)",
                                begin("day.local"),
                                "cast(:till as timestamptz)",
                                begin("(day.local + interval '1 day')"))
                : """
                select e.*, (start_at at time zone %2$s)::date as day, 1 as entries,
                  floor(extract(epoch from %1$s - start_at))::bigint as seconds
                from %3$s e
                """.formatted(end, zone(), rows);
    }

    /** Where a midnight comes twice, the day begins with the first of them; the database would take the second. */
    private String begin(String local) {
        return """
                (case when (%1$s at time zone %2$s - interval '1 hour') at time zone %2$s >= %1$s
                 then %1$s at time zone %2$s - interval '1 hour' else %1$s at time zone %2$s end)""".formatted(local, zone());
    }

    /** The database takes some names of zones for abbreviations, which have no summer. */
    private String zone() {
        String id = grouping.zone().getId();
        return "'" + ABBREVIATED.getOrDefault(id, id) + "'";
    }

    private String rounded() {
        Rounding rounding = grouping.rounding();
        String sql =
                switch (rounding.direction()) {
                    case UP -> "(seconds + %1$d - 1) / %1$d * %1$d";
                    case NEAREST -> "(2 * seconds + %1$d) / (2 * %1$d) * %1$d";
                    case DOWN -> "seconds / %1$d * %1$d";
                };
        return rounding.stepSeconds() == 1 ? "seconds" : sql.formatted(rounding.stepSeconds());
    }

    private String inner() {
        return grouping.by().stream()
                .flatMap(by -> switch (by) {
                    case DAY, WEEK, MONTH -> Stream.of("day");
                    case PROJECT, CUSTOMER -> Stream.of("task_id", "project_id");
                    case TASK -> Stream.of("task_id");
                    case PERSON -> Stream.of("person_id");
                    case TAG -> Stream.of("tags");
                    case BILLABLE -> Stream.of("billable");
                })
                .distinct()
                .map(column -> column + ", ")
                .collect(Collectors.joining());
    }

    private String outer() {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < grouping.by().size(); i++) {
            columns.append(value(grouping.by().get(i), i)).append(", ");
        }
        return columns.toString();
    }

    private static String value(By by, int i) {
        return switch (by) {
            case DAY -> "summed.day::text as value%d".formatted(i);
            case WEEK -> "date_trunc('week', summed.day::timestamp)::date::text as value%d".formatted(i);
            case MONTH -> "to_char(summed.day, 'YYYY-MM') as value%d".formatted(i);
            case PROJECT -> named("p", "name", i);
            case CUSTOMER -> named("c", "name", i);
            case TASK -> named("t", "title", i);
            case PERSON -> named("u", "name", i);
            case TAG -> "summed.tags as value%d".formatted(i);
            case BILLABLE -> "summed.billable as value%d".formatted(i);
        };
    }

    private static String named(String table, String name, int i) {
        return "%1$s.key_number as value%3$d, %1$s.key as key%3$d, %1$s.%2$s as name%3$d".formatted(table, name, i);
    }

    private String joins() {
        List<By> by = grouping.by();
        StringBuilder joins = new StringBuilder();
        boolean home = by.contains(By.PROJECT) || by.contains(By.CUSTOMER);
        if (home || by.contains(By.TASK)) {
            joins.append("left join lateral (%s) t on true ".formatted(tasks.select("e.id = summed.task_id")));
        }
        if (home) {
            joins.append("left join dev_projects p on p.id = coalesce(t.project_id, summed.project_id) ");
        }
        if (by.contains(By.CUSTOMER)) {
            joins.append("left join customers c on c.id = p.customer ");
        }
        if (by.contains(By.PERSON)) {
            joins.append("left join people u on u.id = summed.person_id ");
        }
        return joins.toString();
    }

    private String groups() {
        List<String> group = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < grouping.by().size(); i++) {
            group.add("value" + i);
            order.add("value" + i + " nulls last");
            if (isNamed(grouping.by().get(i))) {
                group.add("key" + i);
                group.add("name" + i);
            }
        }
        return "group by %s order by %s".formatted(String.join(", ", group), String.join(", ", order));
    }

    private static boolean isNamed(By by) {
        return by == By.PROJECT || by == By.TASK || by == By.PERSON || by == By.CUSTOMER;
    }

    @Override
    public Row mapRow(ResultSet row, int number) throws SQLException {
        Map<String, @Nullable Object> group = new LinkedHashMap<>();
        for (int i = 0; i < grouping.by().size(); i++) {
            By by = grouping.by().get(i);
            group.put(by.name().toLowerCase(Locale.ROOT), group(row, by, i));
        }
        TimeSummary.Item item = new TimeSummary.Item(
                group,
                row.getLong("seconds"),
                row.getLong("billable_seconds"),
                row.getLong("billed_seconds"),
                row.getLong("entries"));
        return new Row(item, row.getLong("unrounded"));
    }

    private static @Nullable Object group(ResultSet row, By by, int i) throws SQLException {
        if (isNamed(by)) {
            String key = row.getString("key" + i);
            return key == null ? null : Map.of("key", key, "name", row.getString("name" + i));
        }
        return switch (by) {
            case TAG -> {
                Array tags = row.getArray("value" + i);
                yield tags == null ? List.of() : List.of((String[]) tags.getArray());
            }
            case BILLABLE -> row.getBoolean("value" + i);
            default -> row.getString("value" + i);
        };
    }

    TimeSummary summary(List<Row> rows) {
        Rounding rounding = grouping.rounding();
        TimeSummary.Sums total = new TimeSummary.Sums(
                rows.stream().mapToLong(each -> each.item().seconds()).sum(),
                rows.stream().mapToLong(each -> each.item().billableSeconds()).sum(),
                rows.stream().mapToLong(each -> each.item().billedSeconds()).sum(),
                rows.stream().mapToLong(each -> each.item().entries()).sum());
        return new TimeSummary(
                rows.stream().map(Row::item).toList(),
                total,
                new TimeSummary.Rounded(
                        rounding.stepSeconds(),
                        rounding.direction().name().toLowerCase(Locale.ROOT),
                        rows.stream().mapToLong(Row::unrounded).sum()));
    }
}
