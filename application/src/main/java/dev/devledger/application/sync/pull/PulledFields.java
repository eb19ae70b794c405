package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.pull.ConflictUpdates.DisputedPlaces;
import dev.devledger.application.sync.pull.Pull.PullTally;
import dev.devledger.application.sync.pull.PulledExistence.DeepestParent;
import dev.devledger.application.task.DependencyGraph.TaskDependencies;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.task.Dependencies.DependencyType;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes over remote changes of linked entities, with the new base of both sides. */
final class PulledFields {
    private final PullLedger ledger;
    private final TouchedEntities known;
    private final PullTally tally;
    private final OpenConflicts standing;
    private final Set<EntityRef> waiting;
    private final DisputedPlaces places;
    private final PulledEdits edits;
    private final PulledDependencies dependencies;

    /** {@code waiting} are the marked entities, which are pushed when they are due. */
    PulledFields(
            PullLedger ledger, TouchedEntities known, PullTally tally, OpenConflicts standing, Set<EntityRef> waiting) {
        this.ledger = ledger;
        this.known = known;
        this.tally = tally;
        this.standing = standing;
        this.waiting = waiting;
        this.places = new DisputedPlaces(ledger);
        this.edits = new PulledEdits(ledger, known);
        this.dependencies = new PulledDependencies(ledger);
    }

    /** Takes over a merge: first all other fields, then the dependencies, as these may be refused. */
    void merged(Planned.Merged item) {
        Merge merge = PulledDependencies.without(item.merge());
        without(new Planned.Merged(item.entity(), item.version(), item.remote(), merge, item.moveTo()));
        dependencies(item.entity(), item.merge());
    }

    private void dependencies(EntityRef entity, Merge whole) {
        dependencies.take(entity, whole.pull(), whole.base());
        if (whole.pull().fields().equals(EnumSet.of(Field.BLOCKED_BY))) {
            tally.taken();
        }
    }

    private void without(Planned.Merged item) {
        ConflictUpdates raised = new ConflictUpdates(
                ledger.link(item.entity()),
                item.merge(),
                standing,
                places,
                item.remote().writtenAt());
        boolean waits = waiting.contains(item.entity());
        Optional<SyncLink> before = waits ? ledger.book().find(ledger.link(item.entity())) : Optional.empty();
        ledger.write(changes -> {
            NearestContent nearest = edits.send(
                    changes, item.entity(), item.version(), item.merge().pull(), item.moveTo());
            SyncLinkId link = ledger.link(item.entity());
            changes.send(new SyncCommand.RecordRemoteMove(link, item.remote().ref(), changes.at()));
            changes.send(new SyncCommand.SeeRemoteChange(link, item.merge().base(), rules(item.merge()), changes.at()));
            nearest.record(changes, link, ledger.title());
            raised.send(changes);
            markWith(item.entity(), item.merge());
        });
        boolean news = !waits
                || !raised.isEmpty()
                || !item.merge().pull().isEmpty()
                || !before.equals(ledger.book().find(ledger.link(item.entity())));
        if (news) { // otherwise it is pushed when it is due, and not sooner because a read showed it again
            concluded(item.entity(), item.merge(), raised);
        }
    }

    void returned(Planned.BackInScope item) {
        linked(item.entity(), item.version(), item.remote(), item.merge(), item.moveTo());
    }

    void adopted(Planned.Adopted item) {
        linked(item.entity(), item.version(), item.remote(), item.merge(), null);
        known.know(item.remote().ref().id(), item.entity());
    }

    private void linked(
            EntityRef entity, long version, RemoteTask remote, Merge whole, Planned.@Nullable Place moveTo) {
        Merge merge = PulledDependencies.without(whole);
        ConflictUpdates raised = new ConflictUpdates(ledger.link(entity), merge, standing, places, remote.writtenAt());
        ledger.write(changes -> {
            NearestContent nearest = edits.send(changes, entity, version, merge.pull(), moveTo);
            ledger.read(changes, entity, remote.fields());
            changes.send(new SyncCommand.Link(ledger.link(entity), remote.ref(), merge.base(), changes.at()));
            nearest.record(changes, ledger.link(entity), ledger.title());
            raised.send(changes);
            markWith(entity, merge);
        });
        concluded(entity, merge, raised);
        dependencies(entity, whole);
    }

