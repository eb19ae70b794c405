package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.tool.ProgressListener;
import dev.devledger.application.sync.Sync;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far a cycle is, in numbers that only grow. */
final class SyncProgress implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncProgress.class);

    private final Supplier<Sync.@Nullable Stage> stage;
    private final ProgressListener listener;
    private double lastSent;
    private double last;
    private double before;
    private String words = "";

    SyncProgress(Supplier<Sync.@Nullable Stage> stage, ProgressListener listener) {
        this.stage = stage;
        this.listener = listener;
    }

    /** Looks, and tells where there is something new to tell. That nobody can be told ends no cycle. */
    @Override
    public void run() {
        if (listener.equals(ProgressListener.NOBODY)) {
            return;
        }
        try {
            tell(stage.get());
        } catch (RuntimeException away) {
            LOG.debug("Nobody can be told how far the sync is", away);
        }
    }

    private void tell(Sync.@Nullable Stage stage) {
        if (stage == null) {
            return;
        }
        boolean counted = stage.total() > 0;
        String message = counted ? stage.phase() + ", %d of %d".formatted(stage.done(), stage.total()) : stage.phase();
        double at = at(stage);
        if (at > lastSent && !message.equals(words)) {
            lastSent = at;
            words = message;
            listener.at(at, counted ? before + stage.step() + stage.total() : null, message);
        }
    }

    /** A step that counts much ends, or another cycle, for which this one waits: what comes counts on from there. */
    private double at(Sync.Stage stage) {
        double now = stage.step() + (double) stage.done();
        if (now < last) {
            before = lastSent;
        }
        last = now;
        return before + now;
    }
}
