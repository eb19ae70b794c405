package dev.devledger.adapters.metrics;

import dev.devledger.application.sync.budget.RemoteBudget;
import dev.devledger.application.sync.memory.SyncLag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at the database for all gauges of a scrape, which are asked one after the other. */
final class Looks {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    /** Longer than from a scrape's first gauge to its last, shorter than between two scrapes. */
    static final Duration GOOD_FOR = Duration.ofSeconds(1);

    record Look(SyncLag.Lag lag, List<RemoteBudget.Use> budget) {}

    private final Supplier<Look> look;
    private final LongSupplier nanos;
    private Optional<Look> newest = Optional.empty();
    private boolean looked;
    private long lookedAt;

    Looks(Supplier<Look> look, LongSupplier nanos) {
        this.look = look;
        this.nanos = nanos;
    }

    /** Empty where nothing could be seen: a failure is as good as an answer, as the next try may wait as long. */
    synchronized Optional<Look> newest() {
        if (!looked || nanos.getAsLong() - lookedAt >= GOOD_FOR.toNanos()) {
            newest = look();
            looked = true;
            lookedAt = nanos.getAsLong();
        }
        return newest;
    }

    private Optional<Look> look() {
        try {
            return Optional.of(look.get());
        } catch (RuntimeException e) {
            if (!looked || newest.isPresent()) { // else it was said before
                LOG.warn("The sync metrics show NaN, because they cannot be read ({})", String.valueOf(e.getCause()));
                LOG.debug("They could not be read", e);
            }
            return Optional.empty();
        }
    }
}
