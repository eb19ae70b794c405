package dev.devledger.application.sync.pull;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.pull.Pull.PullTally;
import dev.devledger.application.sync.pull.PulledFields.PulledDependencies;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries out in the ledger that objects have appeared in the service, or are gone from it.
 *
 * @param counted how each delete is recorded for the guards
 */
record PulledExistence(PullLedger ledger, TouchedEntities known, PullTally tally, Map<EntityRef, LimitShare> counted) {
    void imported(RemoteTask task) {
        String parent = task.content().parent();
        String list = task.ref().list();
        Optional<EntityRef> above = known.owner(parent == null ? list : parent);
        if (above.isEmpty()) {
            tally.leaveOpen("\"" + task.content().title() + "\" is below something that the ledger does not have");
            return;
        }
        EntityRef.Kind kind = above.get().holdsCards() ? EntityRef.Kind.PROJECT : EntityRef.Kind.TASK;
        CanonicalContent whole =
                ledger.words().compared(kind, task.content(), list).withNamedItems();
        CanonicalContent content = whole.withBlockedBy(new TreeSet<>());
        NearestContent nearest = new NearestContent(kind, content);
        Planned.@Nullable Place place = kind == EntityRef.Kind.PROJECT
                ? null
                : new DeepestParent(ledger, known).of(place(above.get()), nearest);
        EntityRef made = ledger.writeAndGet(changes -> {
            EntityRef entity = place == null
                    ? NewEntity.project(ledger.into().projects(), changes, nearest.content(), ledger.zone())
                    : NewEntity.task(
                            ledger.into().tasks(), ledger.assigned(changes), nearest.content(), place, ledger.zone());
            ledger.read(changes, entity, task.fields());
            changes.send(new SyncCommand.Link(ledger.link(entity), task.ref(), content, changes.at()));
            nearest.record(changes, ledger.link(entity), ledger.title());
            if (PulledFields.isWithoutZone(content.dueDate(), content.timeZone())) {
                ledger.mark(List.of(entity));
            }
            return entity;
        });
        known.made(task.ref().id(), made, place);
        tally.taken();
        new PulledDependencies(ledger).take(made, CanonicalChanges.between(content, whole), whole);
    }

    /** Imports a list as a project. The next cycle reads and imports its contents. */
    void imported(RemoteList list) {
        CanonicalContent content = ledger.ofList(list.content());
        NearestContent nearest = new NearestContent(EntityRef.Kind.LIST, content);
        ledger.write(changes -> {
            EntityRef project = NewEntity.project(
                    ledger.into().projects(),
                    changes,
                    nearest.content(),
                    ledger.zone(),
                    ledger.placed(),
                    ledger.billed(changes).of(nearest.content()));
            SyncLinkId link = ledger.link(EntityRef.list(project.id()));
            changes.send(new SyncCommand.Link(link, new RemoteRef(list.id(), list.id()), content, changes.at()));
            nearest.record(changes, link, ledger.title());
        });
        tally.taken();
        tally.leaveOpen("what is in the list \"" + list.name() + "\" comes with the next look");
    }

    private Planned.Place place(EntityRef above) {
        return switch (above.kind()) {
            case LIST, PROJECT -> new Planned.Place(EntityRef.project(above.id()), null);
            case TASK -> new Planned.Place(known.place(above).project(), above);
            case ENTRY -> throw new IllegalStateException("nothing is below " + above);
        };
    }

    /**
     * Deletes an entity with everything below it, as the service did. If something new is below it, leaves it to the
     * next cycle.
     */
    void removed(Planned.DeletedRemotely item) {
        EntityRef entity = item.entity();
        List<EntityRef> with = ledger.into().goingWith(entity);
        if (!item.with().keySet().containsAll(with)) {
            tally.leaveOpen("something has come below a " + entity.kind().name().toLowerCase(Locale.ROOT)
                    + " that is to be deleted");
            return;
        }
        ledger.write(changes -> {
            Map<TaskId, Long> seen = new HashMap<>();
            item.with().forEach((task, version) -> seen.put(new TaskId(task.id()), version));
            if (entity.kind() == EntityRef.Kind.TASK) {
                seen.put(new TaskId(entity.id()), item.version());
                ledger.into().tasks().deleteAsSeen(changes, entity.id().toString(), seen);
            } else {
                ledger.into().projects().deleteAsSeen(changes, entity.id().toString(), item.version(), seen);
            }
            LimitShare as = counted.getOrDefault(entity, LimitShare.ALONE);
            changes.send(new SyncCommand.RecordRemoteDeletion(ledger.link(entity), as, changes.at()));
            // Their links end too: no user has deleted one of these objects, so an object that still exists must stay.
            for (Map.Entry<EntityRef, SyncLink> each :
                    ledger.book().findAll(ledger.account(), with).entrySet()) {
                if (each.getValue() instanceof SyncLink.Linked) {
                    LimitShare along = as.equals(LimitShare.ALONE) ? LimitShare.as(entity.toString()) : as;
                    changes.send(new SyncCommand.RecordRemoteDeletion(ledger.link(each.getKey()), along, changes.at()));
                }
            }
        });
        tally.taken();
    }

