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

/** What the looks at a service leave open, each thing in words; a first look proves little, and a second one decides. */
final class Undecided {
    private final Duration apart;
    private final Map<String, Instant> since = new HashMap<>();
    private List<String> twice = List.of();

    /** @param apart how far two looks have to be apart to prove something */
    Undecided(Duration apart) {
        this.apart = apart;
    }

    /** A look has left just these open. */
    void looked(Collection<String> open, Instant now) {
        since.keySet().retainAll(open);
        open.forEach(each -> since.putIfAbsent(each, now));
        twice = since.entrySet().stream()
                .filter(each -> each.getValue().isBefore(now)
                        && !each.getValue().plus(apart).isAfter(now))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Null where nothing stays open. */
    @Nullable
    String told() {
        return twice.isEmpty()
                ? null
                : "undecided since " + Collections.min(since.values()).truncatedTo(ChronoUnit.SECONDS) + ": "
                        + twice.getFirst()
                        + (twice.size() == 1 ? "" : "; and " + (twice.size() - 1) + " more");
    }
}
