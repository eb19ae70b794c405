package dev.devledger.application.undo;

import dev.devledger.application.directory.BillingItems;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.SavedViews;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.ledger.LongWrites.LongWrite;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.task.DependencyGraph.DependencyCycles;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.undo.LockedHistory.Touched;
import dev.devledger.application.undo.LockedHistory.UndoMemory;
import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.SavedView.ViewCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.EntityHistory;
import dev.devledger.domain.undo.TaskForest;
import dev.devledger.domain.undo.Undo;
import dev.devledger.domain.undo.Undo.LaterEdit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes change sets with new events, field by field. Events of the sync's own records are left alone: the records
 * follow the ledger.
 */
public final class UndoChangeSets {
    private final UndoReads reads;
    private final LockedHistory held;
    private final UndoMemory memory;
    private final UndoRefusals refusals;
    private final UndoRules rules;
    private final LongWrites longWrites;

    public UndoChangeSets(UndoReads reads, ProjectLocks projects, UndoRules rules, LongWrites longWrites) {
        this(reads, projects, rules, longWrites, Runtime.getRuntime().maxMemory() / 3 * 2);
    }

    /** @param memory the bytes that all running undos may use together */
    UndoChangeSets(UndoReads reads, ProjectLocks projects, UndoRules rules, LongWrites longWrites, long memory) {
        this.reads = reads;
        this.held = new LockedHistory(reads, projects);
        this.memory = new UndoMemory(memory);
        this.refusals = new UndoRefusals(reads);
        this.rules = rules;
        this.longWrites = longWrites;
    }

    /**
     * Undoes several change sets as if they had been one.
     *
     * @param force true to undo even if later changes are lost
     * @throws Ledger.LedgerBusy if other undos use the memory that this undo needs
     * @throws UndoRefused if something was changed since the change sets, or stands in the way of the undo
     * @throws Rejection if there is no such change set, or nothing in it that can be undone
     */
    public Undone undo(ChangeSet changes, Collection<UUID> changeSets, boolean force) {
        return undo(changes, changeSets, force, () -> {}, written -> {});
    }

    /**
     * Undoes as {@link #undo(ChangeSet, Collection, boolean)} does.
     *
     * @param underLocks runs once all projects concerned are locked, and before the first command
     * @param written gets all commands once they are sent
     */
    public Undone undo(
            ChangeSet changes,
            Collection<UUID> changeSets,
            boolean force,
            Runnable underLocks,
            Consumer<List<Addressed>> written) {
        Set<UUID> own = Set.copyOf(changeSets);
        Touched touched = new Touched();
        reads.changes(own, touched::add);
        requireEach(own, touched.changeSets());
        LongWrite progress = changes.isRehearsal()
                ? longWrites.unseen(changes.id(), changes.requestId())
                : longWrites.undoing(own, changes.id(), changes.requestId());
        try (UndoMemory.Share share = memory.share()) {
            UndoContext story = held.story(own, touched, share);
            underLocks.run();
            List<Addressed> commands = decide(story, changes.at(), force, progress);
            rules.keep(changes, commands);
            changes.undoes(changeSets.stream().distinct().sorted().toList());
            send(changes, commands);
            written.accept(commands);
            progress.made(commands.size());
            return new Undone(changes.id(), commands.size());
        }
    }

    private List<Addressed> decide(UndoContext story, Instant at, boolean force, LongWrite progress) {
        Undo undo = Undo.of(story.pasts(), story.forest(), rules.reserved(), at);
        List<LaterEdit> refused = force ? undo.inTheWay() : undo.laterEdits();
        if (!refused.isEmpty()) {
            UndoRefused why = refusals.of(refused, story, force);
            progress.failed(why.detail());
            throw why;
        }
        return undo.commands();
    }

    private void requireEach(Set<UUID> changeSets, Set<UUID> found) {
        List<UUID> empty = new ArrayList<>(changeSets);
        empty.removeAll(found);
        if (empty.isEmpty()) {
            return;
        }
        Set<UUID> known = reads.known(empty);
        empty.stream().filter(each -> !known.contains(each)).findFirst().ifPresent(each -> {
            throw unknown(each.toString());
        });
        throw Rejection.of(
                Rejection.Code.CONFLICT_STATE,
                "Change set " + empty.getFirst()
                        + " holds nothing that can be undone: only claims or internal records of the sync.");
    }

