package dev.devledger.application.sync.time;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.sync.conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.link.SyncLinkId;
import org.jspecify.annotations.Nullable;

/** A conflict about a time entry that can still be resolved; there is one at most. */
record EntryQuestion(ConflictId id, Dispute.OfEntry dispute) {

    /**
     * Makes what is asked what is to be asked.
     *
     * @param before what is asked so far; null where there is nothing
     * @param now what is to be asked; null where there is nothing
     */
    static void settle(
            ChangeSet changes, SyncLinkId link, @Nullable EntryQuestion before, Dispute.@Nullable OfEntry now) {
        if (before == null) {
            if (now != null) {
                changes.send(new ConflictCommand.Raise(new ConflictId(changes.newId()), link, now, changes.at()));
            }
        } else if (now == null) {
            changes.send(new ConflictCommand.LetGo(before.id(), "the time entry was changed since", changes.at()));
        } else if (!before.dispute().equals(now)) {
            changes.send(new ConflictCommand.Extend(before.id(), now, changes.at()));
        }
    }
}
