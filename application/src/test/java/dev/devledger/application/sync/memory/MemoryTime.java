package dev.devledger.application.sync.memory;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.time.EntrySplitMerge;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The time entries of a ledger in memory. */
public final class MemoryTime implements TimeEntryDirectory {
    private final Map<UUID, StoredEntry> rows = new LinkedHashMap<>();
    private long lastKey;

    public MemoryTime(MemoryLedger ledger) {
        ledger.onStored(this::stored);
    }

    private void stored(LedgerEvent event) {
        if (!(event.payload() instanceof TimeEntryEvent happened)) {
            return;
        }
        UUID id = happened.entry().value();
        StoredEntry before = rows.get(id);
        switch (happened) {
            case TimeEntryEvent.Created e ->
                rows.put(id, known(e.entry(), e.key(), e.details(), event.version(), false));
            case TimeEntryEvent.Edited e ->
                put(before, TimeEntryDetails.KIND.changed(before.seen().details(), e.changes()), event, false);
            case TimeEntryEvent.Deleted e -> put(before, before.seen().details(), event, true);
            case TimeEntryEvent.Restored e -> put(before, before.seen().details(), event, false);
        }
    }

    private void put(StoredEntry before, TimeEntryDetails details, LedgerEvent event, boolean deleted) {
        EntrySplitMerge.ReadEntry seen = before.seen();
        rows.put(seen.entry().value(), known(seen.entry(), seen.key(), details, event.version(), deleted));
    }

    private static StoredEntry known(
            TimeEntryId entry, TimeEntryKey key, TimeEntryDetails details, long version, boolean deleted) {
        return new StoredEntry(new EntrySplitMerge.ReadEntry(entry, key, details, version), deleted);
    }

    /** Returns the entries that are not deleted, oldest first. */
    public List<TimeEntryDetails> all() {
        return rows.values().stream()
                .filter(each -> !each.deleted())
                .map(each -> each.seen().details())
                .sorted(Comparator.comparing(TimeEntryDetails::start))
                .toList();
    }

    public Collection<StoredEntry> rows() {
        return rows.values();
    }

    @Override
    public void lock(Collection<PersonId> people) {
        // nobody else writes
    }

    @Override
    public Optional<StoredEntry> find(String idOrKey) {
        return Optional.ofNullable(rows.get(UUID.fromString(idOrKey)));
    }

    @Override
    public List<StoredEntry> started(Collection<PersonId> people, Instant from, Instant to) {
        return rows.values().stream()
                .filter(each -> !each.deleted())
                .filter(each -> people.contains(each.seen().details().person()))
                .filter(each -> !each.seen().details().start().isBefore(from)
                        && each.seen().details().start().isBefore(to))
                .sorted(Comparator.comparing(
                        (StoredEntry each) -> each.seen().details().start()))
                .toList();
    }

    @Override
    public Timer timer(Timer.Worker worker) {
        return new Timer(rows.values().stream()
                .filter(each -> !each.deleted() && each.seen().details().running())
                .filter(each -> each.seen().details().worker().equals(worker))
                .map(each -> new Timer.Running(
                        each.seen().entry(),
                        each.seen().key(),
                        each.seen().details().start()))
                .toList());
    }

    @Override
    public List<TimeEntryKey> overlapping(EntrySplitMerge.ReadEntry entry, Instant now) {
        return List.of();
    }

    @Override
    public TimeEntryKey nextKey() {
        lastKey++;
        return new TimeEntryKey(lastKey);
    }
}
