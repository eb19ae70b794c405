package dev.devledger.adapters.rest.feed;

import dev.devledger.application.projection.Replays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far the projections are that are being rebuilt, as {@code /api/projections} has it. */
public record ReplayNews(Replays replays) implements LongWork {

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
