package dev.devledger.application.sync.push;

import dev.devledger.domain.sync.link.SyncLink;

/** What a cycle does with one entity that is marked. */
interface Push {
    PushOutcome run();

    /** The link as it is now. */
    SyncLink link();

    /** Whether anything was changed at the remote, so far. */
    boolean pushed();

    /** Whether only a cycle that reads the lists can bring it forward. */
    boolean wantsFull();
}
