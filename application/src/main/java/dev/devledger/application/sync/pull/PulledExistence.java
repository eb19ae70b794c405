package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.record.GoneList;
import dev.devledger.domain.sync.conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.Counted;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.task.TaskId;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came to be at the remote, is gone from there, or is a question to a person.
 *
 * @param counted the deletes, as what each of them goes on record
 */
record PulledExistence(
        PullLedger ledger,
        TouchedEntities known,
        PullTally tally,
        OpenConflicts standing,
        Map<EntityRef, Counted> counted,
        ZoneId zone) {
    void imported(RemoteTask task) {
        String parent = task.content().parent();
        String list = task.ref().list();
        Optional<EntityRef> above = known.owner(parent == null ? list : parent);
        if (above.isEmpty()) {
            tally.leaveOpen(); // what it is below is not in the ledger yet
            return;
        }
        EntityRef.Kind kind = above.get().holdsCards() ? EntityRef.Kind.PROJECT : EntityRef.Kind.TASK;
        Canonical content = ledger.words().compared(kind, task.content(), list).withNamedItems();
        Planned.@Nullable Place place = kind == EntityRef.Kind.PROJECT ? null : place(above.get());
        EntityRef made = ledger.writeAndGet(changes -> {
            EntityRef entity = place == null
                    ? NewEntity.project(ledger.into().projects(), changes, content, zone)
                    : NewEntity.task(ledger.into().tasks(), changes, content, place, zone);
            changes.send(new SyncCommand.Link(ledger.link(entity), task.ref(), content, changes.at()));
            if (PulledFields.isWithoutZone(content.dueDate(), content.timeZone())) {
                ledger.mark(List.of(entity));
            }
            return entity;
        });
        known.made(task.ref().id(), made, place == null ? made : place.project());
        tally.taken();
    }

    private Planned.Place place(EntityRef above) {
        return switch (above.kind()) {
            case LIST, PROJECT -> new Planned.Place(EntityRef.project(above.id()), null);
            case TASK -> new Planned.Place(known.projectOf(above), above);
        };
    }

    /** What is below it goes with it here, as it has there; what has come below it since is for the next cycle. */
    void removed(Planned.Removed item) {
        EntityRef entity = item.entity();
        List<EntityRef> with = ledger.into().goingWith(entity);
        if (!item.with().keySet().containsAll(with)) {
            tally.leaveOpen();
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
            Counted as = counted.getOrDefault(entity, Counted.ALONE);
            changes.send(new SyncCommand.LoseRemote(ledger.link(entity), as, changes.at()));
            // Nobody has asked for a delete of these there, should one of them be there still.
            for (Map.Entry<EntityRef, SyncLink> each :
                    ledger.book().findAll(ledger.account(), with).entrySet()) {
                if (each.getValue() instanceof SyncLink.Linked) {
                    Counted along = as.equals(Counted.ALONE) ? Counted.as(entity.toString()) : as;
                    changes.send(new SyncCommand.LoseRemote(ledger.link(each.getKey()), along, changes.at()));
                }
            }
        });
        tally.taken();
    }

    void revived(Planned.Revived item) {
        EntityRef entity = item.entity();
        ledger.write(changes -> {
            if (entity.kind() == EntityRef.Kind.TASK) {
                ledger.into().tasks().restore(changes, entity.id().toString(), null);
            } else {
                ledger.into().projects().restore(changes, entity.id().toString(), null);
            }
            changes.send(new SyncCommand.Link(ledger.link(entity), item.remote().ref(), item.base(), changes.at()));
        });
        tally.taken();
        tally.leaveOpen(); // what was changed there meanwhile is taken over by the next cycle
    }

    void asked(Planned.Asked item) {
        SyncLinkId link = ledger.link(item.entity());
        ConflictUpdates raised = ConflictUpdates.of(link, item.dispute(), standing, new DisputedPlaces(ledger));
        if (raised.isEmpty()) {
            return;
        }
        ledger.write(changes -> {
            raised.send(changes);
            switch (item.dispute()) {
                case Dispute.DeletedLocally gone -> linkAgain(link, gone, changes);
                case Dispute.DeletedRemotely gone -> {
                    changes.send(new SyncCommand.Part(
                            link,
                            "it was deleted in " + ledger.title() + ", and changed later in Devledger",
                            changes.at()));
                    if (item.entity().kind() == EntityRef.Kind.LIST) {
                        new GoneList(
                                        ledger.account(),
                                        ledger.book(),
                                        gone.object().list())
                                .part(changes, GoneList.REASON.words(ledger.title()));
                    }
                }
                default -> {}
            }
        });
        tally.raised(raised.count());
    }

    /** What a person chooses is done to what is linked; and a delete that has not come through is not to. */
    private void linkAgain(SyncLinkId link, Dispute.DeletedLocally asked, ChangeSet changes) {
        switch (ledger.book().find(link).orElse(SyncLink.None.EVER)) {
            case SyncLink.Deleting deleting ->
                changes.send(new SyncCommand.Link(link, deleting.remote(), deleting.base(), changes.at()));
            case SyncLink.OutOfScope outside ->
                changes.send(new SyncCommand.Link(link, asked.object(), outside.base(), changes.at()));
            default -> {}
        }
    }

    /** What waited for the answer is due at once. */
    void answered(Planned.Withdrawn item) {
        ledger.write(changes ->
                changes.send(new ConflictCommand.LetGo(item.question().id(), item.reason(), changes.at())));
        if (!item.entity().holdsCards()) {
            tally.push(item.entity());
        }
    }
}
