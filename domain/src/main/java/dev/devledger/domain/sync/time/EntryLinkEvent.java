package dev.devledger.domain.sync.time;

import java.time.Instant;

/** What has become of a link of a time entry. Stored for ever: a record here is never changed, an old revision is upcast. */
public sealed interface EntryLinkEvent {
    EntryLinkId link();

    Instant at();

    record AddIntended(EntryLinkId link, EntryContent sent, Instant at) implements EntryLinkEvent {}

    record AddDropped(EntryLinkId link, Instant at) implements EntryLinkEvent {}

    record Linked(EntryLinkId link, String remote, EntryBase base, Instant at) implements EntryLinkEvent {}

    record Agreed(EntryLinkId link, EntryBase base, Instant at) implements EntryLinkEvent {}

    record KeptApart(EntryLinkId link, Instant at) implements EntryLinkEvent {}

    record Closed(EntryLinkId link, EntryLink.End end, Instant at) implements EntryLinkEvent {}
}
