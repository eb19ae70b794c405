package dev.devledger.adapters.postgres.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.devledger.adapters.postgres.history.PostgresChangeMoments.ChangeSetEnds.Spans;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.history.ChangeMoments;
import dev.devledger.application.history.ChangeMoments.ChangeMoment;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.Moments.SettledHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresChangeMoments(JdbcClient jdbc, PostgresChangeMoments.ChangeSetEnds spans)
        implements ChangeMoments {
    /** The number of newest entries that are read one by one. */
    private static final int ROWS = 5_000;

    /** The least number of marks for gathered older change sets, if there are more change sets than marks. */
    private static final int GATHERED = 100;

    private record Entry(long position, Instant at, UUID changeSet, boolean status) {}

    @Override
    public List<ChangeMoment> of(HistoryFilter filter) {
        Where where = HistoryConditions.of(filter, 0, Long.MAX_VALUE);
        List<Entry> newest = jdbc.sql("""
            select position, at, change_set, event like '%%.status-changed' or event like '%%.created' as status
            from history where %s order by position desc limit :rows
            """.formatted(where.sql()))
                .params(where.parameters())
                .param("rows", ROWS)
                .query((row, number) -> entry(row))
                .list();
        List<List<Entry>> sets = byChangeSet(newest);
        if (newest.size() < ROWS && sets.size() <= MOST) {
            return sets.reversed().stream().map(PostgresChangeMoments::mark).toList();
        }
        int alone = Math.min(MOST - GATHERED, sets.size());
        long old = alone < sets.size()
                ? sets.get(alone).getFirst().position()
                : newest.getLast().position() - 1;
        return marks(filter, old, sets.subList(0, alone));
    }

    /** @param old the last position whose change sets may be gathered */
    private List<ChangeMoment> marks(HistoryFilter filter, long old, List<List<Entry>> alone) {
        Spans before = spans.upTo(old, filter);
        List<ChangeMoment> each = new ArrayList<>(before.marks());
        alone.reversed().forEach(set -> each.add(mark(behind(old, set))));
        List<ChangeMoment> ends = Spans.joined(each, spans.continued(filter, before.marks(), Long.MAX_VALUE));
        if (ends.size() <= MOST) {
            return ends;
        }
        Spans older = new Spans(before.bits(), ends.subList(0, ends.size() - alone.size()));
        return Stream.concat(
                        older.within(MOST - alone.size()).marks().stream(),
                        ends.subList(ends.size() - alone.size(), ends.size()).stream())
                .toList();
    }

    /** Returns the entries after the position; entries up to the position are counted with the older change sets. */
    private static List<Entry> behind(long position, List<Entry> newestFirst) {
        return newestFirst.stream().filter(each -> each.position() > position).toList();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("position"),
                Times.get(row, "at"),
                row.getObject("change_set", UUID.class),
                row.getBoolean("status"));
    }

    private static List<List<Entry>> byChangeSet(List<Entry> newestFirst) {
        Map<UUID, List<Entry>> sets = new LinkedHashMap<>();
        newestFirst.forEach(each ->
                sets.computeIfAbsent(each.changeSet(), id -> new ArrayList<>()).add(each));
        return List.copyOf(sets.values());
    }

    private static ChangeMoment mark(List<Entry> set) {
        Entry last = set.getFirst();
        return new ChangeMoment(
                last.position(), last.at(), 1, set.size(), set.stream().anyMatch(Entry::status));
    }

    /**
     * Finds the ends of the old change sets, and gathers several into one mark if there are many. Settled entries never
     * change, so each is counted once, and each later look at the whole ledger reads only newer entries.
     */
    public static final class ChangeSetEnds {
        /**
         * The lifetime of the counts. An event that was parked and applied later is missing in an old count until then.
         */
        private static final Duration GOOD_FOR = Duration.ofHours(1);

        private static final int FILTERS = 50;

        /** @param end the last counted position */
        private record Known(Spans spans, long end, Instant counted) {}

        private final JdbcClient jdbc;
        private final SettledHead heads;
        private final Clock clock;
        private final Cache<HistoryFilter, Known> known =
                Caffeine.newBuilder().maximumSize(FILTERS).build();

        public ChangeSetEnds(JdbcClient jdbc, SettledHead heads, Clock clock) {
            this.jdbc = jdbc;
            this.heads = heads;
            this.clock = clock;
        }

        /**
         * Returns the ends of the filter's change sets up to a position, inclusive. If there are more than the most
         * marks, several share one mark.
         */
        Spans upTo(long position, HistoryFilter filter) {
            return filter.isOfWhatStays() ? remembered(position, filter) : count(filter, 0, position);
        }

        private Spans remembered(long position, HistoryFilter filter) {
            Known start = known(filter, position);
            long settled = Math.max(start.end(), Math.min(position, heads.now().position()));
            Spans counted = start.spans().and(count(filter, start.end() + 1, settled));
            List<ChangeMoment> ends = Spans.joined(counted.marks(), continued(filter, counted.marks(), settled));
            Spans few = new Spans(counted.bits(), ends).within(ChangeMoments.MOST);
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

        /** Counts change sets. Times grow with positions, so the latest time of a set is the time of its last entry. */
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
                    .param("most", ChangeMoments.MOST)
                    .query((row, number) -> new Spans(
                            row.getInt("bits"),
                            List.of(new ChangeMoment(
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
         * Returns, by the position of the mark, the ends of the change sets that have entries after their mark: other
         * writers' entries can come between, and one writer may write for long. The sort uses the index of change sets;
         * otherwise the planner would search all entries for the end.
         *
         * @param last the last position that counts
         */
        Map<Long, Long> continued(HistoryFilter filter, List<ChangeMoment> marks, long last) {
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
                    .param("marks", marks.stream().map(ChangeMoment::position).toArray(Long[]::new))
                    .query(row -> {
                        ends.put(row.getLong("marked_at"), row.getLong("position"));
                    });
            return ends;
        }

        /**
         * The ends of change sets. Change sets that end within the same range of positions share one mark, at the last
         * of these ends, so that no mark is within a change set, however long the set is.
         *
         * @param bits the size of a range as a power of two; with 0 each change set has its own mark
         * @param marks oldest first
         */
        record Spans(int bits, List<ChangeMoment> marks) {
            static final Spans NONE = new Spans(0, List.of());

            /** Appends later spans. */
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

            /** Gathers the marks until at most {@code most} are left. */
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

            private static long span(ChangeMoment mark, int bits) {
                return mark.position() >> bits;
            }

            private static List<ChangeMoment> gathered(List<ChangeMoment> marks, int bits) {
                return marks.stream()
                        .collect(Collectors.groupingBy(mark -> span(mark, bits), TreeMap::new, Collectors.toList()))
                        .values()
                        .stream()
                        .map(Spans::one)
                        .toList();
            }

            private static ChangeMoment one(List<ChangeMoment> all) {
                return all.stream()
                        .reduce((one, other) -> joined(one, other, 0))
                        .orElseThrow();
            }

            /** @param common the number of change sets counted in both marks */
            private static ChangeMoment joined(ChangeMoment one, ChangeMoment other, int common) {
                ChangeMoment last = one.position() > other.position() ? one : other;
                return new ChangeMoment(
                        last.position(),
                        last.at(),
                        one.changeSets() + other.changeSets() - common,
                        one.changes() + other.changes(),
                        one.status() || other.status());
            }

            /**
             * Merges each mark whose change set goes on later into the mark at the end of that change set, or the next
             * one after it.
             *
             * @param ends the end of such a change set, by the position of its mark
             */
            static List<ChangeMoment> joined(List<ChangeMoment> marks, Map<Long, Long> ends) {
                NavigableMap<Long, ChangeMoment> all = new TreeMap<>();
                marks.forEach(mark -> all.put(mark.position(), mark));
                ends.forEach((position, end) -> {
                    Map.Entry<Long, ChangeMoment> behind = all.ceilingEntry(end);
                    ChangeMoment target = behind == null ? all.lastEntry().getValue() : behind.getValue();
                    ChangeMoment mark = all.get(position);
                    if (mark != null && target.position() > position) {
                        all.remove(position);
                        all.put(target.position(), joined(mark, target, 1));
                    }
                });
                return List.copyOf(all.values());
            }
        }
    }
}
