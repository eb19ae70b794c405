package dev.devledger.domain.sync;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of an entity's remote object. */
public sealed interface SyncLink {

    /** Nothing was ever sent, or what was sent is surely not there; {@code refusal} says why the last try was refused. */
    record None(@Nullable String refusal) implements SyncLink {}

    /**
     * A create was meant to be sent. Until its outcome is known nothing is sent again: it may be there.
     *
     * @param list where it was to be made; empty for a list
     * @param attempt counts from 1
     */
    record Creating(UUID intent, int attempt, String list, Canonical content, Instant at) implements SyncLink {}

    /**
     * Both sides know each other.
     *
     * @param base the last content that both sides were seen to hold
     * @param sent writes whose outcome is not known; where the remote holds their values, they were done
     * @param refusal why the last write was refused, null where it was not
     */
    record Linked(
            RemoteRef remote,
            Canonical base,
            List<Sent> sent,
            @Nullable String refusal,
            Instant syncedAt) implements SyncLink {
        public Linked {
            sent = List.copyOf(sent);
        }
    }

    /**
     * A delete was meant to be sent; sending it again is harmless.
     *
     * @param withAll whether a person wants it gone with whatever others have put into it
     */
    record Deleting(RemoteRef remote, Canonical base, Instant at, boolean withAll) implements SyncLink {
        public Deleting(RemoteRef remote, Canonical base, Instant at) {
            this(remote, base, at, false);
        }
    }

    /**
     * Both sides are rid of it.
     *
     * @param byRemote whether it was deleted there, and here because of that
     */
    record Closed(RemoteRef remote, boolean byRemote) implements SyncLink {}

    /**
     * The remote object stays, and is no longer ours to change.
     *
     * @param stays whether only a person can bring both together again; else the ledger does where it wants it there
     */
    record Detached(RemoteRef remote, Canonical base, String reason, boolean stays) implements SyncLink {}

    /** It stands where nothing of the ledger's is: nothing is written, and that it is not seen means nothing. */
    record OutOfScope(RemoteRef remote, Canonical base, String reason) implements SyncLink {}

    /** A person has to decide: which remote object it is cannot be told. Nothing is sent meanwhile. */
    record Stopped(String reason) implements SyncLink {}

    /** A write of a linked object. */
    record Sent(UUID intent, CanonicalChanges changes, Instant at) {}

    /** The object that it is about, whether it is still there and still ours or not; null where none is known. */
    default @Nullable RemoteRef object() {
        return switch (this) {
            case Linked linked -> linked.remote();
            case Deleting deleting -> deleting.remote();
            case Closed closed -> closed.remote();
            case Detached detached -> detached.remote();
            case OutOfScope outside -> outside.remote();
            case None none -> null;
            case Creating creating -> null;
            case Stopped stopped -> null;
        };
    }
}
