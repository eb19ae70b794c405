package dev.devledger.application.sync.push;

import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.memory.PendingWork;
import java.time.Duration;

/** What a cycle made of one entity. */
sealed interface PushOutcome {
    boolean pushed();

    /** That a list takes nothing is no failure of what waits for it. */
    static PushOutcome waitsFor(ClosedLists.Wait wait) {
        return new Later(wait.reason(), wait.left(), false, false);
    }

    /** Both sides agree, or there is nothing to agree on. */
    record Settled(boolean pushed) implements PushOutcome {}

    /**
     * It has to be looked at again.
     *
     * @param retryAfter the least time until then
     * @param failed whether it counts as a failure, after which the waiting grows
     * @param longest to which it grows: less where it waits for another item than where it is refused
     */
    record Later(String reason, Duration retryAfter, boolean failed, boolean pushed, Duration longest)
            implements PushOutcome {
        Later(String reason, Duration retryAfter, boolean failed, boolean pushed) {
            this(reason, retryAfter, failed, pushed, PendingWork.LONGEST_WAIT);
        }

        Later and(String more) {
            return new Later(reason + "; " + more, retryAfter, failed, pushed, longest);
        }
    }
}
