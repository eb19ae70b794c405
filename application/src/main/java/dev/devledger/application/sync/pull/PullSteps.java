package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.pull.ConflictUpdates.DisputedPlaces;
import dev.devledger.application.sync.pull.Pull.PullTally;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.application.sync.record.SyncProjection.StopReasons.MissingList;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The changes in the ledger for each item of a plan. */
record PullSteps(
        PullLedger ledger,
        PullTally tally,
        PulledFields fields,
        PulledExistence existence,
        PullSteps.ConflictSteps questions) {
    /** The codes of refusals that do not go away by themselves, and so are shown on the entity. */
    private static final Set<Rejection.Code> TOLD = EnumSet.of(Rejection.Code.INVALID, Rejection.Code.DEPENDENCY_CYCLE);

    void apply(Planned item) {
        switch (item) {
            case Planned.Merged merged -> fields.merged(merged);
            case Planned.BackInScope back -> fields.returned(back);
            case Planned.Adopted adopted -> fields.adopted(adopted);
            case Planned.Imported imported -> existence.imported(imported.remote());
            case Planned.DeletedRemotely removed -> existence.removed(removed);
            case Planned.ListGone end -> ended(end);
            case Planned.RestoredRemotely revived -> existence.revived(revived);
            case Planned.Question asked -> questions.asked(asked);
            case Planned.Withdrawal answered -> questions.answered(answered);
            case Planned.FieldsSeen seen -> fields.seen(seen);
            case Planned.RefusalEnded accepted ->
                ledger.note(accepted.entity(), (link, at) -> new SyncCommand.Acknowledge(link, accepted.base(), at));
            // A user has deleted the entity in the ledger too: if its object reappears, a person is asked (E13) and
            // nothing is restored (E12).
            case Planned.Closed closed -> ledger.note(closed.entity(), (link, at) -> new SyncCommand.Close(link, at));
            case Planned.OutOfScope left ->
                ledger.note(left.entity(), (link, at) -> new SyncCommand.LeaveScope(link, left.reason(), at));
            case Planned.Unreadable alone ->
                ledger.note(alone.entity(), (link, at) -> new SyncCommand.Refuse(link, alone.reason(), at));
            case Planned.ReadableAgain again ->
                ledger.note(again.entity(), (link, at) -> new SyncCommand.Acknowledge(link, again.base(), at));
            case Planned.ListFound found -> {
                RemoteRef ref = new RemoteRef(found.list().id(), found.list().id());
                CanonicalContent name = CanonicalContent.list(
                        ledger.words().listName(found.list().name()));
                ledger.note(found.entity(), (link, at) -> new SyncCommand.Link(link, ref, name, at));
            }
            case Planned.ListImported imported -> existence.imported(imported.list());
            case Planned.ListChanged changed -> fields.changed(changed);
            case Planned.Pushed pushed -> {} // done by the narrow part of the cycle
        }
    }

    /**
     * Closes a list that is gone. If anything in the list could not be taken over, its link stays for the next cycle.
     */
    private void ended(Planned.ListGone item) {
        boolean left = ledger.book().inLists(ledger.account(), List.of(item.list())).stream()
                .anyMatch(each ->
                        each.entity().kind() != EntityRef.Kind.LIST && ObservedObjects.asLinked(each.link()) != null);
        if (left) {
            tally.leaveOpen("something in a list that is gone could not be taken over");
        } else if (ObservedObjects.asLinked(
                        ledger.book().find(ledger.link(item.entity())).orElse(SyncLink.None.EVER))
                != null) {
            ledger.note(item.entity(), (link, at) -> new SyncCommand.Close(link, at));
        }
    }

    /** Reports on the entity that the ledger's rules refuse its remote content; both sides stay as they are. */
    void refused(Planned item, Rejection rejection) {
        EntityRef entity = item.entity();
        if (entity != null
                && TOLD.contains(rejection.code())
                && ledger.book().find(ledger.link(entity)).orElse(null) instanceof SyncLink.Linked linked
                && !isWriteRefused(linked)) {
            String reason = "what is in " + ledger.title() + " cannot be stored in Devledger: " + rejection.detail();
            ledger.write(changes -> changes.send(new SyncCommand.Refuse(ledger.link(entity), reason, changes.at())));
        }
    }

    /**
     * True if the link shows the refusal of a write. It is kept; otherwise each cycle would overwrite one reason with
     * the other.
     */
    private static boolean isWriteRefused(SyncLink.Linked linked) {
        return linked.refusal() != null && !linked.sent().isEmpty();
    }

    /** Asks a person the questions of a full cycle, and withdraws questions that are no longer open. */
    record ConflictSteps(PullLedger ledger, PullTally tally, OpenConflicts standing) {
        void asked(Planned.Question item) {
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
                        String reason = "it was deleted in " + ledger.title() + ", and changed later in Devledger";
                        changes.send(new SyncCommand.DetachUntilDecision(link, reason, changes.at()));
                        if (item.entity().kind() == EntityRef.Kind.LIST) {
                            String list = gone.object().list();
                            MissingList in = new MissingList(ledger.account(), ledger.book(), list);
                            in.part(changes, MissingList.REASON.words(ledger.title()));
                        }
                    }
                    default -> {}
                }
            });
            tally.raised(raised.count());
        }

        /** Links the entity again: a person's choice needs a linked entity, not one whose delete is under way. */
        private void linkAgain(SyncLinkId link, Dispute.DeletedLocally asked, ChangeSet changes) {
            switch (ledger.book().find(link).orElse(SyncLink.None.EVER)) {
                case SyncLink.Deleting deleting ->
                    changes.send(new SyncCommand.Link(link, deleting.remote(), deleting.base(), changes.at()));
                case SyncLink.OutOfScope outside ->
                    changes.send(new SyncCommand.Link(link, asked.object(), outside.base(), changes.at()));
                default -> {}
            }
        }

        /** Ends a question that is no longer open. The entity that waited for the answer is due at once. */
        void answered(Planned.Withdrawal item) {
            ledger.write(changes ->
                    changes.send(new ConflictCommand.LetGo(item.question().id(), item.reason(), changes.at())));
            if (!item.entity().holdsCards()) {
                tally.push(item.entity());
            }
        }
    }
}
