package dev.devledger.application.sync.time;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.domain.sync.conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.sync.time.EntryField;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conflict about a time entry that can still be resolved; there is one at most. */
record EntryQuestion(ConflictId id, Dispute.OfEntry dispute) {

    /** Whether one side did not take what it is for, and that is all. */
    boolean isOfPlace() {
        return dispute.refused() != null && dispute.fields().equals(Set.of(EntryField.PLACE));
    }

    /** Nobody is asked any more. */
    ConflictCommand over(ChangeSet changes) {
        return new ConflictCommand.LetGo(id, "the time entry was changed since", changes.at());
    }

    /**
     * Makes what is asked what is to be asked.
     *
     * @param before what is asked so far; null where there is nothing
     * @param now what is to be asked; null where there is nothing
     * @return what is asked from then on
     */
    static @Nullable EntryQuestion settle(
            ChangeSet changes, SyncLinkId link, @Nullable EntryQuestion before, Dispute.@Nullable OfEntry now) {
        if (now == null) {
            if (before != null) {
                changes.send(before.over(changes));
            }
            return null;
        }
        if (before == null) {
            ConflictId id = new ConflictId(changes.newId());
            changes.send(new ConflictCommand.Raise(id, link, now, changes.at()));
            return new EntryQuestion(id, now);
        }
        if (!before.dispute().equals(now)) {
            changes.send(new ConflictCommand.Extend(before.id(), now, changes.at()));
        }
        return new EntryQuestion(before.id(), now);
    }
}
