package dev.devledger.domain.sync.conflict;

import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the decisions on a conflict need to know of its past. */
public sealed interface Conflict {
    record Unknown() implements Conflict {}

    /** It waits for a person, or a policy has settled it and a person may still turn it round. */
    record Raised(SyncLinkId link, Dispute dispute) implements Conflict {}

    record Resolved(
            SyncLinkId link, Choice choice, @Nullable String value) implements Conflict {}

    /** Nothing is left to decide. */
    record Obsolete(SyncLinkId link) implements Conflict {}

    record ConflictId(UUID value) {
        /** The event stream of this conflict. */
        public String address() {
            return "conflict-" + value;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** How a person ends a conflict. */
    enum Choice {
        /** The ledger's: its value, or made again there, or deleted there. */
        LOCAL,
        /** The remote's. */
        REMOTE,
        /** One that the person gives: another value, or the remote object that it is. */
        VALUE,
        /** Both stay as they are and no longer belong together. */
        DETACH
    }

    /** What can be put on record about a conflict. */
    sealed interface ConflictCommand extends Addressed {
        ConflictId conflict();

        Instant at();

        @Override
        default String address() {
            return conflict().address();
        }

        record Raise(ConflictId conflict, SyncLinkId link, Dispute dispute, Instant at) implements ConflictCommand {}

        /** A side has changed again while it waits. */
        record Extend(ConflictId conflict, Dispute dispute, Instant at) implements ConflictCommand {}

        /** Both sides agree by themselves, or what it was about is gone. */
        record LetGo(ConflictId conflict, String reason, Instant at) implements ConflictCommand {}

        record Resolve(
                ConflictId conflict,
                Choice choice,
                @Nullable String value,
                Instant at) implements ConflictCommand {}
    }

    /** What has become of a conflict. Stored for ever: a record here is never changed, an old revision is upcast. */
    sealed interface ConflictEvent {
        ConflictId conflict();

        SyncLinkId link();

        Instant at();

        record Raised(ConflictId conflict, SyncLinkId link, Dispute dispute, Instant at) implements ConflictEvent {}

        record Extended(ConflictId conflict, SyncLinkId link, Dispute dispute, Instant at) implements ConflictEvent {}

        record LetGo(ConflictId conflict, SyncLinkId link, String reason, Instant at) implements ConflictEvent {}

        record Resolved(
                ConflictId conflict,
                SyncLinkId link,
                Choice choice,
                @Nullable String value,
                Instant at) implements ConflictEvent {}
    }
}
