package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.feed.LongWork;
import dev.devledger.application.imports.ImportProgress;
import dev.devledger.application.imports.ImportRuns;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far the imports are, as {@code /api/import} has it. */
public record KnownImports(ImportRuns runs, Clock clock) implements LongWork {
    private static final Duration NEWS = Duration.ofSeconds(10);

    @Override
    public String event() {
        return "import";
    }

    @Override
    public Map<String, Step> now() {
        Map<String, Step> steps = new LinkedHashMap<>();
        for (ImportProgress.Snapshot each : runs.since(clock.instant().minus(NEWS))) {
            steps.put(each.requestId(), new Step(each.finishedAt() == null, each));
        }
        return steps;
    }
}
