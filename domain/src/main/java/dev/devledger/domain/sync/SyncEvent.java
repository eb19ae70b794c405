package dev.devledger.domain.sync;

import java.time.Instant;
import java.util.UUID;

/** What has become of a link. Stored for ever: a record here is never changed, an old revision is upcast. */
public sealed interface SyncEvent {
    SyncLinkId link();

    Instant at();

    record CreateIntended(SyncLinkId link, UUID intent, int attempt, String list, Canonical content, Instant at)
            implements SyncEvent {}

    record Linked(SyncLinkId link, RemoteRef remote, Canonical base, Instant at) implements SyncEvent {}

    record PushIntended(SyncLinkId link, UUID intent, CanonicalChanges changes, Instant at) implements SyncEvent {}

    /** {@code base} is what of the agreed content changed: what was agreed before and what is now. */
    record Acknowledged(SyncLinkId link, CanonicalChanges base, Instant at) implements SyncEvent {}

    record Refused(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    record IntentDropped(SyncLinkId link, UUID intent, String reason, Instant at) implements SyncEvent {}

    record DeleteIntended(SyncLinkId link, Instant at) implements SyncEvent {}

    record Closed(SyncLinkId link, Instant at) implements SyncEvent {}

    record Detached(SyncLinkId link, String reason, Instant at) implements SyncEvent {}

    record Stopped(SyncLinkId link, String reason, Instant at) implements SyncEvent {}
}
