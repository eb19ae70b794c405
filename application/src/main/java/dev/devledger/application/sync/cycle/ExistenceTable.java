package dev.devledger.application.sync.cycle;

import dev.devledger.domain.sync.existence.Existence;
import dev.devledger.domain.sync.existence.Existence.LinkState;
import dev.devledger.domain.sync.existence.Existence.LocalState;
import dev.devledger.domain.sync.existence.Existence.RemoteState;
import dev.devledger.domain.sync.link.SyncLink;

/** The existence decision table, as a cycle asks it: who asks states the facts, and does what the answer says. */
public final class ExistenceTable {
    private final SyncMeters meters;

    public ExistenceTable(SyncMeters meters) {
        this.meters = meters;
    }

    public Existence decide(SyncLink link, LocalState local, RemoteState remote) {
        return decide(LinkState.of(link), local, remote);
    }

    public Existence decide(LinkState link, LocalState local, RemoteState remote) {
        Existence decided = Existence.of(link, local, remote);
        meters.decided(decided);
        return decided;
    }
}
