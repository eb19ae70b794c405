package dev.devledger.application.sync;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;

/** The sync as people and scripts use it. */
public interface Sync {

    SyncStatus status();

    /**
     * Runs a cycle that begins after the call, and answers when it is done. Where one is under way it waits and then runs
     * one, which all who wait share.
     */
    Report run();

    /** Reads all that a full cycle reads, and says what it would do; writes nothing anywhere. */
    SyncPlan plan();

    Page<Cycles.Cycle> cycles(PageRequest page);

    /** The components are the contract's fields. */
    record Report(String connector, int pulled, int pushed, int conflicts, int remoteRequests, long durationMs) {}
}
