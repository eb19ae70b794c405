package dev.devledger.application.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The imports of the last day that came to this node since it was started. */
public final class ImportRuns {
    private static final int MOST = 200;
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock;
    private final Map<String, ImportProgress> byRequest = new LinkedHashMap<>();

    public ImportRuns(Clock clock) {
        this.clock = clock;
    }

    public synchronized ImportProgress begin(String requestId, String actor) {
        Instant oldest = clock.instant().minus(KEPT);
        byRequest.values().removeIf(each -> each.isOverBefore(oldest));
        if (byRequest.size() >= MOST) {
            byRequest.remove(byRequest.keySet().iterator().next());
        }
        ImportProgress progress = new ImportProgress(requestId, actor, clock);
        byRequest.remove(requestId);
        byRequest.put(requestId, progress);
        return progress;
    }

    /** Those that run, and those that were over after that moment, in the order in which they came. */
    public synchronized List<ImportProgress.Snapshot> since(Instant over) {
        return byRequest.values().stream()
                .filter(each -> !each.isOverBefore(over))
                .map(ImportProgress::snapshot)
                .toList();
    }

    /** Those that run, in the order in which they came. */
    public List<ImportProgress.Snapshot> running() {
        return since(Instant.MAX);
    }

    public synchronized Optional<ImportProgress.Snapshot> find(String requestId) {
        return Optional.ofNullable(byRequest.get(requestId)).map(ImportProgress::snapshot);
    }
}
