package dev.devledger.application.sync.conflict;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.application.time.ServiceTimeWrites;
import dev.devledger.application.time.ServiceTimeWrites.EntryEdits;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.StoredEntry;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Carries out a person's choice on a conflict about a time entry: in the ledger at once, remotely by the next cycle.
 */
public record EntryResolution(EntryLinkBook links, PendingTimeEntries work, TimeEntries entries) {

    void carryOut(
            ChangeSet changes,
            ConnectedAccount account,
            EntityRef entity,
            Dispute.EntryDispute dispute,
            Choice choice) {
        EntryLinkId link = new EntryLinkId(account.connector(), account.account(), entity.id());
        TimeEntryId entry = new TimeEntryId(entity.id());
        StoredEntry before =
                entries.directory().find(entry.toString()).orElseThrow(() -> TimeEntries.unknown(entry.toString()));
        ServiceTimeWrites taken = ServiceTimeWrites.of(
                entries,
                changes,
                dispute.remote() == null
                        ? before.seen().details().person()
                        : dispute.remote().whose(),
                before.seen().details().person());
        switch (choice) {
            case LOCAL -> local(taken, link, dispute, before.deleted());
            case REMOTE -> remote(taken, link, dispute, before.deleted());
            case DETACH -> changes.send(new EntryLinkCommand.KeepApart(link, changes.at()));
            case VALUE -> throw new IllegalStateException("no such choice of a time entry");
        }
        work.mark(account, List.of(entity.id()));
    }

    /**
     * The choice of the ledger's side: counts the remote entry as seen. The ledger's value is sent, or is restored if a
     * policy had replaced it, unless the entry was deleted since.
     */
    private void local(ServiceTimeWrites taken, EntryLinkId link, Dispute.EntryDispute dispute, boolean deleted) {
        if (dispute.remote() == null) {
            taken.changes()
                    .send(new EntryLinkCommand.Close(
                            link, EntryLink.End.DELETED_THERE, taken.changes().at()));
        } else if (dispute.local() != null) {
            agreeOnRemote(taken, link, dispute, dispute.fields(), Choice.LOCAL);
            if (dispute.applied() == AppliedSide.REMOTE && !deleted) {
                edit(taken, link, dispute.local(), dispute.fields());
            }
        }
    }

    private void remote(ServiceTimeWrites taken, EntryLinkId link, Dispute.EntryDispute dispute, boolean deleted) {
        TimeEntryId entry = new TimeEntryId(link.entry());
        if (dispute.remote() == null) {
            if (!deleted) {
                unbill(taken, entry);
                taken.delete(entry);
            }
            taken.changes()
                    .send(new EntryLinkCommand.Close(
                            link, EntryLink.End.DELETED_THERE, taken.changes().at()));
            return;
        }
        Set<EntryField> fields = dispute.local() == null ? EnumSet.allOf(EntryField.class) : dispute.fields();
        if (deleted) {
            taken.restore(entry);
        }
        agreeOnRemote(taken, link, dispute, fields, Choice.REMOTE);
        if (dispute.applied() != AppliedSide.REMOTE) {
            edit(taken, link, dispute.remote(), fields);
        }
    }

    private void agreeOnRemote(
            ServiceTimeWrites taken,
            EntryLinkId link,
            Dispute.EntryDispute dispute,
            Set<EntryField> fields,
            Choice choice) {
        if (dispute.remote() != null
                && dispute.there() != null
                && dispute.applied() != AppliedSide.LOCAL // otherwise the remote value was overwritten
                && links.find(link).orElse(null) instanceof EntryLink.Linked(var object, var base)) {
            EntryBase seen = new EntryBase(
                    base.here().keeping(dispute.remote(), fields), base.there().keeping(dispute.there(), fields));
            taken.changes()
                    .send(new EntryLinkCommand.Agree(
                            link,
                            choice == Choice.LOCAL ? seen.written(fields) : seen,
                            taken.changes().at()));
        }
    }

    /** Edits the entry even if it is billed, as a person has chosen this. */
    private void edit(ServiceTimeWrites taken, EntryLinkId link, EntryContent to, Set<EntryField> fields) {
        TimeEntryId entry = new TimeEntryId(link.entry());
        TimeEntryDetails now = details(entry);
        EntryContent content = EntryContent.of(now);
        EntryContent after = content.keeping(to, fields);
        if (now.billed() && after.billed() && !after.equals(content)) {
            taken.edit(entry, EntryEdits.between(content, after.unbilled()), now);
            taken.edit(entry, Patch.of(TimeEntryDetails.BILLED, true), now);
        } else {
            Patch<TimeEntryDetails> edit = EntryEdits.between(content, after);
            taken.edit(entry, edit, TimeEntryDetails.KIND.edited(now, edit));
        }
    }

    private void unbill(ServiceTimeWrites taken, TimeEntryId entry) {
        TimeEntryDetails now = details(entry);
        if (now.billed()) {
            taken.edit(entry, Patch.of(TimeEntryDetails.BILLED, false), now);
        }
    }

    private TimeEntryDetails details(TimeEntryId entry) {
        return entries.directory()
                .find(entry.toString())
                .orElseThrow(() -> TimeEntries.unknown(entry.toString()))
                .seen()
                .details();
    }
}
