package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The marks of time entries in memory, of all accounts. */
public final class MemoryTimeWork implements PendingTimeEntries {
    private record Row(
            long generation,
            Instant notBefore,
            int attempts,
            @Nullable String reason) {}

    private static final class Rows {
        private final Map<UUID, Row> marked = new LinkedHashMap<>();
        private final Map<UUID, Instant> missing = new HashMap<>();
    }

    private final Map<String, Rows> accounts = new HashMap<>();
    private long generations;

    private Rows of(ConnectedAccount account) {
        return accounts.computeIfAbsent(account.connector() + " " + account.account(), any -> new Rows());
    }

    private Map<UUID, Row> marked(ConnectedAccount account) {
        return of(account).marked;
    }

    @Override
    public void mark(ConnectedAccount account, Collection<UUID> entries) {
        entries.forEach(entry -> {
            generations++;
            marked(account).put(entry, new Row(generations, Instant.EPOCH, 0, null));
        });
    }

    @Override
    public void markFound(ConnectedAccount account, Collection<UUID> entries) {
        mark(
                account,
                entries.stream()
                        .filter(entry -> !marked(account).containsKey(entry))
                        .toList());
    }

    @Override
    public List<Item> due(ConnectedAccount account, Instant now, int limit) {
        return marked(account).entrySet().stream()
                .filter(each -> isDue(each.getValue().notBefore(), now))
                .limit(limit)
                .map(each -> new Item(
                        each.getKey(),
                        each.getValue().generation(),
                        each.getValue().attempts()))
                .toList();
    }

    /** True if the mark is due; a time further ahead than any wait was set by a clock that was set back since. */
    private static boolean isDue(Instant notBefore, Instant now) {
        return !notBefore.isAfter(now) || notBefore.isAfter(now.plus(PendingWork.LONGEST_WAIT));
    }

    @Override
    public void done(ConnectedAccount account, Collection<Item> items) {
        items.forEach(item -> marked(account)
                .computeIfPresent(item.entry(), (entry, row) -> row.generation() == item.generation() ? null : row));
    }

    @Override
    public void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, String reason) {
        marked(account)
                .computeIfPresent(
                        item.entry(),
                        (entry, row) -> row.generation() == item.generation()
                                ? new Row(row.generation(), notBefore, attempts, reason)
                                : row);
    }

    @Override
    public int pending(ConnectedAccount account) {
        return marked(account).size();
    }

    @Override
    public LinkBook.Sample failing(ConnectedAccount account) {
        Map<UUID, String> reasons = new TreeMap<>();
        marked(account).forEach((entry, row) -> {
            if (row.reason() != null) {
                reasons.put(entry, row.reason());
            }
        });
        return reasons.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(each -> new LinkBook.Sample(reasons.size(), EntityRef.entry(each.getKey()), each.getValue()))
                .orElse(LinkBook.Sample.NONE);
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return marked(account).values().stream()
                .map(Row::notBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public Map<UUID, Instant> missing(ConnectedAccount account) {
        return Map.copyOf(of(account).missing);
    }

    @Override
    public void keepMissing(ConnectedAccount account, Map<UUID, Instant> now) {
        of(account).missing.clear();
        of(account).missing.putAll(now);
    }
}
