package dev.devledger.domain.sync.time;

import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The link of a time entry with its remote entry. */
public sealed interface EntryLink {

    /** The entry was never sent, as far as is known. */
    record None() implements EntryLink {}

    /** An add is about to be sent, or was sent with an unknown outcome. */
    record Adding(EntryContent sent, Instant since) implements EntryLink {}

    record Linked(String remote, EntryBase base) implements EntryLink {}

    /** The entries were linked, until one of them was deleted. */
    record Ended(String remote, EntryBase base, End end) implements EntryLink {}

    /** A person decided that both sides keep their entries, unlinked. */
    record Apart(@Nullable String remote) implements EntryLink {}

    /** The way in which a link ended. */
    enum End {
        /** Deleted remotely, and therefore in the ledger. */
        DELETED_THERE,
        /** Deleted in the ledger, and therefore remotely. */
        DELETED_HERE,
        /** Gone on both sides. */
        GONE
    }

    /**
     * The remote task or project of a linked entry that has no place in the ledger, as both sides last agreed: the
     * ledger did not know that task or project, so the place was never applied.
     */
    default Optional<String> unplacedFor() {
        return this instanceof Linked(var remote, var base) && base.here().place() == null
                ? Optional.ofNullable(base.there().object())
                : Optional.empty();
    }

    /** The content on which both sides last agreed. */
    default Optional<EntryBase> agreed() {
        return switch (this) {
            case Linked linked -> Optional.of(linked.base());
            case Ended ended -> Optional.of(ended.base());
            case None none -> Optional.empty();
            case Adding adding -> Optional.empty();
            case Apart apart -> Optional.empty();
        };
    }

    /** The remote entry of the link, also of an ended one. */
    default Optional<String> object() {
        return switch (this) {
            case None none -> Optional.empty();
            case Adding adding -> Optional.empty();
            case Linked linked -> Optional.of(linked.remote());
            case Ended ended -> Optional.of(ended.remote());
            case Apart apart -> Optional.ofNullable(apart.remote());
        };
    }

    /** The link of one time entry with one account of one connected service. */
    record EntryLinkId(String connector, String account, UUID entry) {
        /** The event stream of this link. */
        public String address() {
            return "entrylink-" + connector + "-" + account + "-" + entry;
        }
    }

    /** A command that records a change of a time entry's link. */
    sealed interface EntryLinkCommand extends Addressed {
        EntryLinkId link();

        Instant at();

        @Override
        default String address() {
            return link().address();
        }

        /** Records that an add is about to be sent. */
        record IntendAdd(EntryLinkId link, EntryContent sent, Instant at) implements EntryLinkCommand {}

        /** Records that certainly no remote entry was added. */
        record DropAdd(EntryLinkId link, Instant at) implements EntryLinkCommand {}

        record Link(EntryLinkId link, String remote, EntryBase base, Instant at) implements EntryLinkCommand {}

        /** Records the content on which both sides agree. */
        record Agree(EntryLinkId link, EntryBase base, Instant at) implements EntryLinkCommand {}

        record KeepApart(EntryLinkId link, Instant at) implements EntryLinkCommand {}

        record Close(EntryLinkId link, EntryLink.End end, Instant at) implements EntryLinkCommand {}
    }

    /** A change of a time entry's link. Stored for ever: a record is never changed, an old revision is upcast. */
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

    /** The rules of a time entry's link. A command that changes nothing gives no event and no error. */
    final class EntryLinkDecider implements Decider<EntryLinkCommand, EntryLink, EntryLinkEvent> {

        @Override
        public EntryLink initial() {
            return new EntryLink.None();
        }

        @Override
        public List<EntryLinkEvent> decide(EntryLinkCommand command, EntryLink state) {
            return switch (command) {
                case EntryLinkCommand.IntendAdd(var link, var sent, var at) ->
                    state instanceof EntryLink.Linked
                            ? List.of()
                            : List.of(new EntryLinkEvent.AddIntended(link, sent, at));
                case EntryLinkCommand.DropAdd(var link, var at) ->
                    state instanceof EntryLink.Adding ? List.of(new EntryLinkEvent.AddDropped(link, at)) : List.of();
                case EntryLinkCommand.Link(var link, var remote, var base, var at) ->
                    state.equals(new EntryLink.Linked(remote, base))
                            ? List.of()
                            : List.of(new EntryLinkEvent.Linked(link, remote, base, at));
                case EntryLinkCommand.Agree(var link, var base, var at) ->
                    state instanceof EntryLink.Linked(var remote, var before) && !before.equals(base)
                            ? List.of(new EntryLinkEvent.Agreed(link, base, at))
                            : List.of();
                case EntryLinkCommand.KeepApart(var link, var at) ->
                    state instanceof EntryLink.Apart ? List.of() : List.of(new EntryLinkEvent.KeptApart(link, at));
                case EntryLinkCommand.Close(var link, var end, var at) ->
                    state instanceof EntryLink.Linked ? List.of(new EntryLinkEvent.Closed(link, end, at)) : List.of();
            };
        }

        @Override
        public EntryLink evolve(EntryLink state, EntryLinkEvent event) {
            return switch (event) {
                case EntryLinkEvent.AddIntended e -> new EntryLink.Adding(e.sent(), e.at());
                case EntryLinkEvent.AddDropped e -> new EntryLink.None();
                case EntryLinkEvent.Linked e -> new EntryLink.Linked(e.remote(), e.base());
                case EntryLinkEvent.Agreed e ->
                    new EntryLink.Linked(linked(state).remote(), e.base());
                case EntryLinkEvent.KeptApart e ->
                    new EntryLink.Apart(state.object().orElse(null));
                case EntryLinkEvent.Closed e ->
                    new EntryLink.Ended(linked(state).remote(), linked(state).base(), e.end());
            };
        }

        private static EntryLink.Linked linked(EntryLink state) {
            if (state instanceof EntryLink.Linked linked) {
                return linked;
            }
            throw new IllegalStateException("not linked: " + state);
        }
    }
}
