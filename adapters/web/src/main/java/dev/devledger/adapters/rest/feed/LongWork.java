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

/** Work that takes long, whose progress goes to all who listen to the ledger: each kind is named where the feed is made. */
public interface LongWork {

    /**
     * @param running whether it is under way
     * @param progress as docs/contract.md, section 4, shows it where it is asked for
     */
    record Step(boolean running, Object progress) {}

    /** The name of its events, such as {@code import}. */
    String event();

    /** What is under way on this node or was lately, by what tells one from the other; asked for once a second. */
    Map<String, Step> now();

    /** How far the projections are that are being rebuilt, as {@code /api/projections} has it. */
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

    /** How the sync is doing, as {@code /api/sync/status} has it, but for what grows by itself: that is no news. */
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

    /** How far undos are, as {@code /api/change-sets/{id}/undo} has it. */
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
