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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Sums of time in one statement. The entries are first summed up by what is in their own rows, and what these groups are
 * called is looked up then: there are far fewer of them.
 */
record TimeSums(AsOfRows entries, AsOfRows tasks, TimeGrouping grouping, ZonePieces zone)
        implements RowMapper<TimeSums.Row> {
    private static final String END = "greatest(start_at, coalesce(end_at, cast(:now as timestamptz)))";

    private static final String COLUMNS = "person_id, task_id, project_id, start_at, end_at, tags, billable, billed";

    private static final Set<By> OF_TIME = EnumSet.of(By.DAY, By.WEEK, By.MONTH);

    /** A group, and what its time is without rounding. */
    record Row(TimeSummary.Item item, long unrounded) {}

    String sql(Where where) {
        String inner = String.join(", ", inner());
        return """
                with summed as (
                  select %1$s, sum(rounded)::bigint as seconds, sum(seconds)::bigint as unrounded,
                    sum(entries)::bigint as entries
                  from (select *, %2$s as rounded from (%3$s) timed%7$s) rounded group by %1$s)
                select %4$s sum(summed.seconds) as seconds,
                  coalesce(sum(summed.seconds) filter (where summed.billable), 0) as billable_seconds,
                  coalesce(sum(summed.seconds) filter (where summed.billed), 0) as billed_seconds,
                  sum(summed.unrounded) as unrounded, sum(summed.entries) as entries
                from summed %5$s %6$s
                """.formatted(
                        inner,
                        rounded(),
                        grouping.split() ? parts(where) : whole(where),
                        outer(),
                        joins(),
                        groups(),
                        isOfFewGroups() ? " offset '0'" : "");
    }

    /**
     * The database would take a day, and a project that is one of two, for as many groups as there are entries, and sort them
     * all in one process. Behind an offset it takes them for few. A number there, and no text, would keep it from using several.
     */
    private boolean isOfFewGroups() {
        return !grouping.split()
                && !grouping.by().contains(By.TASK)
                && (isHomeKnown() || grouping.by().stream().anyMatch(OF_TIME::contains));
    }

    /** With its project where that is summed up: entries of many tasks are in one, and there are fewer groups then. */
    private String rows(Where where) {
        String rows = entries.all(COLUMNS, where.sql());
        return isHomeKnown() ? """
                (select %s, coalesce(t.project_id, e.project_id) as home from %s e
                 left join tasks t on t.id = e.task_id)
                """.formatted(columnsOf("e"), rows) : rows;
    }

    /** As of a moment tasks are looked up one by one, so that is done for each of them once. */
    private boolean isHomeKnown() {
        return isHome() && !tasks.isPast() && !grouping.by().contains(By.TASK);
    }

    private boolean isHome() {
        return grouping.by().contains(By.PROJECT) || grouping.by().contains(By.CUSTOMER);
    }

    private String columns() {
        return isHomeKnown() ? COLUMNS + ", home" : COLUMNS;
    }

    private static String columnsOf(String table) {
        return Arrays.stream(COLUMNS.split(", "))
                .map(column -> table + "." + column)
                .collect(Collectors.joining(", "));
    }

    private String whole(Where where) {
        return """
                select e.*, %s as day, 1 as entries, %s as seconds
                from %s e
                """.formatted(period(zone.day("start_at")), seconds("start_at", END), rows(where));
    }

    /**
     * An entry that is split has a row for each of its days that is asked for, and counts with the first. Most are on one
     * day, whose begin and end need not be known.
     */
    private String parts(Where where) {
        String asked = """
                (select *, %1$s as first, %2$s as last
                 from (select *, greatest(since, till - interval '1 microsecond') as latest
                       from (select *, greatest(since, least(%3$s, cast(:till as timestamptz))) as till
                             from (select *, greatest(start_at, cast(:since as timestamptz)) as since
                                   from %4$s e) begun) ended offset 0) moments)
                """.formatted(zone.day("since"), zone.day("latest"), END, rows(where));
        return """
                select %1$s, %6$s as day, (number = 0)::int as entries, %2$s as seconds
                from (
                  select *, case when number = 0 then since else %4$s end as part_from,
                    case when number = last - first then till else %5$s end as part_to
                  from (
                    select *, first + number as day, first + number + 1 as next
                    from (select *, generate_series(0, last - first) as number from %3$s moments) each offset 0) days
                  offset 0) part
                where part_from < part_to or (start_at = part_to and start_at = part_from)
                """.formatted(
                        columns(),
                        seconds("part_from", "part_to"),
                        asked,
                        zone.begin("day"),
                        zone.begin("next"),
                        period("day"));
    }

    /** A month stands for its first day where there are other groups too: there are far fewer then. Alone, days are few. */
    private String period(String day) {
        return grouping.by().contains(By.MONTH) && grouping.by().size() > 1
                ? "date_trunc('month', %s::timestamp)::date".formatted(day)
                : day;
    }

    /** Not as a number of any length, which is what the database would count with otherwise. */
    private static String seconds(String from, String to) {
        return "floor(date_part('epoch', %s - %s))::bigint".formatted(to, from);
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

    /** What is billable and billed is told apart, so that each entry is added once. */
    private SequencedSet<String> inner() {
        SequencedSet<String> columns = new LinkedHashSet<>();
        grouping.by()
                .forEach(by -> columns.addAll(
                        switch (by) {
                            case DAY, WEEK, MONTH -> List.of("day");
                            case PROJECT, CUSTOMER ->
                                isHomeKnown() ? List.of("home") : List.of("task_id", "project_id");
                            case TASK -> List.of("task_id");
                            case PERSON -> List.of("person_id");
                            case TAG -> List.of("tags");
                            case BILLABLE -> List.of("billable");
                        }));
        columns.addAll(List.of("billable", "billed"));
        return columns;
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
        if (by.contains(By.TASK) || (isHome() && !isHomeKnown())) {
            joins.append(
                    tasks.isPast()
                            ? "left join lateral (%s) t on true ".formatted(tasks.select("e.id = summed.task_id"))
                            : "left join tasks t on t.id = summed.task_id ");
        }
        if (isHome()) {
            joins.append("left join dev_projects p on p.id = %s "
                    .formatted(isHomeKnown() ? "summed.home" : "coalesce(t.project_id, summed.project_id)"));
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
