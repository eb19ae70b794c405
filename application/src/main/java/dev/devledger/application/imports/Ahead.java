package dev.devledger.application.imports;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the next one in a thread of its own while its caller works on the one before. */
final class Ahead<T> implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Supplier<T> source;
    private Future<T> next;

    Ahead(Supplier<T> source) {
        this.source = source;
        this.next = thread.submit(source::get);
    }

    /** Throws what the making of it threw. */
    T next() {
        T made = get(next);
        next = thread.submit(source::get);
        return made;
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The import was stopped.", e);
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(cause);
        };
    }

    /** Waits for the one that is being made. */
    @Override
    public void close() {
        thread.close();
    }
}
