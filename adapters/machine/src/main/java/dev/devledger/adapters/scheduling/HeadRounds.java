package dev.devledger.adapters.scheduling;

import dev.devledger.application.proof.HeadDelivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Delivers the heads of sealed batches, on each node to that node's sinks, independently of writes. A sink that does
 * not answer does not delay other sinks.
 */
public final class HeadRounds implements SmartLifecycle {
    private static final long LAST_MOMENT_SECONDS = 5;

    private final List<HeadDelivery> givers;
    private List<ScheduledExecutorService> threads = List.of();

    public HeadRounds(List<HeadDelivery> givers) {
        this.givers = List.copyOf(givers);
    }

    @Override
    public synchronized void start() {
        threads = givers.stream().map(HeadRounds::begin).toList();
    }

    private static ScheduledExecutorService begin(HeadDelivery giver) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(giver.name()).factory());
        next(thread, giver, Duration.ZERO);
        return thread;
    }

    private static void next(ScheduledExecutorService thread, HeadDelivery giver, Duration pause) {
        if (!thread.isShutdown()) {
            // give() logs its own failures
            var unused =
                    thread.schedule(() -> next(thread, giver, giver.give()), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the deliveries; remaining heads are delivered after the next start. */
    @Override
    public synchronized void stop() {
        threads.forEach(ScheduledExecutorService::shutdown);
        for (ScheduledExecutorService thread : threads) {
            try {
                if (!thread.awaitTermination(LAST_MOMENT_SECONDS, TimeUnit.SECONDS)) {
                    thread.shutdownNow();
                }
            } catch (InterruptedException e) {
                thread.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
        threads = List.of();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }
}
