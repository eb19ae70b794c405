package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.feed.LongWork;
import dev.devledger.application.imports.ImportProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The imports of the last day that came to this node since it was started. */
public final class KnownImports implements LongWork {
    private static final Duration NEWS = Duration.ofSeconds(10);
    private static final int MOST = 200;
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock;
    private final Map<String, ImportProgress> byRequest = new LinkedHashMap<>();

    public KnownImports(Clock clock) {
        this.clock = clock;
    }

    synchronized ImportProgress begin(String requestId) {
        Instant oldest = clock.instant().minus(KEPT);
        byRequest.values().removeIf(each -> each.isOverBefore(oldest));
        if (byRequest.size() >= MOST) {
            byRequest.remove(byRequest.keySet().iterator().next());
        }
        ImportProgress progress = new ImportProgress(requestId, clock);
        byRequest.remove(requestId);
        byRequest.put(requestId, progress);
        return progress;
    }

    @Override
    public String event() {
        return "import";
    }

    @Override
    public synchronized Map<String, Step> now() {
        Instant old = clock.instant().minus(NEWS);
        Map<String, Step> steps = new LinkedHashMap<>();
        byRequest.forEach((request, progress) -> {
            if (!progress.isOverBefore(old)) {
                ImportProgress.Snapshot shown = progress.snapshot();
                steps.put(request, new Step(shown.finishedAt() == null, shown));
            }
        });
        return steps;
    }

    synchronized Optional<ImportProgress.Snapshot> find(String requestId) {
        return Optional.ofNullable(byRequest.get(requestId)).map(ImportProgress::snapshot);
    }
}
