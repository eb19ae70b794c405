package dev.devledger.application.sync;

import dev.devledger.domain.sync.SyncLink;

/** What a cycle does with one entity that is marked. */
interface Push {
    Outcome run();

    /** The link as it is now. */
    SyncLink link();

    /** Whether anything was changed at the remote, so far. */
    boolean pushed();

    /** Whether only a cycle that reads the lists can bring it forward. */
    boolean wantsFull();
}
