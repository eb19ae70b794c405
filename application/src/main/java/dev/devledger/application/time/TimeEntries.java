package dev.devledger.application.time;

import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.OwnerCreation;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.entity.NewKeys;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.StoredEntry;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Versions;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.EntrySplitMerge;
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
 * The writes of time entries. Each method adds to a change set; an {@code idOrKey} is an entry's id or key. Only one
 * write of a person's time runs at once.
 */
public record TimeEntries(TimeEntries.TimeEntryDirectory directory, TimeEntries.OverlapPolicy overlap) {
    private static final int MOST = 1_000;

    /** Begins a write of entries: to be called before a change set reads anything that the entries refer to. */
    public void enter() {
        directory.lock(Set.of());
    }

    /** Adds an entry that has ended. */
    public TimeEntryId log(ChangeSet changes, TimeEntryDetails details) {
        directory.lock(Set.of(details.person()));
        TimeEntryId entry = new TimeEntryId(changes.newId());
        changes.send(new TimeEntryCommand.Create(entry, newKey(changes, entry), details, false, changes.at()));
        refuseOverlap(changes, entry);
        return entry;
    }

    public TimeEntryId edit(
            ChangeSet changes, String idOrKey, Patch<TimeEntryDetails> edit, @Nullable Long expectedVersion) {
        StoredEntry known = locked(idOrKey, edit.value(TimeEntryDetails.PERSON));
        TimeEntryId entry = known.seen().entry();
        if (edit.has(TimeEntryDetails.PERSON)) {
            changes.whenStored(() -> requireOneTimer(Set.of(idOrKey)));
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

    /**
     * Restores an entry. An entry that ran when it was deleted runs again; if another entry runs now, the restore is
     * refused.
     */
    public TimeEntryId restore(ChangeSet changes, String idOrKey, @Nullable Long expectedVersion) {
        EntrySplitMerge.ReadEntry seen = locked(idOrKey, null).seen();
        if (seen.details().running()) {
            changes.whenStored(() -> requireOneTimer(Set.of(idOrKey)));
        }
        changes.send(new TimeEntryCommand.Restore(seen.entry(), expectedVersion, changes.at()));
        refuseOverlap(changes, seen.entry());
        return seen.entry();
    }

    /** Splits an entry in two; returns the entry itself and the new entry after it. */
    public List<TimeEntryId> split(ChangeSet changes, String idOrKey, Instant from, @Nullable Long expectedVersion) {
        EntrySplitMerge.ReadEntry seen = present(locked(idOrKey, null));
        Versions.require(expectedVersion, seen.version());
        TimeEntryId behind = new TimeEntryId(changes.newId());
        changes.sendAll(EntrySplitMerge.split(seen, from, behind, newKey(changes, behind), changes.at()));
        return List.of(seen.entry(), behind);
    }

    /** Merges entries; returns the entry that contains all of them. */
    public TimeEntryId merge(ChangeSet changes, Collection<String> idsOrKeys) {
        List<TimeEntryCommand> commands = EntrySplitMerge.merge(all(idsOrKeys), changes.at());
        changes.sendAll(commands);
        refuseOverlap(changes, commands.getFirst().entry());
        return commands.getFirst().entry();
    }

    /** Marks entries as billed or not billed; returns the entries in the given order. */
    public List<TimeEntryId> bill(ChangeSet changes, Collection<String> idsOrKeys, boolean billed) {
        List<TimeEntryId> entries =
                all(idsOrKeys).stream().map(EntrySplitMerge.ReadEntry::entry).toList();
        changes.sendAll(entries.stream()
                .map(each -> new TimeEntryCommand.Edit(
                        each, Patch.of(TimeEntryDetails.BILLED, billed), false, null, changes.at()))
                .toList());
        return entries;
    }

    /**
     * Checks commands of another component before they are sent: once they are stored, only one entry of each person
     * and of each agent may run.
     */
    public void requireOneTimer(ChangeSet changes, List<TimeEntryCommand> commands) {
        Set<PersonId> people = commands.stream()
                .flatMap(each -> Stream.concat(owner(each.entry()), newOwner(each)))
                .collect(Collectors.toSet());
        if (!people.isEmpty()) {
            directory.lock(people);
            changes.whenStored(() -> requireOneTimer(
                    commands.stream().map(each -> each.entry().toString()).collect(Collectors.toSet())));
        }
        commands.stream().map(TimeEntryCommand::entry).distinct().forEach(each -> refuseOverlap(changes, each));
    }

    /** Checks the stored entries: at most one runs of each person and agent to whom they belong. */
    private void requireOneTimer(Set<String> idsOrKeys) {
        directory.findAll(idsOrKeys).values().stream()
                .map(known -> known.seen().details().worker())
                .distinct()
                .forEach(each -> directory.timer(each).requireOne());
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

    /** Returns a new key for the entry; a rehearsal uses up no key. */
    TimeEntryKey newKey(ChangeSet changes, TimeEntryId entry) {
        return changes.isRehearsal() ? NewKeys.tried(entry) : directory.nextKey();
    }

    private List<EntrySplitMerge.ReadEntry> all(Collection<String> idsOrKeys) {
        if (idsOrKeys.isEmpty() || idsOrKeys.size() > MOST) {
            throw Rejection.invalid("ids", "has " + idsOrKeys.size() + " entries; 1 to " + MOST + " are allowed");
        }
        directory.lock(directory.findAll(idsOrKeys).values().stream()
                .map(each -> each.seen().details().person())
                .toList());
        Map<String, StoredEntry> found = directory.findAll(idsOrKeys); // data read before the lock may be old
        List<EntrySplitMerge.ReadEntry> seen = new ArrayList<>();
        for (String each : idsOrKeys) {
            StoredEntry known = found.get(each);
            if (known == null) {
                throw unknown(each);
            }
            seen.add(present(known));
        }
        return seen.stream().distinct().toList();
    }

    /** Locks the time of the entry's person and reads the entry again, as data read before the lock may be old. */
    private StoredEntry locked(String idOrKey, @Nullable PersonId other) {
        PersonId before = known(idOrKey).seen().details().person();
        directory.lock(other == null ? Set.of(before) : Stream.of(before, other).collect(Collectors.toSet()));
        return known(idOrKey);
    }

    private StoredEntry known(String idOrKey) {
        return directory.find(idOrKey).orElseThrow(() -> unknown(idOrKey));
    }

    private static EntrySplitMerge.ReadEntry present(StoredEntry known) {
        if (known.deleted()) {
            throw Rejection.of(Rejection.Code.CONFLICT_STATE, known.seen().key() + " is deleted. Restore it first.");
        }
        return known.seen();
    }

    /**
     * Refuses an entry that overlaps others, if the ledger is set so; the check runs once the entry is stored, as its
     * row exists only then.
     */
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

    private static Rejection overlapping(EntrySplitMerge.ReadEntry entry, List<TimeEntryKey> others) {
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

    /** What happens to entries of a person that overlap: {@code devledger.time.overlap}. */
    public enum OverlapPolicy {
        /** Overlapping time is stored, and the answer has a warning. */
        WARN,
        /** Overlapping time is refused, except from a service. */
        REFUSE
    }

    /** Finds time entries for a write. */
    public interface TimeEntryDirectory {

        /** @param deleted true if the entry is deleted; its details are then those from before the delete */
        record StoredEntry(EntrySplitMerge.ReadEntry seen, boolean deleted) {}

        /**
         * Locks the time of these people, also of agents that work for them: no other write changes it until the
         * transaction ends, so that only one entry of each runs, and reads of their entries stay true. A write takes this lock before it sends a command:
         * commands take other locks, and the two kinds are always taken in this order.
         */
        void lock(Collection<PersonId> people);

        /** Finds an entry, deleted or not. */
        Optional<StoredEntry> find(String idOrKey);

        /** Finds those of these entries that exist, by the given texts. */
        default Map<String, StoredEntry> findAll(Collection<String> idsOrKeys) {
            Map<String, StoredEntry> found = new HashMap<>();
            idsOrKeys.forEach(each -> find(each).ifPresent(known -> found.put(each, known)));
            return found;
        }

        /** Returns the entries of these people that began in this period, without deleted ones, oldest first. */
        List<StoredEntry> started(Collection<PersonId> people, Instant from, Instant to);

        /** Returns the worker's timer, with the running entries, without deleted ones. */
        Timer timer(Timer.Worker worker);

        /**
         * Returns the keys of the first of the worker's other entries that overlap this entry, without deleted ones.
         */
        List<TimeEntryKey> overlapping(EntrySplitMerge.ReadEntry entry, Instant now);

        /** Returns a key that was never used. */
        TimeEntryKey nextKey();

        /** Returns new keys, in one statement. */
        default List<TimeEntryKey> nextKeys(int count) {
            return Stream.generate(this::nextKey).limit(count).toList();
        }
    }

    /** The timer of each person and each agent: starts, stops and discards the entry that runs. Each method adds to a change set. */
    public record Timers(TimeEntries entries) {

        /**
         * Starts an entry; {@code details} has no end. If {@code stopRunning} is true, the running entry ends at the
         * new entry's start.
         */
        public TimeEntryId start(ChangeSet changes, TimeEntryDetails details, boolean stopRunning) {
            Timer timer = locked(details.worker());
            TimeEntryId entry = new TimeEntryId(changes.newId());
            changes.sendAll(timer.start(
                    new TimeEntryCommand.Create(entry, entries.newKey(changes, entry), details, false, changes.at()),
                    stopRunning));
            entries.refuseOverlap(changes, entry);
            return entry;
        }

        /** Stops the running entry and returns it; empty if none runs. If {@code end} is null, the entry ends now. */
        public Optional<TimeEntryId> stop(
                ChangeSet changes, Timer.Worker worker, @Nullable Instant end, @Nullable String note) {
            Timer timer = locked(worker);
            return sent(changes, timer.stop(end == null ? changes.at() : end, note, changes.at()));
        }

        /** Deletes the running entry and returns it; empty if none runs. */
        public Optional<TimeEntryId> discard(ChangeSet changes, Timer.Worker worker) {
            return sent(changes, locked(worker).discard(changes.at()));
        }

        private Timer locked(Timer.Worker worker) {
            entries.directory().lock(Set.of(worker.person()));
            return entries.directory().timer(worker);
        }

        private static Optional<TimeEntryId> sent(ChangeSet changes, List<TimeEntryCommand> commands) {
            changes.sendAll(commands);
            return commands.stream().map(TimeEntryCommand::entry).findFirst();
        }
    }

    /** Finds the task, project and person of a time entry from the caller's texts. */
    public record EntryReferenceResolver(
            TaskTree tasks, ProjectLocks projects, ProjectQueries views, PersonDirectory people, OwnerCreation owner) {

        /** Finds a task. A deleted task takes no new time; time that it has stays with it. */
        public TaskId task(String idOrKey) {
            TaskTree.Node node = tasks.find(idOrKey).orElseThrow(() -> Tasks.unknown(idOrKey));
            if (node.deleted()) {
                throw deleted("task", idOrKey);
            }
            return node.task();
        }

        public ProjectId project(String idOrKey) {
            ProjectLocks.Locked found = projects.find(idOrKey).orElseThrow(() -> Projects.unknown(idOrKey));
            if (found.deleted()) {
                throw deleted("project", idOrKey);
            }
            return found.project();
        }

        /** Returns if time of the project is billable by default; the project may be given by a task. */
        public boolean billable(@Nullable String task, @Nullable String project) {
            String home = task == null
                    ? project
                    : tasks.find(task).map(node -> node.project().toString()).orElse(null);
            return home != null
                    && views.find(home)
                            .map(booked -> booked.details().billing().billable())
                            .orElse(false);
        }

        /**
         * Creates the owner of the ledger if the name means the owner. Runs outside of a change set, as this is a write of
         * its own.
         */
        public void ensure(@Nullable String name) {
            if (isOwner(name)) {
                owner.ensure();
            }
        }

        private static boolean isOwner(@Nullable String name) {
            return name == null || name.strip().equalsIgnoreCase("me");
        }

        /**
         * Finds a person by key, id, e-mail address or name; null and {@code me} mean the owner of the ledger. Runs outside
         * of a change set, as this may create the owner.
         */
        public PersonId person(@Nullable String name) {
            if (name == null || isOwner(name)) {
                owner.ensure();
                return PersonId.OWNER;
            }
            List<PersonDirectory.StoredPerson> meant =
                    people.called(Set.of(name.strip())).getOrDefault(name.strip(), List.of());
            if (meant.isEmpty()) {
                throw People.unknown(name);
            }
            if (meant.size() > 1) {
                throw Rejection.invalid(
                        "person",
                        "is the name of "
                                + meant.stream()
                                        .map(each -> each.key().toString())
                                        .collect(Collectors.joining(" and "))
                                + "; use the key of the one that you mean");
            }
            return meant.getFirst().person();
        }

        private static Rejection deleted(String what, String idOrKey) {
            return Rejection.of(
                    Rejection.Code.CONFLICT_STATE,
                    "The " + what + " " + idOrKey + " is deleted, and no time is logged on it. Restore it first.");
        }
    }
}
