package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.history.LedgerSpans.Spans;
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
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresHistoryMarks(JdbcClient jdbc, LedgerSpans spans) implements HistoryMarks {
    /** So many of the newest entries are read one by one. */
    private static final int ROWS = 5_000;

    /** So many marks at least are for what is gathered, where there is more. */
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
        if (newest.size() < ROWS && sets.size() <= MOST) {
            return sets.reversed().stream().map(PostgresHistoryMarks::mark).toList();
        }
        int alone = Math.min(MOST - GATHERED, sets.size());
        long old = alone < sets.size()
                ? sets.get(alone).getFirst().position()
                : newest.getLast().position() - 1;
        return marks(filter, old, sets.subList(0, alone));
    }

    /** @param old up to which position change sets may be gathered */
    private List<Mark> marks(HistoryFilter filter, long old, List<List<Entry>> alone) {
        Spans before = spans.upTo(old, filter);
        List<Mark> each = new ArrayList<>(before.marks());
        alone.reversed().forEach(set -> each.add(mark(behind(old, set))));
        List<Mark> ends = Spans.joined(each, spans.continued(filter, before.marks(), Long.MAX_VALUE));
        if (ends.size() <= MOST) {
            return ends;
        }
        Spans older = new Spans(before.bits(), ends.subList(0, ends.size() - alone.size()));
        return Stream.concat(
                        older.within(MOST - alone.size()).marks().stream(),
                        ends.subList(ends.size() - alone.size(), ends.size()).stream())
                .toList();
    }

    /** What is before is counted with the others of then. */
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

    private static Mark mark(List<Entry> set) {
        Entry last = set.getFirst();
        return new Mark(last.position(), last.at(), 1, set.size(), set.stream().anyMatch(Entry::status));
    }
}
