package dev.devledger.application.sync.time;

import dev.devledger.application.time.TimeEntryDirectory.Known;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryField;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.EntryRules;
import dev.devledger.domain.sync.time.EntryStep;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteWork;
import dev.devledger.domain.time.TimeEntryDetails;
import java.util.Set;
import java.util.UUID;

/** An entry of the ledger as a cycle has found it on both sides. */
record EntryState(UUID entry, EntryLink link, Known local, EntryRules.There there, EntryWords words) {

    TimeEntryDetails details() {
        return local.seen().details();
    }

    EntryContent content() {
        return EntryContent.of(details());
    }

    /** What the ledger has, in the service's words. */
    RemoteWork wanted() {
        return words.there(content(), details().timeZone());
    }

    EntryStep step(Set<EntryField> holds) {
        EntryRules.Here here = local.deleted() ? new EntryRules.Here.Deleted() : new EntryRules.Here.Present(content());
        return EntryRules.step(link, here, there, holds);
    }

    EntryMerge.Sides sides(RemoteEntry remote) {
        return new EntryMerge.Sides(content(), remote.work(), wanted(), words.here(remote.work()));
    }

    EntryState at(EntryRules.There newThere, EntryWords newWords) {
        return new EntryState(entry, link, local, newThere, newWords);
    }
}
