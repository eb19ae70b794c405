package dev.devledger.adapters.postgres.write;

import dev.devledger.domain.sync.content.RemoteRef;
import org.jspecify.annotations.Nullable;

/** Where a project is in TickTick: a list of its own, or a task in the list of the cards. */
public final class Remotes {

    private Remotes() {}

    static @Nullable public String list(@Nullable RemoteRef remote) {
        return remote == null ? null : remote.list();
    }

    static @Nullable public String task(@Nullable RemoteRef remote) {
        return remote == null || remote.id().equals(remote.list()) ? null : remote.id();
    }
}
