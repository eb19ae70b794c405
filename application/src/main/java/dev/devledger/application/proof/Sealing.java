package dev.devledger.application.proof;

import java.time.Clock;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals what is new, behind the writers, who do not notice. */
public final class Sealing {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

    /** So an old ledger of 1,000,000 events is sealed in 100 steps. */
    private static final int BATCH = 10_000;

    private final SealedBatches batches;
    private final Clock clock;

    public Sealing(SealedBatches batches, Clock clock) {
        this.batches = batches;
        this.clock = clock;
    }

    /** What a long write keeps from being sealed is sealed another time. */
    public void seal() {
        if (!batches.isBehind()) {
            return;
        }
        OptionalLong settled = batches.settledHead();
        if (settled.isEmpty()) {
            LOG.debug("A write that takes long keeps the newest events from being sealed");
            return;
        }
        int sealed = 0;
        while (batches.sealNext(settled.getAsLong(), BATCH, clock.instant())) {
            sealed++;
        }
        LOG.debug("Batches sealed: {}", sealed);
    }

    /** With everything sealed that can be by now. */
    public LedgerHead head() {
        seal();
        return batches.head();
    }
}
