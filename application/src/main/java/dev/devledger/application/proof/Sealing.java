package dev.devledger.application.proof;

import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals new events in the background, without delaying writers. */
public final class Sealing {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

    /** The size of a batch: an old ledger of 1,000,000 events is sealed in 100 steps. */
    private static final int BATCH = 10_000;

    /** A time so long that it cannot be explained by one long write. */
    public static final Duration LONG = Duration.ofMinutes(2);

    private static final Duration REMINDER = Duration.ofMinutes(10);

    private final SealedBatches batches;
    private final Clock clock;
    private volatile Instant loggedAt = Instant.EPOCH;

    public Sealing(SealedBatches batches, Clock clock) {
        this.batches = batches;
        this.clock = clock;
    }

    /** Seals the new events. Events that cannot be sealed yet because of a long write are sealed by a later call. */
    public void seal() {
        if (!batches.isBehind()) {
            return;
        }
        OptionalLong settled = batches.settledHead();
        if (settled.isEmpty()) {
            LOG.debug("A long write delays the sealing of the newest events");
            tellOf(unsealedFor());
            return;
        }
        int sealed = 0;
        while (batches.sealNext(settled.getAsLong(), BATCH, clock.instant())) {
            sealed++;
        }
        LOG.debug("Batches sealed: {}", sealed);
    }

    /** Returns how long the oldest unsealed event has waited; zero if all are sealed. */
    public Duration unsealedFor() {
        return batches.oldestUnsealed()
                .map(since -> Duration.between(since, clock.instant()))
                .filter(waiting -> !waiting.isNegative())
                .orElse(Duration.ZERO);
    }

    private void tellOf(Duration waiting) {
        Instant now = clock.instant();
        if (waiting.compareTo(LONG) < 0 || now.isBefore(loggedAt.plus(REMINDER))) {
            return;
        }
        loggedAt = now;
        LOG.warn(
                "Events have waited {} s to be sealed, because long writes such as imports follow each other without"
                        + " a pause. They are sealed at the next pause; until then nothing proves their order",
                waiting.toSeconds());
    }

    /** Seals everything that can be sealed by now, and returns the head. */
    public LedgerHead head() {
        seal();
        return batches.head();
    }

    /** The chain of batches that seals the events of all streams, with their positions. */
    public interface SealedBatches {

        /** True if there are events after the newest batch. Costs next to nothing. */
        boolean isBehind();

        /**
         * Returns the position up to which all events are stored, so that no running write can add one below it. Empty
         * if a write takes so long that others would have to wait for the answer.
         */
        OptionalLong settledHead();

        /**
         * Seals the next events up to a position, at most {@code atMost} of them, in its own transaction. False if no
         * event is left.
         */
        boolean sealNext(long upTo, int atMost, Instant at);

        /** Returns the newest head; {@link LedgerHead#NONE} if nothing is sealed. */
        LedgerHead head();

        /** Returns the heads of the batches from that number on, in order, at most {@code atMost}. */
        List<LedgerHead> heads(long from, int atMost);

        /** Returns the time of the first event after the newest batch; empty if all events are sealed. */
        Optional<Instant> oldestUnsealed();
    }
}
