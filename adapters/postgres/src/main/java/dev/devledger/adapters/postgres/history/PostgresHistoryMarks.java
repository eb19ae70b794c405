package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryMarks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresHistoryMarks(JdbcClient jdbc, LedgerSpans spans) implements HistoryMarks {
    /** So many of the newest entries are read one by one. */
    private static final int ROWS = 5_000;

    /** So many marks are for what is gathered, where there is more. */
    private static final int GATHERED = 100;

    private record Entry(long position, Instant at, UUID changeSet, boolean status) {}

    @Override
    public List<Mark> of(HistoryFilter filter) {
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
        boolean all = newest.size() < ROWS && sets.size() <= MOST;
        if (all) {
            return sets.reversed().stream().map(PostgresHistoryMarks::mark).toList();
        }
        List<List<Entry>> alone = sets.subList(0, Math.min(MOST - GATHERED, Math.max(1, sets.size() - 1)));
        long first =
                alone.stream().mapToLong(set -> set.getLast().position()).min().orElseThrow();
        List<Mark> marks =
                new ArrayList<>(filter.isOfWhatStays() ? spans.before(first, filter, GATHERED) : before(filter, first));
        alone.reversed().forEach(set -> marks.add(mark(set)));
        return marks;
    }

    /** Each of as many spans of positions as there are to be marks; the moment is the end of its last change set. */
    private List<Mark> before(HistoryFilter filter, long first) {
        Where where = HistoryConditions.of(filter, 0, first - 1);
        return jdbc.sql("""
                with old as (select position, at, change_set, event from history where %s),
                  ends as (select min(position) as first, max(position) as last from old)
                select max(position) as position, max(at) as at, count(*) as changes, count(distinct change_set) as change_sets,
                  bool_or(event like '%%.status-changed' or event like '%%.created') as status
                from old, ends group by (position - first) * :spans / (last - first + 1) order by 1
                """.formatted(where.sql()))
                .params(where.parameters())
                .param("spans", GATHERED)
                .query((row, number) -> new Mark(
                        row.getLong("position"),
                        Times.get(row, "at"),
                        row.getLong("change_sets"),
                        row.getLong("changes"),
                        row.getBoolean("status")))
                .list();
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

    private static Mark mark(List<Entry> set) {
        Entry last = set.getFirst();
        return new Mark(last.position(), last.at(), 1, set.size(), set.stream().anyMatch(Entry::status));
    }
}
