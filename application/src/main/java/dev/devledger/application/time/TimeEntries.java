package dev.devledger.application.time;

import dev.devledger.application.entity.NewKeys;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.Known;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Versions;
import dev.devledger.domain.time.Parts;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with time entries. Each method adds to a change set; an {@code idOrKey} is the id or the key. All time of
 * a person is written one after the other.
 */
public record TimeEntries(TimeEntries.TimeEntryDirectory directory, TimeEntries.OverlapPolicy overlap) {
    private static final int MOST = 1_000;

    /** Before a change set reads what its entries are of. */
    public void enter() {
        directory.lock(Set.of());
    }

    /** What has an end already. */
    public TimeEntryId log(ChangeSet changes, TimeEntryDetails details) {
        directory.lock(Set.of(details.person()));
        TimeEntryId entry = new TimeEntryId(changes.newId());
        changes.send(new TimeEntryCommand.Create(entry, newKey(changes, entry), details, false, changes.at()));
        refuseOverlap(changes, entry);
        return entry;
    }

    public TimeEntryId edit(
            ChangeSet changes, String idOrKey, Patch<TimeEntryDetails> edit, @Nullable Long expectedVersion) {
        Known known = locked(idOrKey, edit.value(TimeEntryDetails.PERSON));
        TimeEntryId entry = known.seen().entry();
        PersonId other = edit.value(TimeEntryDetails.PERSON);
        if (other != null) {
            changes.whenStored(() -> directory.timer(other).requireOne());
        }
        changes.send(new TimeEntryCommand.Edit(entry, edit, false, expectedVersion, changes.at()));
        refuseOverlap(changes, entry);
        return entry;
    }

    public TimeEntryId delete(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        TimeEntryId entry = locked(idOrKey, null).seen().entry();
        changes.send(new TimeEntryCommand.Delete(entry, expectedVersion, changes.at()));
        return entry;
    }

    /** One that ran when it was deleted runs again, unless another one does. */
    public TimeEntryId restore(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        Parts.Seen seen = locked(idOrKey, null).seen();
        if (seen.details().running()) {
            changes.whenStored(() -> directory.timer(seen.details().person()).requireOne());
        }
        changes.send(new TimeEntryCommand.Restore(seen.entry(), expectedVersion, changes.at()));
        refuseOverlap(changes, seen.entry());
        return seen.entry();
    }

    /** The entry itself and the new one behind it. */
    public List<TimeEntryId> split(ChangeSet changes, String idOrKey, Instant from, @Nullable Long expectedVersion) {
        Parts.Seen seen = present(locked(idOrKey, null));
        Versions.require(expectedVersion, seen.version());
        TimeEntryId behind = new TimeEntryId(changes.newId());
        changes.sendAll(Parts.split(seen, from, behind, newKey(changes, behind), changes.at()));
        return List.of(seen.entry(), behind);
    }

    /** The one that has all of them. */
    public TimeEntryId merge(ChangeSet changes, Collection<String> idsOrKeys) {
        List<TimeEntryCommand> commands = Parts.merge(all(idsOrKeys), changes.at());
        changes.sendAll(commands);
        refuseOverlap(changes, commands.getFirst().entry());
        return commands.getFirst().entry();
    }

    /** Those that were named, in this order. */
    public List<TimeEntryId> bill(ChangeSet changes, Collection<String> idsOrKeys, boolean billed) {
        List<TimeEntryId> entries =
                all(idsOrKeys).stream().map(Parts.Seen::entry).toList();
        changes.sendAll(entries.stream()
                .map(each -> new TimeEntryCommand.Edit(
                        each, Patch.of(TimeEntryDetails.BILLED, billed), false, null, changes.at()))
                .toList());
        return entries;
    }

    /** Before commands that were decided elsewhere are sent: once they are stored, one entry of a person runs at most. */
    public void requireOneTimer(ChangeSet changes, List<TimeEntryCommand> commands) {
        Set<PersonId> people = commands.stream()
                .flatMap(each -> Stream.concat(owner(each.entry()), newOwner(each)))
                .collect(Collectors.toSet());
        if (!people.isEmpty()) {
            directory.lock(people);
            changes.whenStored(
                    () -> people.forEach(each -> directory.timer(each).requireOne()));
        }
        commands.stream().map(TimeEntryCommand::entry).distinct().forEach(each -> refuseOverlap(changes, each));
    }

    private Stream<PersonId> owner(TimeEntryId entry) {
        return directory
                .find(entry.toString())
                .map(known -> known.seen().details().person())
                .stream();
    }

    private static Stream<PersonId> newOwner(TimeEntryCommand command) {
        return command instanceof TimeEntryCommand.Edit edit && edit.edit().has(TimeEntryDetails.PERSON)
                ? Stream.ofNullable(edit.edit().value(TimeEntryDetails.PERSON))
                : Stream.empty();
    }

