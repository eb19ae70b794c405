package dev.devledger.domain.sync.conflict;

import dev.devledger.domain.sync.link.SyncLinkId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has become of a conflict. Stored for ever: a record here is never changed, an old revision is upcast. */
public sealed interface ConflictEvent {
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
