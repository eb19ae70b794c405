package dev.devledger.adapters.postgres.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryMarks;
import dev.devledger.application.history.HistoryMarks.Mark;
import dev.devledger.application.history.Moments.SettledHead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds where the change sets of the past end, and gathers these ends where there are many. What is settled is counted once:
 * nothing comes into it any more. So each look at the whole ledger reads only what came since the one before.
 */
public final class LedgerSpans {
    /** What could not be filed and was later on comes into what was counted; then it is seen after so long. */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final int FILTERS = 50;

    /** @param end up to which position it is counted, that one too */
    private record Known(Spans spans, long end, Instant counted) {}

    private final JdbcClient jdbc;
    private final SettledHead heads;
    private final Clock clock;
    private final Cache<HistoryFilter, Known> known =
            Caffeine.newBuilder().maximumSize(FILTERS).build();

    public LedgerSpans(JdbcClient jdbc, SettledHead heads, Clock clock) {
        this.jdbc = jdbc;
        this.heads = heads;
        this.clock = clock;
    }

    /** All of the filter up to a position, that one too: its change sets, or as many spans where it has more than marks may be. */
    Spans upTo(long position, HistoryFilter filter) {
        return filter.isOfWhatStays() ? remembered(position, filter) : count(filter, 0, position);
    }

    private Spans remembered(long position, HistoryFilter filter) {
        Known start = known(filter, position);
        long settled = Math.max(start.end(), Math.min(position, heads.now().position()));
        Spans counted = start.spans().and(count(filter, start.end() + 1, settled));
        List<Mark> ends = Spans.joined(counted.marks(), continued(filter, counted.marks(), settled));
        Spans few = new Spans(counted.bits(), ends).within(HistoryMarks.MOST);
        known.put(filter, new Known(few, settled, start.counted()));
        return few.and(count(filter, settled + 1, position));
    }

    private Known known(HistoryFilter filter, long position) {
        Known before = known.getIfPresent(filter);
        Instant now = clock.instant();
        boolean good = before != null
                && before.end() <= position
                && before.counted().plus(GOOD_FOR).isAfter(now);
        return before != null && good ? before : new Known(Spans.NONE, 0, now);
    }

    /** Times grow with the positions, so the latest is that of the last. */
    private Spans count(HistoryFilter filter, long first, long last) {
        if (first > last) {
            return Spans.NONE;
        }
        Where where = HistoryConditions.of(filter, first, last);
        List<Spans> each = jdbc.sql("""
            with sets as (
                select max(position) as position, max(at) as at, count(*) as changes,
                  bool_or(event like '%%.status-changed' or event like '%%.created') as status
                from history where %s group by change_set),
              ends as (select count(*) as sets, min(position) as first, max(position) as last from sets),
              width as materialized (
                select case when sets <= :most then 0
                  else (select min(b) from generate_series(0, 62) b where (last >> b) - (first >> b) < :most) end as bits
                from ends)
            select bits, max(position) as position, max(at) as at, count(*) as change_sets,
              cast(sum(changes) as bigint) as changes, bool_or(status) as status
            from sets, width group by bits, position >> bits order by 2
            """.formatted(where.sql()))
                .params(where.parameters())
                .param("most", HistoryMarks.MOST)
                .query((row, number) -> new Spans(
                        row.getInt("bits"),
                        List.of(new Mark(
                                row.getLong("position"),
                                Times.get(row, "at"),
                                row.getLong("change_sets"),
                                row.getLong("changes"),
                                row.getBoolean("status")))))
                .list();
        return each.isEmpty()
                ? Spans.NONE
                : new Spans(
                        each.getFirst().bits(),
                        each.stream().flatMap(one -> one.marks().stream()).toList());
    }

    /**
     * Of the marks whose change set goes on behind them, where that ends: writers take turns, and one may write for long. The
     * order is that of the index of change sets, else the planner would look for the end among all entries.
     *
     * @param last entries behind it do not count
     */
    Map<Long, Long> continued(HistoryFilter filter, List<Mark> marks, long last) {
        Map<Long, Long> ends = new TreeMap<>();
        if (marks.isEmpty()) {
            return ends;
        }
        Where where = HistoryConditions.of(filter, 0, last);
        jdbc.sql("""
            with marked as (
              select position as marked_at, change_set as marked_set from history
              where position = any(cast(:marks as bigint[])))
            select marked_at, later.position from marked, lateral (
              select position from history
              where (change_set, position) > (marked_set, marked_at) and (change_set, position) <= (marked_set, cast(:last as bigint))
                and %s
              order by change_set desc, position desc limit 1) later
            """.formatted(where.sql()))
                .params(where.parameters())
                .param("marks", marks.stream().map(Mark::position).toArray(Long[]::new))
                .query(row -> {
                    ends.put(row.getLong("marked_at"), row.getLong("position"));
                });
        return ends;
    }

    /**
     * Ends of change sets. All that end within the same positions are one mark, behind the last of them, so that no mark is within a
     * change set, however long that is.
     *
     * @param bits so many positions are for one mark, as a power of two: of 0 each change set has its own
     * @param marks oldest first
     */
    record Spans(int bits, List<Mark> marks) {
        static final Spans NONE = new Spans(0, List.of());

        /** With what comes behind them. */
        Spans and(Spans later) {
            int wider = Math.max(bits, later.bits);
            return new Spans(
                    wider,
                    gathered(
                            Stream.of(this, later)
                                    .flatMap(each -> each.marks.stream())
                                    .toList(),
                            wider));
        }

        /** Gathered to so many at most. */
        Spans within(int most) {
            if (marks.size() <= most) {
                return this;
            }
            int wider = bits;
            while (span(marks.getLast(), wider) - span(marks.getFirst(), wider) >= most) {
                wider++;
            }
            return new Spans(wider, gathered(marks, wider));
        }

        private static long span(Mark mark, int bits) {
            return mark.position() >> bits;
        }

        private static List<Mark> gathered(List<Mark> marks, int bits) {
            return marks.stream()
                    .collect(Collectors.groupingBy(mark -> span(mark, bits), TreeMap::new, Collectors.toList()))
                    .values()
                    .stream()
                    .map(Spans::one)
                    .toList();
        }

        private static Mark one(List<Mark> all) {
            return all.stream().reduce((one, other) -> joined(one, other, 0)).orElseThrow();
        }

        /** @param common how many change sets are in both */
        private static Mark joined(Mark one, Mark other, int common) {
            Mark last = one.position() > other.position() ? one : other;
            return new Mark(
                    last.position(),
                    last.at(),
                    one.changeSets() + other.changeSets() - common,
                    one.changes() + other.changes(),
                    one.status() || other.status());
        }

        /**
         * A mark that is not at the end of its change set becomes part of the one that is.
         *
         * @param ends of such marks, where their change sets end
         */
        static List<Mark> joined(List<Mark> marks, Map<Long, Long> ends) {
            NavigableMap<Long, Mark> all = new TreeMap<>();
            marks.forEach(mark -> all.put(mark.position(), mark));
            ends.forEach((position, end) -> {
                Map.Entry<Long, Mark> behind = all.ceilingEntry(end);
                Mark target = behind == null ? all.lastEntry().getValue() : behind.getValue();
                Mark mark = all.get(position);
                if (mark != null && target.position() > position) {
                    all.remove(position);
                    all.put(target.position(), joined(mark, target, 1));
                }
            });
            return List.copyOf(all.values());
        }
    }
}
