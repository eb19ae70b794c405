package dev.devledger.domain.sync.link;

import static dev.devledger.domain.sync.link.RequiredState.linked;

import dev.devledger.domain.sync.content.RemoteRef;
import java.time.Instant;
import java.util.List;

/** What an event makes of a link that it ends. */
final class LinkEndings {
    private LinkEndings() {}

    static SyncLink.Deleting deleting(SyncLink.Linked linked, Instant at) {
        return new SyncLink.Deleting(
                linked.remote(), linked.base(), at, false, null, linked.forms(), linked.warnings());
    }

    static SyncLink closed(SyncLink state) {
        return switch (state) {
            case SyncLink.Linked linked -> closed(state, linked.remote());
            case SyncLink.Deleting deleting -> closed(state, deleting.remote());
            case SyncLink.Detached detached -> closed(state, detached.remote());
            case SyncLink.OutOfScope outside -> closed(state, outside.remote());
            default -> SyncLink.None.EVER;
        };
    }

    private static SyncLink closed(SyncLink state, RemoteRef remote) {
        return new SyncLink.Closed(remote, false, null, state.formsKept(), state.warningsKept());
    }

    static SyncLink parted(SyncLink state, String reason) {
        return switch (state) {
            case SyncLink.Detached detached ->
                new SyncLink.Detached(
                        detached.remote(),
                        detached.base(),
                        reason,
                        true,
                        detached.past(),
                        detached.forms(),
                        detached.warningsKept());
            case SyncLink.OutOfScope outside ->
                new SyncLink.Detached(
                        outside.remote(),
                        outside.base(),
                        reason,
                        true,
                        outside.past(),
                        outside.forms(),
                        outside.warningsKept());
            default -> detached(linked(state), reason, true);
        };
    }

    static SyncLink outOfScope(SyncLink state, String reason) {
        if (state instanceof SyncLink.Deleting deleting) {
            return new SyncLink.OutOfScope(
                    deleting.remote(), deleting.base(), reason, List.of(), deleting.forms(), deleting.warningsKept());
        }
        SyncLink.Linked linked = linked(state);
        return new SyncLink.OutOfScope(
                linked.remote(), linked.base(), reason, linked.past(), linked.forms(), linked.warnings());
    }

    static SyncLink detached(SyncLink.Linked linked, String reason, boolean stays) {
        return new SyncLink.Detached(
                linked.remote(), linked.base(), reason, stays, linked.past(), linked.forms(), linked.warnings());
    }

    static SyncLink gone(SyncLink state, Instant at) {
        RemoteRef remote = state instanceof SyncLink.Deleting deleting
                ? deleting.remote()
                : linked(state).remote();
        return new SyncLink.Closed(remote, true, at, state.formsKept(), state.warningsKept());
    }
}