    /** Stores the fields that only the service has; they concern no other service. */
    void seen(Planned.FieldsSeen item) {
        ledger.write(changes -> ledger.read(changes, item.entity(), item.fields()));
        tally.taken();
    }

    void changed(Planned.ListChanged item) {
        ConflictUpdates raised = new ConflictUpdates(ledger.link(item.entity()), item.merge(), standing, places, null);
        ProjectView project = known.project(EntityRef.project(item.entity().id()));
        NearestContent nearest =
                new NearestContent(item.entity().kind(), item.merge().pull());
        CanonicalChanges pull = item.merge().pull().and(nearest.forms());
        ledger.write(changes -> {
            LedgerEdits.ofList(project, pull, ledger.billed(changes).after(pull))
                    .send(changes, ledger.into().projects(), item.version());
            changes.send(new SyncCommand.SeeRemoteChange(
                    ledger.link(item.entity()), item.merge().base(), rules(item.merge()), changes.at()));
            nearest.record(changes, ledger.link(item.entity()), ledger.title());
            raised.send(changes);
            markWith(item.entity(), item.merge());
        });
        concluded(item.entity(), item.merge(), raised);
    }

    private void concluded(EntityRef entity, Merge merge, ConflictUpdates raised) {
        tally.raised(raised.count());
        if (!merge.pull().isEmpty()) {
            tally.taken();
        }
        if (isPushed(merge)) {
            tally.push(entity);
        }
    }

    /**
     * Marks the entity in the transaction of the pull: if the cycle ends before its other marks, nothing else shows
     * that the entity has to be pushed.
     */
    private void markWith(EntityRef entity, Merge merge) {
        if (isPushed(merge) && !waiting.contains(entity)) {
            ledger.mark(List.of(entity));
        }
    }

    /**
     * True if the entity has to be pushed. The parent in the ledger may already be the pulled one and still not be the
     * parent in the service.
     */
    private static boolean isPushed(Merge merge) {
        return !merge.push().isEmpty() || merge.pull().parent() != null || keepsItsZone(merge.pull());
    }

    /**
     * True for a remote day without a zone: the ledger keeps its own zone, which then has to be pushed, even if nothing
     * changes locally.
     */
    private static boolean keepsItsZone(CanonicalChanges pull) {
        Change<Dates> dates = pull.dates();
        return dates != null
                && dates.to() != null
                && isWithoutZone(dates.to().dueDate(), dates.to().timeZone());
    }

    static boolean isWithoutZone(@Nullable When due, @Nullable ZoneId zone) {
        return due != null && zone == null;
    }

    private static List<SyncEvent.FieldRule> rules(Merge merge) {
        List<SyncEvent.FieldRule> rules = new ArrayList<>();
        merge.rows().forEach((field, row) -> rules.add(new SyncEvent.FieldRule(field, row.code())));
        return rules;
    }

    /** Edits of ledger entities, each at the version that the plan has seen. */
    static final class PulledEdits {
        private final PullLedger pulled;
        private final LedgerPorts ledger;
        private final TouchedEntities known;
        /** True once an entity was moved in the ledger, with everything below it. */
        private boolean moved;

        PulledEdits(PullLedger pulled, TouchedEntities known) {
            this.pulled = pulled;
            this.ledger = pulled.into();
            this.known = known;
        }

        /** Sends the edits, and returns the content that the ledger then holds. */
        NearestContent send(
                ChangeSet changes,
                EntityRef entity,
                long version,
                CanonicalChanges pulled,
                Planned.@Nullable Place moveTo) {
            NearestContent nearest = new NearestContent(entity.kind(), pulled);
            if (!pulled.isEmpty()) {
                Planned.Place place =
                        moveTo == null ? null : new DeepestParent(this.pulled, known).of(entity, moveTo, nearest);
                edit(changes, entity, version, pulled.and(nearest.forms()), place);
            }
            return nearest;
        }

