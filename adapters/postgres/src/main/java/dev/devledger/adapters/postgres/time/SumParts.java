package dev.devledger.adapters.postgres.time;

import dev.devledger.domain.time.Rounding;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The parts of time on the days that it is on, as SQL. What of each entry is on the day on which it begins is counted with that
 * day, and when those end that go on is kept there; here is what they have on later days.
 *
 * @param keys without that of the day
 */
record SumParts(List<String> keys, SumPeriod period, SumSpan span, Rounding rounding) {

    /** Of an entry {@code part} is on its day, which ends at {@code closes}. */
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
        ZonePieces zone = period.zone();
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
