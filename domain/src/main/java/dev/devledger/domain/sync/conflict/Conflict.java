package dev.devledger.domain.sync.conflict;

import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of a conflict, built from its events: all that its decider needs. */
public sealed interface Conflict {
    record Unknown() implements Conflict {}

    /** Waits for a person, or was settled by a policy and can still be decided otherwise. */
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

    /** A person's decision on a conflict. */
    enum Choice {
        /** The ledger's side: its value, or the object created again or deleted remotely. */
        LOCAL,
        /** The remote's side: its value, or its object or deletion as it is. */
        REMOTE,
        /** A value from the person: another value, or the id of the right remote object. */
        VALUE,
        /** Entity and object stay as they are and are unlinked. */
        DETACH
    }

    /** A command to a conflict. */
    sealed interface ConflictCommand extends Addressed {
        ConflictId conflict();

        Instant at();

        @Override
        default String address() {
            return conflict().address();
        }

        record Raise(ConflictId conflict, SyncLinkId link, Dispute dispute, Instant at) implements ConflictCommand {}

        /** Replaces the dispute, as a side changed again while the conflict waits. */
        record Extend(ConflictId conflict, Dispute dispute, Instant at) implements ConflictCommand {}

        /** Ends the conflict, as both sides agree by now or the object is gone. */
        record LetGo(ConflictId conflict, String reason, Instant at) implements ConflictCommand {}

        record Resolve(
                ConflictId conflict,
                Choice choice,
                @Nullable String value,
                Instant at) implements ConflictCommand {}
    }

    /** A change that happened to a conflict. Stored for ever: a record is never changed, an old revision is upcast. */
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