    /**
     * Sends the commands. If another writer has changed one of their entities since it was read, the whole undo is done
     * once more.
     */
    private static void send(ChangeSet changes, List<Addressed> commands) {
        try {
            changes.sendAll(commands);
        } catch (Rejection rejection) {
            throw rejection.code() == Rejection.Code.STALE ? new Ledger.StaleDecision(rejection) : rejection;
        }
    }

    public static Rejection unknown(String changeSet) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no change set " + changeSet + ". GET /api/history shows the changeSet of each change.");
    }

    /**
     * The result of an undo.
     *
     * @param changeSet the change set of the undo itself, by which it can be undone
     * @param undone the number of changes that the undo made, as the history counts them; 0 if everything already was
     *     as before
     */
    public record Undone(UUID changeSet, int undone) {}

    /** The reads of an undo; each read takes one statement for some thousand entities. */
    public interface UndoReads {

        /**
         * An event of an entity, with what an undo has to check.
         *
         * @param version the entity's version after the event; the first is 1
         * @param begins true if a project was created or restored by it
         * @param left the place from which the event moved a task, null if the event is no move
         */
        record Change(
                Entity entity,
                long position,
                long version,
                UUID changeSet,
                boolean begins,
                @Nullable Place left) {}

        /** Passes the events of these change sets, in the order of their positions. */
        void changes(Collection<UUID> changeSets, Consumer<Change> each);

        /** Returns those of these change sets that have any event, even if only of the sync's own records. */
        Set<UUID> known(Collection<UUID> changeSets);

        /**
         * Passes all events of these streams, each from its given version on (the first is 1): stream after stream in
         * the order of the map, and within a stream in the order of the versions. The events are never all in memory.
         */
        void from(Map<String, Long> versions, Consumer<LedgerEvent> each);

        /**
         * The places of tasks, and the version of each entity's row.
         *
         * @param spots the places, in the order of the tasks' keys
         * @param versions the versions by id, without entities that have no row
         */
        record UndoPlaces(List<TaskForest.Spot> spots, Map<UUID, Long> versions) {}

        /**
         * Returns where these tasks, all tasks above them, and all existing tasks below them or in the emptied projects
         * are; and the versions of all these tasks and of the changed projects.
         */
        UndoPlaces around(Collection<TaskId> tasks, Collection<ProjectId> emptied, Collection<ProjectId> changed);

        /** Returns the keys of projects, tasks, people, customers, services, time entries and views. */
        Map<UUID, String> keys(Collection<UUID> ids);
    }

    /** The rules for writes of all kinds, which the writes of an undo have to keep too. */
    public record UndoRules(
            ReservedTags reserved,
            DependencyCycles circles,
            People people,
            BillingItems billing,
            TimeEntries time,
            SavedViews views) {

        /** Checks the commands against the rules before they are sent. */
        void keep(ChangeSet changes, List<Addressed> commands) {
            of(PersonCommand.class, commands).forEach(people::requireAddress);
            of(BillingCommand.class, commands).forEach(billing::requireName);
            of(ViewCommand.class, commands).forEach(views::requireAllowed);
            time.requireOneTimer(changes, of(TimeEntryCommand.class, commands).toList());
            circles.refuse(
                    changes, commands.stream().flatMap(UndoRules::connected).toList());
        }

        private static <T> Stream<T> of(Class<T> kind, List<Addressed> commands) {
            return commands.stream().filter(kind::isInstance).map(kind::cast);
        }

        /** Returns the task of a command after which it may wait for other tasks than before. */
        private static Stream<TaskId> connected(Addressed command) {
            return switch (command) {
                case TaskCommand.Edit edit when TaskDetails.mayBlock(edit.edit()) -> Stream.of(edit.task());
                case TaskCommand.Move move -> Stream.of(move.task());
                case TaskCommand.Restore restore -> Stream.of(restore.task());
                default -> Stream.of();
            };
        }
    }

    /**
     * The data that an undo is decided on.
     *
     * @param own the change sets to be undone
     * @param first the position of the first event of these change sets
     */
    record UndoContext(Set<UUID> own, long first, List<EntityHistory> pasts, TaskForest forest) {

        boolean isLater(LedgerEvent event) {
            return event.position() > first && !own.contains(event.changeSet());
        }
    }
}
