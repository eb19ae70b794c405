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

/** Makes the next element in a thread of its own while its caller works on the one before. */
public final class Prefetch<T> implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Supplier<T> source;
    private final Predicate<T> last;
    private Future<T> next;

    /** @param last true for the last element, behind which nothing is made */
    public Prefetch(Supplier<T> source, Predicate<T> last) {
        this.source = source;
        this.last = last;
        this.next = thread.submit(source::get);
    }

    /** Returns the next element; the last one again if it was returned before. Throws what the making of it threw. */
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

    /** Stored events batch by batch, up to a position: the next batch is read while the one at hand is applied. */
    public static final class ReadAhead implements AutoCloseable {

        /** The most events in a batch, of which two are in memory; the log returns fewer if they are large. */
        private static final int BATCH = 10_000;

        private final EventLog log;
        private final long upTo;
        private final Prefetch<List<LedgerEvent>> batches;

        /** The position behind the last read event; only for the reading thread. */
        private long after;

        public ReadAhead(EventLog log, long after, long upTo) {
            this.log = log;
            this.upTo = upTo;
            this.after = after;
            this.batches = new Prefetch<>(this::read, List::isEmpty);
        }

        /** Returns the next batch; empty at the end. Throws what reading has thrown. */
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
