package dev.devledger.adapters.rest.feed;

import dev.devledger.application.progress.LongWrites;
import dev.devledger.application.progress.WriteProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far undos are, as {@code /api/change-sets/{id}/undo} has it. */
public record UndoNews(LongWrites writes, Clock clock) implements LongWork {
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
