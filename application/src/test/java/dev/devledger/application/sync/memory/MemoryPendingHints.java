package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.simulation.Steps;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

public final class MemoryPendingHints implements PendingHints {
    private record Row(Waiting waiting, Instant notBefore) {}

    private final Steps steps;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    public MemoryPendingHints(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void add(ConnectedAccount account, Hint hint) {
        boolean known = rows.containsKey(hint.dedupe());
        boolean all = rows.containsKey(Hint.EVERYTHING.dedupe()) || (!known && rows.size() >= MOST);
        Row before = rows.get(all ? Hint.EVERYTHING.dedupe() : hint.dedupe());
        if (all) {
            rows.clear();
        }
        Hint kept =
                all ? Hint.EVERYTHING : before == null ? hint : before.waiting().hint();
        long generation = before == null ? 1 : before.waiting().generation() + 1;
        rows.put(kept.dedupe(), new Row(new Waiting(kept, generation, 0), Instant.EPOCH));
    }

    @Override
    public List<Waiting> due(ConnectedAccount account, Instant now) {
        return rows.values().stream()
                .filter(row ->
                        !row.notBefore().isAfter(now) || row.notBefore().isAfter(now.plus(PendingWork.LONGEST_WAIT)))
                .map(Row::waiting)
                .toList();
    }

    @Override
    public void done(ConnectedAccount account, Collection<Waiting> hints) {
        steps.before("having looked");
        hints.forEach(each -> rows.computeIfPresent(
                each.hint().dedupe(), (key, row) -> row.waiting().generation() == each.generation() ? null : row));
    }

    @Override
    public void later(ConnectedAccount account, Waiting hint, Instant notBefore) {
        steps.before("looking later");
        rows.computeIfPresent(
                hint.hint().dedupe(),
                (key, row) -> row.waiting().generation() == hint.generation()
                        ? new Row(new Waiting(hint.hint(), hint.generation(), hint.attempts() + 1), notBefore)
                        : row);
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return rows.values().stream()
                .map(Row::notBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
