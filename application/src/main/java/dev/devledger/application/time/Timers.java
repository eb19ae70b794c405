package dev.devledger.application.time;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.time.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntryId;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The timer of each person: starts, stops and discards the entry that runs. Each method adds to a change set. */
public record Timers(TimeEntries entries) {

    /** {@code details} without an end. {@code stopRunning} ends what runs where this one starts. */
    public TimeEntryId start(ChangeSet changes, TimeEntryDetails details, boolean stopRunning) {
        Timer timer = locked(details.person());
        TimeEntryId entry = new TimeEntryId(changes.newId());
        changes.sendAll(timer.start(
                new TimeEntryCommand.Create(entry, entries.newKey(changes, entry), details, false, changes.at()),
                stopRunning));
        entries.refuseOverlap(changes, entry);
        return entry;
    }

    /** The entry that ran; none where nothing did. {@code end} null is now. */
    public Optional<TimeEntryId> stop(
            ChangeSet changes, PersonId person, @Nullable Instant end, @Nullable String note) {
        Timer timer = locked(person);
        return sent(changes, timer.stop(end == null ? changes.at() : end, note, changes.at()));
    }

    /** The entry that ran, which is deleted; none where nothing did. */
    public Optional<TimeEntryId> discard(ChangeSet changes, PersonId person) {
        return sent(changes, locked(person).discard(changes.at()));
    }

    private Timer locked(PersonId person) {
        entries.directory().lock(Set.of(person));
        return entries.directory().timer(person);
    }

    private static Optional<TimeEntryId> sent(ChangeSet changes, List<TimeEntryCommand> commands) {
        changes.sendAll(commands);
        return commands.stream().map(TimeEntryCommand::entry).findFirst();
    }
}