        private void edit(
                ChangeSet changes,
                EntityRef entity,
                long version,
                CanonicalChanges pull,
                Planned.@Nullable Place moveTo) {
            if (entity.kind() != EntityRef.Kind.TASK) {
                LedgerEdits.of(known.project(entity), pull).send(changes, ledger.projects(), version);
            } else if (moveTo == null) {
                edits(changes, known.task(entity), pull).send(changes, ledger.tasks(), version);
            } else {
                // An earlier move of the task's parent may have moved the task too, so that its version proves nothing.
                edits(changes, known.taskNow(entity), pull).send(changes, ledger.tasks(), moved ? null : version);
                move(changes, entity, moveTo);
            }
        }

        /** Drops the stage that a reopened task had before it ended: its stage is now the one in the service. */
        private LedgerEdits.TaskEdits edits(ChangeSet changes, TaskView now, CanonicalChanges pull) {
            boolean opened = pull.status() != null && now.status() != TaskStatus.OPEN;
            CanonicalChanges all = opened && now.details().stage() != null && pull.stage() == null && pulled.hasStages()
                    ? CanonicalChanges.ofStage(new Change<>(now.details().stage(), null))
                            .and(pull)
                    : pull;
            return LedgerEdits.of(now, all, pulled.words().starts(), pulled.assigned(changes)::after);
        }

        private void move(ChangeSet changes, EntityRef task, Planned.Place to) {
            String parent = to.parent() == null ? null : to.parent().id().toString();
            ledger.tasks().move(changes, task.id().toString(), to.project().id().toString(), parent, null);
            known.moved();
            moved = true;
        }
    }

    /**
     * Takes over the remote dependencies of a task, separately from its other fields: if a cycle of dependencies is
     * refused, the other fields are still taken over. Dependencies on unlinked tasks, such as deleted ones, stay.
     */
    record PulledDependencies(PullLedger ledger) {
        /** Returns the merge without the dependencies, as if the service had not changed them yet. */
        static Merge without(Merge merge) {
            Change<SortedSet<String>> change = merge.pull().blockedBy();
            if (change == null) {
                return merge;
            }
            SortedSet<String> agreed = new TreeSet<>(merge.base().blockedBy());
            agreed.removeAll(less(change.to(), change.from()));
            agreed.addAll(less(change.from(), change.to()));
            return new Merge(
                    merge.pull().only(EnumSet.complementOf(EnumSet.of(Field.BLOCKED_BY))),
                    merge.push(),
                    merge.base().withBlockedBy(agreed),
                    merge.rows(),
                    merge.collisions(),
                    merge.waiting(),
                    merge.thawed());
        }

        /** Takes over the dependencies; {@code base} is the base of both sides afterwards. */
        void take(EntityRef task, CanonicalChanges pull, CanonicalContent base) {
            Change<SortedSet<String>> change = pull.blockedBy();
            if (change == null) {
                return;
            }
            TaskDependencies dependencies = ledger.into().dependencies();
            String id = task.id().toString();
            ledger.write(changes -> {
                here(less(change.from(), change.to()))
                        .forEach(other -> dependencies.remove(changes, id, DependencyType.BLOCKS, other, null));
                here(less(change.to(), change.from()))
                        .forEach(other -> dependencies.add(changes, id, DependencyType.BLOCKS, other, null));
                List<SyncEvent.FieldRule> rules =
                        List.of(new SyncEvent.FieldRule(Field.BLOCKED_BY, MergeRule.REMOTE_ONLY.code()));
                changes.send(new SyncCommand.SeeRemoteChange(ledger.link(task), base, rules, changes.at()));
            });
        }

        /** Returns the ids of the entities that are linked to these objects. */
        private List<String> here(SortedSet<String> objects) {
            return objects.isEmpty()
                    ? List.of()
                    : ledger.book().ofRemote(ledger.account(), objects).stream()
                            .filter(each -> each.link() instanceof SyncLink.Linked)
                            .map(each -> each.entity().id().toString())
                            .toList();
        }

        private static SortedSet<String> less(@Nullable SortedSet<String> some, @Nullable SortedSet<String> others) {
            SortedSet<String> less = new TreeSet<>(some == null ? List.of() : some);
            less.removeAll(others == null ? List.of() : others);
            return less;
        }
    }
}
