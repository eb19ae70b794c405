package dev.devledger.application.sync;

import dev.devledger.domain.sync.Existence;
import dev.devledger.domain.sync.Existence.LinkState;
import dev.devledger.domain.sync.Existence.LocalState;
import dev.devledger.domain.sync.Existence.RemoteState;
import dev.devledger.domain.sync.SyncLink;

/** The existence decision table, as a cycle asks it: who asks states the facts, and does what the answer says. */
final class ExistenceTable {
    private final SyncMeters meters;

    ExistenceTable(SyncMeters meters) {
        this.meters = meters;
    }

    Existence decide(SyncLink link, LocalState local, RemoteState remote) {
        return decide(LinkState.of(link), local, remote);
    }

    Existence decide(LinkState link, LocalState local, RemoteState remote) {
        Existence decided = Existence.of(link, local, remote);
        meters.decided(decided);
        return decided;
    }
}
