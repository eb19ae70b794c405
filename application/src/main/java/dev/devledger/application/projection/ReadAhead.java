package dev.devledger.application.projection;

import java.util.List;

/** Stored events batch by batch, up to a position: the next batch is read while the one at hand is applied. */
public final class ReadAhead implements AutoCloseable {

    /** Two batches are in memory; the log gives fewer where events are large. */
    private static final int BATCH = 10_000;

    private final EventLog log;
    private final long upTo;
    private final Prefetch<List<LedgerEvent>> batches;

    /** Of the thread that reads. */
    private long after;

    public ReadAhead(EventLog log, long after, long upTo) {
        this.log = log;
        this.upTo = upTo;
        this.after = after;
        this.batches = new Prefetch<>(this::read, List::isEmpty);
    }

    /** Empty at the end; throws what reading has thrown. */
    public List<LedgerEvent> next() {
        return batches.next();
    }

    private List<LedgerEvent> read() {
        List<LedgerEvent> batch = log.read(after, upTo, BATCH);
        if (!batch.isEmpty()) {
            after = batch.getLast().position();
        }
        return batch;
    }

    /** Waits for the read that is under way. */
    @Override
    public void close() {
        batches.close();
    }
}
