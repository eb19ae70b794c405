package dev.devledger.application.time;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.StoredEntry;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes time that comes from a service. Of the rules for time entries only one applies: only one entry of a person
 * runs. Of two running entries the later one goes on, and the earlier one ends at the later one's start. What runs in a
 * service is the person's; an agent's timer is left alone.
 */
public record ServiceTimeWrites(TimeEntries entries, ChangeSet changes, PersonId person) {

    /** Locks the person's time: no other write changes it until the transaction ends. */
    public ServiceTimeWrites {
        entries.directory().lock(Set.of(person));
    }

    /** Returns commands that create entries which have ended; these affect no timer. */
    public static List<TimeEntryCommand.Create> creates(
            TimeEntries entries, ChangeSet changes, List<TimeEntryDetails> ended) {
        entries.directory()
                .lock(ended.stream().map(TimeEntryDetails::person).distinct().toList());
        Iterator<TimeEntryKey> keys = entries.directory().nextKeys(ended.size()).iterator();
        return ended.stream()
                .map(each -> new TimeEntryCommand.Create(
                        new TimeEntryId(changes.newId()), keys.next(), each, true, changes.at()))
                .toList();
    }

    /** Returns the writes for an entry that may have belonged to another person, whose time is locked as well. */
    public static ServiceTimeWrites of(TimeEntries entries, ChangeSet changes, PersonId person, PersonId before) {
        entries.directory().lock(person.equals(before) ? Set.of(person) : Set.of(person, before));
        return new ServiceTimeWrites(entries, changes, person);
    }

    /** Finds the entry as it is now; empty if it does not exist. */
    public Optional<StoredEntry> find(TimeEntryId entry) {
        return entries.directory().find(entry.toString());
    }

    /** Creates an entry. If another entry runs that starts later, the new entry ends at that start. */
    public TimeEntryId create(TimeEntryDetails details) {
        TimeEntryId entry = new TimeEntryId(changes.newId());
        TimeEntryDetails stored = details.running() ? ending(details, makeWay(null, details.start())) : details;
        changes.send(new TimeEntryCommand.Create(entry, entries.newKey(changes, entry), stored, true, changes.at()));
        return entry;
    }

    /** @param after the entry's details after the edit */
    public void edit(TimeEntryId entry, Patch<TimeEntryDetails> edit, TimeEntryDetails after) {
        boolean continued = after.running() && edit.has(TimeEntryDetails.END);
        send(entry, continued && after.agent() != null ? edit.set(TimeEntryDetails.AGENT, null) : edit);
        if (after.running() && (continued || after.agent() == null)) {
            Instant end = makeWay(entry, after.start());
            if (end != null) {
                send(entry, TimeEntryDetails.stopping(end, null));
            }
        }
    }

    public void delete(TimeEntryId entry) {
        changes.send(new TimeEntryCommand.Delete(entry, null, changes.at()));
    }

    /** Restores an entry; the caller then edits it to its remote content. */
    public void restore(TimeEntryId entry) {
        changes.send(new TimeEntryCommand.Restore(entry, null, changes.at()));
    }

    private void send(TimeEntryId entry, Patch<TimeEntryDetails> edit) {
        changes.send(new TimeEntryCommand.Edit(entry, edit, true, null, changes.at()));
    }

    /**
     * Ends running entries that began before this start. Returns the start of the earliest running entry that began
     * later, null without one.
     */
    private @Nullable Instant makeWay(@Nullable TimeEntryId entry, Instant start) {
        List<Timer.Running> others = entries.directory().timer(Timer.Worker.of(person)).running().stream()
                .filter(each -> !each.entry().equals(entry))
                .toList();
        others.stream()
                .filter(each -> !each.start().isAfter(start))
                .forEach(each -> send(each.entry(), TimeEntryDetails.stopping(start, null)));
        return others.stream()
                .map(Timer.Running::start)
                .filter(each -> each.isAfter(start))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static TimeEntryDetails ending(TimeEntryDetails details, @Nullable Instant end) {
        return end == null ? details : details.edited(TimeEntryDetails.stopping(end, null));
    }

    /** Computes the edit that leads from one content of a time entry to another. */
    public static final class EntryEdits {
        private EntryEdits() {}

        public static Patch<TimeEntryDetails> between(EntryContent from, EntryContent to) {
            EntityRef place = to.place();
            boolean moved = !Objects.equals(from.place(), place);
            boolean task = place != null && place.kind() == EntityRef.Kind.TASK;
            return Patch.<TimeEntryDetails>none()
                    .with(TimeEntryDetails.PERSON, from.whose().equals(to.whose()) ? null : new SetTo<>(to.whose()))
                    .with(
                            TimeEntryDetails.TASK,
                            moved ? new SetTo<>(place != null && task ? new TaskId(place.id()) : null) : null)
                    .with(
                            TimeEntryDetails.PROJECT,
                            moved ? new SetTo<>(place != null && !task ? new ProjectId(place.id()) : null) : null)
                    .with(TimeEntryDetails.START, from.start().equals(to.start()) ? null : new SetTo<>(to.start()))
                    .with(TimeEntryDetails.END, Objects.equals(from.end(), to.end()) ? null : new SetTo<>(to.end()))
                    .with(
                            TimeEntryDetails.NOTE,
                            from.note().equals(to.note())
                                    ? null
                                    : new SetTo<>(to.note().isEmpty() ? null : to.note()))
                    .with(TimeEntryDetails.TAGS, from.tags().equals(to.tags()) ? null : new SetTo<>(to.tags()))
                    .with(
                            TimeEntryDetails.BILLABLE,
                            from.billable() == to.billable() ? null : new SetTo<>(to.billable()))
                    .with(TimeEntryDetails.BILLED, from.billed() == to.billed() ? null : new SetTo<>(to.billed()));
        }
    }
}
