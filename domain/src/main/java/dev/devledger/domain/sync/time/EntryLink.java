package dev.devledger.domain.sync.time;

import dev.devledger.domain.shared.Decider.Addressed;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which remote time entry one of the ledger is. */
public sealed interface EntryLink {

    /** It never was there, as far as anybody knows. */
    record None() implements EntryLink {}

    /** It is about to be added there, or was and nobody knows what came of it. */
    record Adding(EntryContent sent, Instant since) implements EntryLink {}

    record Linked(String remote, EntryBase base) implements EntryLink {}

    /** It was there. */
    record Ended(String remote, EntryBase base, End end) implements EntryLink {}

    /** A person has said that both sides keep what they have, and that it does not belong together. */
    record Apart(@Nullable String remote) implements EntryLink {}

    /** How a link has ended. */
    enum End {
        /** Deleted there, and here because of that. */
        DELETED_THERE,
        /** Deleted here, and there because of that. */
        DELETED_HERE,
        /** Gone on both sides. */
        GONE
    }

    /**
     * The remote task or project of a linked one that is for nothing here, as both sides last agreed: the ledger was never
     * told it, as it did not know it then.
     */
    default Optional<String> unplacedFor() {
        return this instanceof Linked(var remote, var base) && base.here().place() == null
                ? Optional.ofNullable(base.there().object())
                : Optional.empty();
    }

    /** What both sides last agreed on. */
    default Optional<EntryBase> agreed() {
        return switch (this) {
            case Linked linked -> Optional.of(linked.base());
            case Ended ended -> Optional.of(ended.base());
            case None none -> Optional.empty();
            case Adding adding -> Optional.empty();
            case Apart apart -> Optional.empty();
        };
    }

    /** The remote entry that it is or was. */
    default Optional<String> object() {
        return switch (this) {
            case None none -> Optional.empty();
            case Adding adding -> Optional.empty();
            case Linked linked -> Optional.of(linked.remote());
            case Ended ended -> Optional.of(ended.remote());
            case Apart apart -> Optional.ofNullable(apart.remote());
        };
    }

    /** Which time entry of the ledger in which account of which connected system. */
    record EntryLinkId(String connector, String account, UUID entry) {
        /** The event stream of this link. */
        public String address() {
            return "entrylink-" + connector + "-" + account + "-" + entry;
        }
    }

    /** What can be put on record of a link of a time entry. */
    sealed interface EntryLinkCommand extends Addressed {
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

    /** What has become of a link of a time entry. Stored for ever: a record here is never changed, an old revision is upcast. */
    sealed interface EntryLinkEvent {
        EntryLinkId link();

        Instant at();

        record AddIntended(EntryLinkId link, EntryContent sent, Instant at) implements EntryLinkEvent {}

        record AddDropped(EntryLinkId link, Instant at) implements EntryLinkEvent {}

        record Linked(EntryLinkId link, String remote, EntryBase base, Instant at) implements EntryLinkEvent {}

        record Agreed(EntryLinkId link, EntryBase base, Instant at) implements EntryLinkEvent {}

        record KeptApart(EntryLinkId link, Instant at) implements EntryLinkEvent {}

        record Closed(EntryLinkId link, EntryLink.End end, Instant at) implements EntryLinkEvent {}
    }
}
