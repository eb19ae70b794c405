package dev.devledger.application.projection;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Stored events batch by batch, up to a position: the next batch is read while the one at hand is applied. */
public final class ReadAhead implements AutoCloseable {

    /** Two batches are in memory; the log gives fewer where events are large. */
    private static final int BATCH = 10_000;

    private final EventLog log;
    private final long upTo;
    private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
    private Future<List<LedgerEvent>> next;

    public ReadAhead(EventLog log, long after, long upTo) {
        this.log = log;
        this.upTo = upTo;
        this.next = readAfter(after);
    }

    /** Empty at the end; throws what reading has thrown. */
    public List<LedgerEvent> next() {
        List<LedgerEvent> batch = result();
        if (!batch.isEmpty()) {
            next = readAfter(batch.getLast().position());
        }
        return batch;
    }

    private Future<List<LedgerEvent>> readAfter(long position) {
        return reader.submit(() -> log.read(position, upTo, BATCH));
    }

    private List<LedgerEvent> result() {
        try {
            return next.get();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while events were read", e);
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(cause);
        };
    }

    /** Waits for the read that is under way. */
    @Override
    public void close() {
        reader.close();
    }
}
