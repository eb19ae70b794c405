package dev.devledger.adapters.postgres.time;

import dev.devledger.domain.time.Rounding;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The parts of time on the days that it is on, within {@code :since} and {@code :till}, as SQL. Most is on one day and has been
 * counted with it; what is not so easy, of which an entry is a group of its own, is divided here.
 */
record SumParts(List<String> keys, SumPeriod period, Rounding rounding) {

    String sql() {
        return """
                select %1$s, seconds, of_billable, of_billed, entries, %5$s as unrounded from counted where period >= 0
                union all
                select %2$s, value, case when of_billable is not null then value end,
                  case when of_billed is not null then value end, (day = first)::int, part
                from (select *, %3$s as value from (select *, part_to - part_from as part from (%4$s) days) parts
                      where part > 0 or (part_from = began and part_to = began)) rounded
                """.formatted(
                        String.join(", ", keys),
                        keys.stream()
                                .map(key -> key.equals("period") ? period.ofDay("day") : key)
                                .collect(Collectors.joining(", ")),
                        rounded(rounding, "part"),
                        days(),
                        rounding.stepSeconds() == 1 ? "seconds" : "unrounded");
    }

    /** A row for each of its days. The offsets keep it from computing again and again what is named. */
    private String days() {
        String asked = """
                select *, greatest(since, till - 1) as latest from (
                  select *, greatest(since, least(began + length, cast(:till as bigint))) as till from (
                    select *, greatest(began, cast(:since as bigint)) as since from counted where period < 0)
                  begun offset 0)
                ended offset 0
                """;
        return """
                select *, case when day = first then since else %1$s end as part_from,
                  case when day = last then till else %2$s end as part_to
                from (select *, day + 1 as next from (select *, generate_series(first, last) as day from (
                  select *, %3$s as first, %4$s as last from (%5$s) asked offset 0) both_days) each_day offset 0) neighbours
                """.formatted(
                        period.zone().begin("day"),
                        period.zone().begin("next"),
                        period.zone().day("since"),
                        period.zone().day("latest"),
                        asked);
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