    /** A rehearsal uses none up. */
    TimeEntryKey newKey(ChangeSet changes, TimeEntryId entry) {
        return changes.isRehearsal() ? NewKeys.tried(entry) : directory.nextKey();
    }

    private List<Parts.Seen> all(Collection<String> idsOrKeys) {
        if (idsOrKeys.isEmpty() || idsOrKeys.size() > MOST) {
            throw Rejection.invalid("ids", "has " + idsOrKeys.size() + " entries; 1 to " + MOST + " are allowed");
        }
        directory.lock(directory.findAll(idsOrKeys).values().stream()
                .map(each -> each.seen().details().person())
                .toList());
        Map<String, Known> found = directory.findAll(idsOrKeys); // what was read before the lock may be old
        List<Parts.Seen> seen = new ArrayList<>();
        for (String each : idsOrKeys) {
            Known known = found.get(each);
            if (known == null) {
                throw unknown(each);
            }
            seen.add(present(known));
        }
        return seen.stream().distinct().toList();
    }

    /** What was read before the lock may be old, so it is read again under it. */
    private Known locked(String idOrKey, @Nullable PersonId other) {
        PersonId before = known(idOrKey).seen().details().person();
        directory.lock(other == null ? Set.of(before) : Stream.of(before, other).collect(Collectors.toSet()));
        return known(idOrKey);
    }

    private Known known(String idOrKey) {
        return directory.find(idOrKey).orElseThrow(() -> unknown(idOrKey));
    }

    private static Parts.Seen present(Known known) {
        if (known.deleted()) {
            throw Rejection.of(Rejection.Code.CONFLICT_STATE, known.seen().key() + " is deleted. Restore it first.");
        }
        return known.seen();
    }

    /** As it is once it is stored: the rows have it then. */
    void refuseOverlap(ChangeSet changes, TimeEntryId entry) {
        if (overlap == OverlapPolicy.REFUSE) {
            changes.whenStored(() -> directory.find(entry.toString()).ifPresent(known -> {
                List<TimeEntryKey> others = directory.overlapping(known.seen(), changes.at());
                if (!known.deleted() && !others.isEmpty()) {
                    throw overlapping(known.seen(), others);
                }
            }));
        }
    }

    private static Rejection overlapping(Parts.Seen entry, List<TimeEntryKey> others) {
        List<String> keys = others.stream()
                .map(each -> each.number() < 0 ? "another one of this request" : each.toString())
                .toList();
        return Rejection.of(
                        Rejection.Code.CONFLICT_STATE,
                        "The time from " + entry.details().start() + " overlaps " + String.join(", ", keys)
                                + " of the same person. Change one of them first; devledger.time.overlap=warn would"
                                + " allow it.")
                .with("entries", keys);
    }

    public static Rejection unknown(String idOrKey) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no time entry " + idOrKey + ". GET /api/time-entries lists all ids and keys.");
    }

    /** What comes of time that a person has twice: {@code devledger.time.overlap}. */
    public enum OverlapPolicy {
        /** It is stored, and the answer tells of it. */
        WARN,
        /** It is refused, unless a service brings it. */
        REFUSE
    }

    /** Finds time entries for a write. */
    public interface TimeEntryDirectory {

        /** @param deleted whether it is deleted; its details are those of before */
        record Known(Parts.Seen seen, boolean deleted) {}

        /**
         * Nobody else writes time of these people until the transaction ends, so that one entry of a person runs at most, and what
         * is read of their entries stays true. A write takes this before it sends a command: commands hold locks of their own, and
         * the two kinds are always taken in this order.
         */
        void lock(Collection<PersonId> people);

        /** Also one that is deleted. */
        Optional<Known> find(String idOrKey);

        /** Those of these that there are, by what they were called. */
        default Map<String, Known> findAll(Collection<String> idsOrKeys) {
            Map<String, Known> found = new HashMap<>();
            idsOrKeys.forEach(each -> find(each).ifPresent(known -> found.put(each, known)));
            return found;
        }

        /** The entries of these people that began within that time, not deleted, oldest first. */
        List<Known> started(Collection<PersonId> people, Instant from, Instant to);

        /** Of the entries of the person those that run, and are not deleted. */
        Timer timer(PersonId person);

        /** The keys of the first of the person's other entries, not deleted, that have a moment in common with it. */
        List<TimeEntryKey> overlapping(Parts.Seen entry, Instant now);

        /** A key that nothing has or had. */
        TimeEntryKey nextKey();

        /** So many new ones, in one statement. */
        default List<TimeEntryKey> nextKeys(int count) {
            return Stream.generate(this::nextKey).limit(count).toList();
        }
    }

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
}
