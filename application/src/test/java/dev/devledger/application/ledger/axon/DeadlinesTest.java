package dev.devledger.application.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DeadlinesTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final ThreadFactory THREADS = Thread.ofVirtual().factory();

    @Test
    void who_is_late_hears_it_once_and_who_is_in_time_does_not() throws Exception {
        AtomicLong now = new AtomicLong();
        Deadlines deadlines = new Deadlines(THREADS, SHORT, 100, now::get);
        AtomicInteger heard = new AtomicInteger();
        AtomicInteger inTime = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);

        deadlines.begin(Duration.ofSeconds(1), inTime::incrementAndGet).close();
        deadlines.begin(SHORT, heard::incrementAndGet);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        while (heard.get() == 0) {
            Thread.onSpinWait();
        }
        deadlines.begin(Duration.ofSeconds(1), later::countDown); // by then the others would have heard it again
        now.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(later.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).hasValue(1);
        assertThat(inTime).hasValue(0);
    }

    /** The watch ends after each quiet look here, so many of these begin just as it does. */
    @Test
    void one_that_begins_when_the_watch_ends_is_watched_as_well() throws Exception {
        Deadlines deadlines = new Deadlines(THREADS, Duration.ofNanos(1), 1, System::nanoTime);
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch heard = new CountDownLatch(1);
            deadlines.begin(Duration.ZERO, heard::countDown);
            assertThat(heard.await(60, TimeUnit.SECONDS)).as("number " + i).isTrue();
            LockSupport.parkNanos(i % 50 * 2_000L);
        }
    }

    @Test
    void a_look_that_fails_is_not_the_last_one() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        Deadlines deadlines = new Deadlines(
                late -> {
                    if (tried.incrementAndGet() <= 3) {
                        throw new OutOfMemoryError("no thread, says the test");
                    }
                    return THREADS.newThread(late);
                },
                SHORT,
                100,
                System::nanoTime);
        CountDownLatch heard = new CountDownLatch(1);

        deadlines.begin(SHORT, heard::countDown);

        assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tried).hasValue(4);
    }
}
