package dev.devledger.domain.sync.time;

import dev.devledger.domain.shared.Addressed;
import java.time.Instant;

/** What can be put on record of a link of a time entry. */
public sealed interface EntryLinkCommand extends Addressed {
    EntryLinkId link();

    Instant at();

    @Override
    default String address() {
        return link().address();
    }

    /** It is about to be added there. */
    record IntendAdd(EntryLinkId link, EntryContent sent, Instant at) implements EntryLinkCommand {}

    /** Surely nothing was added. */
    record DropAdd(EntryLinkId link, Instant at) implements EntryLinkCommand {}

    record Link(EntryLinkId link, String remote, EntryBase base, Instant at) implements EntryLinkCommand {}

    /** Both sides hold the same now. */
    record Agree(EntryLinkId link, EntryBase base, Instant at) implements EntryLinkCommand {}

    record KeepApart(EntryLinkId link, Instant at) implements EntryLinkCommand {}

    record Close(EntryLinkId link, EntryLink.End end, Instant at) implements EntryLinkCommand {}
}
