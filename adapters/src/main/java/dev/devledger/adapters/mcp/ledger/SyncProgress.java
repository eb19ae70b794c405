package dev.devledger.adapters.mcp.ledger;

import dev.devledger.adapters.mcp.tool.ProgressListener;
import dev.devledger.application.sync.Sync;

/** Tells how far a cycle is, in numbers that only grow. */
final class SyncProgress implements Runnable {
    private final Sync sync;
    private final ProgressListener listener;
    private double told;
    private String words = "";

    SyncProgress(Sync sync, ProgressListener listener) {
        this.sync = sync;
        this.listener = listener;
    }

    /** Looks, and tells where there is something new to tell. */
    @Override
    public void run() {
        Sync.Stage stage = sync.stage();
        if (stage == null) {
            return;
        }
        boolean counted = stage.total() > 0;
        String message = counted ? stage.phase() + ", %d of %d".formatted(stage.done(), stage.total()) : stage.phase();
        double at = stage.step() + (double) stage.done();
        if (at > told && !message.equals(words)) {
            told = at;
            words = message;
            listener.at(at, counted ? (double) stage.step() + stage.total() : null, message);
        }
    }
}
