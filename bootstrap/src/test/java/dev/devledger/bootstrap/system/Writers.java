package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Some people who edit tasks all the time, each with a short breath between an answer and the next edit. */
final class Writers implements AutoCloseable {
    private static final long BREATH_NANOS = 20_000_000;

    private final Api api;
    private final int tasks;
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private final List<Double> taken = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean stopped;

    Writers(Api api, int count, int tasks) {
        this.api = api;
        this.tasks = tasks;
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            running.add(threads.submit(() -> {
                while (!stopped) {
                    write(random);
                    LockSupport.parkNanos(BREATH_NANOS);
                }
            }));
        }
    }

    private void write(Random random) {
        long begun = System.nanoTime();
        Answer answer = api.patch(
                "/api/tasks/T-" + (1 + random.nextInt(tasks)), "{\"title\":\"Meanwhile " + random.nextInt() + "\"}");
        taken.add((System.nanoTime() - begun) / 1e6);
        boolean deleted = answer.status() == 409;
        if (answer.status() != 200 && !deleted) {
            failed.incrementAndGet();
        }
    }

    int failed() {
        return failed.get();
    }

    /** Ends when the last answer has come. */
    void stop() throws ExecutionException, InterruptedException {
        stopped = true;
        for (Future<?> each : running) {
            each.get();
        }
    }

    String report() {
        List<Double> sorted = new ArrayList<>(taken);
        sorted.sort(null);
        return "%,d, %d failed, p50 %.1f ms, p99 %.1f ms, longest %.0f ms"
                .formatted(
                        sorted.size(),
                        failed(),
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() * 99 / 100),
                        sorted.getLast());
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
    }
}
