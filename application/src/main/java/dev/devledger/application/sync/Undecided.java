package dev.devledger.application.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the looks at a service leave open, each thing in words; a first look proves little, so that it is normal for a while. */
final class Undecided {
    private final Duration patience;
    private final Map<String, Instant> since = new HashMap<>();

    /** @param patience for how long nothing is told of it */
    Undecided(Duration patience) {
        this.patience = patience;
    }

    /** A look has left just these open. */
    void looked(Collection<String> open, Instant now) {
        since.keySet().retainAll(open);
        open.forEach(each -> since.putIfAbsent(each, now));
    }

    /** Null where nothing stays open. */
    @Nullable
    String told(Instant now) {
        List<String> standing = since.entrySet().stream()
                .filter(each -> each.getValue().isBefore(now.minus(patience)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return standing.isEmpty()
                ? null
                : "undecided since " + Collections.min(since.values()).truncatedTo(ChronoUnit.SECONDS) + ": "
                        + standing.getFirst()
                        + (standing.size() == 1 ? "" : "; and " + (standing.size() - 1) + " more");
    }
}
