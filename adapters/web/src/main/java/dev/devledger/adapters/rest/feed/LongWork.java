package dev.devledger.adapters.rest.feed;

import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.ledger.LongWrites.WriteProgress;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Syncs;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Long-running work whose progress is sent to all listeners of the ledger. The code that builds the feed lists all
 * kinds of such work.
 */
public interface LongWork {

    /**
     * @param running true while the work runs
     * @param progress the progress, in the form of docs/contract.md, section 4
     */
    record Step(boolean running, Object progress) {}

    /** Returns the name of the work's events, such as {@code import}. */
    String event();

    /** Returns the work that runs on this node or has just ended, by id. Called once a second. */
    Map<String, Step> now();

    /** The progress of projections that are being rebuilt, as in {@code /api/projections}. */
    record ReplayNews(Replays replays) implements LongWork {

        @Override
        public String event() {
            return "replay";
        }

        @Override
        public Map<String, Step> now() {
            Map<String, Step> steps = new LinkedHashMap<>();
            for (Replays.Status status : replays.list()) {
                Replays.Progress replay = status.replay();
                if (replay != null) {
                    steps.put(status.name(), new Step(replay.state().equals("running"), status));
                }
            }
            return steps;
        }
    }

    /**
     * The state of the sync, as in {@code /api/sync/status}, without values that grow with time alone, as they are no
     * news.
     */
    record SyncNews(Syncs syncs) implements LongWork {

        @Override
        public String event() {
            return "sync";
        }

        @Override
        public Map<String, Step> now() {
            return syncs.statuses().stream()
                    .collect(Collectors.toMap(SyncStatus::connector, status -> new Step(true, status.standing())));
        }
    }

    /** The progress of undos, as in {@code /api/change-sets/{id}/undo}. */
    record UndoNews(LongWrites writes, Clock clock) implements LongWork {
        private static final Duration NEWS = Duration.ofSeconds(10);

        @Override
        public String event() {
            return "undo";
        }

        @Override
        public Map<String, Step> now() {
            Map<String, Step> steps = new LinkedHashMap<>();
            for (WriteProgress each : writes.undosSince(clock.instant().minus(NEWS))) {
                steps.put(each.requestId(), new Step(each.finishedAt() == null, each));
            }
            return steps;
        }
    }
}
