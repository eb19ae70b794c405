package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.record.GoneList;
import dev.devledger.domain.sync.conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.SyncLinkId;

/** What a full cycle asks a person, and what has answered itself. */
record PulledQuestions(PullLedger ledger, PullTally tally, OpenConflicts standing) {
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
                    String reason = "it was deleted in " + ledger.title() + ", and changed later in Devledger";
                    changes.send(new SyncCommand.Part(link, reason, changes.at()));
                    if (item.entity().kind() == EntityRef.Kind.LIST) {
                        String list = gone.object().list();
                        GoneList in = new GoneList(ledger.account(), ledger.book(), list);
                        in.part(changes, GoneList.REASON.words(ledger.title()));
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
