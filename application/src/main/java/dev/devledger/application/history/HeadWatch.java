package dev.devledger.application.history;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Knows the newest settled head that was seen, and asks for a newer one where that is not enough. */
final class HeadWatch {
    private static final long FIRST_PAUSE = Duration.ofMillis(2).toNanos();
    static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();

    private final SettledHead heads;
    private volatile SettledHead.Head known = new SettledHead.Head(0, Instant.MIN, 0);

    HeadWatch(SettledHead heads) {
        this.heads = heads;
    }

    /** As it was when it was last looked at. */
    SettledHead.Head known() {
        return known;
    }

    /** As it is now. */
    SettledHead.Head ask() {
        return remember(heads.now());
    }

    /** Two that are asked for at the same time may be answered in the other order. */
    private synchronized SettledHead.Head remember(SettledHead.Head now) {
        known = known.latest(now);
        return known;
    }

    boolean await(Predicate<SettledHead.Head> settled, Duration patience) {
        if (settled.test(known)) {
            return true;
        }
        long end = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE;
        while (!settled.test(ask())) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
        return true;
    }
}
