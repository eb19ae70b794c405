package dev.devledger.adapters.mcp.change;

import dev.devledger.application.confined.Confinement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Runs work that may take longer than a caller waits: the work then continues, and the caller does not get its result.
 */
public final class LongCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Executor threads;
    private final Duration patience;

    public LongCalls(Executor threads) {
        this(threads, PATIENCE);
    }

    public LongCalls(Executor threads, Duration patience) {
        this.threads = threads;
        this.patience = patience;
    }

    /** Runs the work, and calls {@code look} at intervals meanwhile. Empty if the work does not end in time. */
    public <T> Optional<T> answer(Supplier<T> work, Runnable look) {
        Map<String, String> log = MDC.getCopyOfContextMap();
        Confinement confined = Confinement.current();
        CompletableFuture<T> done = CompletableFuture.supplyAsync(() -> confined.run(() -> logged(log, work)), threads);
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                return Optional.of(done.get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException goesOn) {
                look.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } catch (ExecutionException failed) {
                throw own(failed.getCause());
            }
        }
        return Optional.empty();
    }

    private static RuntimeException own(@Nullable Throwable failure) {
        return switch (failure) {
            case RuntimeException own -> own;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failure);
        };
    }

    /** Runs the work on the current thread with the caller's log context. */
    private static <T> T logged(@Nullable Map<String, String> log, Supplier<T> work) {
        if (log == null) {
            return work.get();
        }
        MDC.setContextMap(log);
        try {
            return work.get();
        } finally {
            MDC.clear();
        }
    }
}
