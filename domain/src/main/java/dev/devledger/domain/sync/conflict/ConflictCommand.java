package dev.devledger.domain.sync.conflict;

import dev.devledger.domain.shared.Addressed;
import dev.devledger.domain.sync.link.SyncLinkId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be put on record about a conflict. */
public sealed interface ConflictCommand extends Addressed {
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
            ConflictId conflict, Choice choice, @Nullable String value, Instant at) implements ConflictCommand {}
}
