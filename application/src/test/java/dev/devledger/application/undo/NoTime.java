package dev.devledger.application.undo;

import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.time.EntrySplitMerge;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A ledger without time. */
final class NoTime implements TimeEntryDirectory {
    @Override
    public void lock(Collection<PersonId> people) {
        // there is nobody else
    }

    @Override
    public Optional<StoredEntry> find(String idOrKey) {
        return Optional.empty();
    }

    @Override
    public List<StoredEntry> started(Collection<PersonId> people, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public Timer timer(Timer.Worker worker) {
        return new Timer(List.of());
    }

    @Override
    public List<TimeEntryKey> overlapping(EntrySplitMerge.ReadEntry entry, Instant now) {
        return List.of();
    }

    @Override
    public TimeEntryKey nextKey() {
        throw new UnsupportedOperationException();
    }
}
