package dev.devledger.application.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has something done about what takes too long. All that is under way is looked through now and then, as nearly nothing is
 * late: a timer for each write would cost it more than a round trip's worth of switching between threads.
 */
final class Deadlines {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Looks at nothing until nobody looks any more; the next that begins has it begin again. */
    private static final int QUIET = 100;

    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** To be closed by who is in time. By identity. */
    final class Deadline {
        private final long begun = System.nanoTime();
        private final long patience;
        private final Runnable late;

        private Deadline(Duration patience, Runnable late) {
            this.patience = patience.toNanos();
            this.late = late;
        }

        private boolean isOver() {
            return System.nanoTime() - begun >= patience;
        }

        void close() {
            open.remove(this);
        }
    }

    /** @param late done once, on a thread of its own, where the deadline is not closed by then or a moment later */
    Deadline begin(Duration patience, Runnable late) {
        Deadline deadline = new Deadline(patience, late);
        open.add(deadline);
        if (!watched.get() && watched.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("deadlines").start(this::watch);
        }
        return deadline;
    }

    private void watch() {
        int quiet = 0;
        while (quiet < QUIET || goesOn()) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                continue; // nobody has this thread but its own loop
            }
            quiet = open.isEmpty() ? quiet + 1 : 0;
            List<Deadline> over = open.stream().filter(Deadline::isOver).toList();
            over.stream()
                    .filter(open::remove)
                    .forEach(each -> Thread.ofVirtual().name("deadline").start(each.late));
        }
    }

    /** Where one begins just as the watch ends, one of the two goes on with it. */
    private boolean goesOn() {
        watched.set(false);
        return !open.isEmpty() && watched.compareAndSet(false, true);
    }
}
