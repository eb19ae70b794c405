package dev.devledger.adapters.postgres;

import dev.devledger.domain.sync.RemoteRef;
import org.jspecify.annotations.Nullable;

/** Where a project is in TickTick: a list of its own, or a task in the list of the cards. */
final class Remotes {

    private Remotes() {}

    static @Nullable String list(@Nullable RemoteRef remote) {
        return remote == null ? null : remote.list();
    }

    static @Nullable String task(@Nullable RemoteRef remote) {
        return remote == null || remote.id().equals(remote.list()) ? null : remote.id();
    }
}