    void revived(Planned.RestoredRemotely item) {
        EntityRef entity = item.entity();
        RemoteTask task = item.remote();
        CanonicalContent theirs = ledger.words()
                .compared(entity.kind(), task.content(), task.ref().list());
        NearestContent nearest = new NearestContent(entity.kind(), theirs);
        CanonicalChanges known = nearest.knownIn(item.base());
        ledger.write(changes -> {
            if (entity.kind() == EntityRef.Kind.TASK) {
                ledger.into().tasks().restore(changes, entity.id().toString(), null);
            } else {
                ledger.into().projects().restore(changes, entity.id().toString(), null);
            }
            CanonicalContent base = CanonicalChanges.between(item.base(), theirs)
                    .only(known.fields())
                    .applyTo(item.base());
            changes.send(new SyncCommand.Link(ledger.link(entity), task.ref(), base, changes.at()));
            nearest.recordAgain(changes, ledger.link(entity), known);
        });
        tally.taken();
        tally.leaveOpen("what was changed in \"" + task.content().title() + "\" meanwhile comes with the next look");
    }

    /**
     * Finds the place of a task whose tree is deeper in the service than the ledger allows: below its lowest ancestor
     * with room.
     */
    record DeepestParent(PullLedger ledger, TouchedEntities known) {
        /** Returns the place of a task that is new to the ledger. */
        Planned.Place of(Planned.Place wanted, NearestContent content) {
            return of(wanted, 1, content);
        }

        /**
         * Returns the place of a task with everything below it; if that is not the wanted parent, {@code content} gets
         * a warning.
         */
        Planned.Place of(EntityRef task, Planned.Place wanted, NearestContent content) {
            return of(wanted, wanted.parent() == null ? 1 : levels(task), content);
        }

        private Planned.Place of(Planned.Place wanted, int levels, NearestContent content) {
            List<EntityRef> above = above(wanted.parent());
            EntityRef nearest = NearestValues.parent(above, levels);
            if (wanted.parent() == null || wanted.parent().equals(nearest)) {
                return wanted;
            }
            content.below(
                    remoteId(nearest == null ? wanted.project() : nearest),
                    NearestValues.moved(
                            "parentId", name(wanted.parent()), nearest == null ? "its project" : name(nearest)));
            return new Planned.Place(wanted.project(), nearest);
        }

        /** Returns the parent and its ancestors, nearest first. */
        private List<EntityRef> above(@Nullable EntityRef parent) {
            List<EntityRef> above = new ArrayList<>();
            for (EntityRef each = parent;
                    each != null && above.size() <= Violations.LEVELS;
                    each = known.place(each).parent()) {
                above.add(each);
            }
            return above;
        }

        private int levels(EntityRef task) {
            List<UUID> below =
                    ledger.into().goingWith(task).stream().map(EntityRef::id).toList();
            if (below.isEmpty()) {
                return 1;
            }
            Map<UUID, UUID> parents = new HashMap<>();
            ledger.into().taskQueries().findAll(below).forEach(each -> {
                if (each.parentId() != null) {
                    parents.put(each.id(), each.parentId());
                }
            });
            return 1
                    + below.stream()
                            .mapToInt(each -> depth(each, parents))
                            .max()
                            .orElse(0);
        }

        private static int depth(UUID task, Map<UUID, UUID> parents) {
            int depth = 0;
            for (@Nullable UUID each = task; each != null && depth <= Violations.LEVELS; each = parents.get(each)) {
                depth++;
            }
            return depth - 1;
        }

        /** Returns the parent as the comparison names it; null at the top of a list. */
        private @Nullable String remoteId(EntityRef above) {
            RemoteRef object = ledger.book()
                    .find(ledger.link(above))
                    .orElse(SyncLink.None.EVER)
                    .object();
            return object == null ? null : object.id();
        }

        private String name(EntityRef task) {
            return known.task(task).key();
        }
    }
}
