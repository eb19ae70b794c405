package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the next element in another thread while the caller works on the present one. */
public final class Prefetch<T> implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Supplier<T> source;
    private final Predicate<T> last;
    private Future<T> next;

    /** @param last true for the last element, after which none is made */
    public Prefetch(Supplier<T> source, Predicate<T> last) {
        this.source = source;
        this.last = last;
        this.next = thread.submit(source::get);
    }

    /**
     * Returns the next element; after the last one, the last one again. Throws the exception with which making the
     * element failed.
     */
    public T next() {
        try {
            T made = next.get();
            if (!last.test(made)) {
                next = thread.submit(source::get);
            }
            return made;
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the next ones were read", e);
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(cause);
        };
    }

    /** Waits for the element that is being made. */
    @Override
    public void close() {
        thread.close();
    }

    /**
     * Reads stored events batch by batch up to a position: the next batch is read while the caller applies the present
     * one.
     */
    public static final class ReadAhead implements AutoCloseable {

        /** The most events in a batch; two batches are in memory. The log returns fewer events if they are large. */
        private static final int BATCH = 10_000;

        private final EventLog log;
        private final long upTo;
        private final Prefetch<List<LedgerEvent>> batches;

        /** The position of the last read event; only used by the reading thread. */
        private long after;

        public ReadAhead(EventLog log, long after, long upTo) {
            this.log = log;
            this.upTo = upTo;
            this.after = after;
            this.batches = new Prefetch<>(this::read, List::isEmpty);
        }

        /** Returns the next batch; empty at the end. Throws the exception with which reading failed. */
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
}
