package dev.devledger.adapters.ticktick;

import dev.devledger.application.sync.RemoteBudget;
import java.time.Duration;
import java.util.Optional;

/**
 * The account's allowance of calls. TickTick counts by account, not by client (fact sheet, section 2), so nodes that
 * share an account have to share what stands behind this.
 */
interface CallBudget extends RemoteBudget {

    enum Caller {
        /** Somebody waits for the answer. */
        INTERACTIVE,
        /** The sync, which leaves a share to those who wait. */
        BACKGROUND
    }

    /** Empty where the call may go now; it is counted, and {@link #ended} must follow. Else how long to wait. */
    Optional<Duration> start(Caller caller);

    void ended();

    /** The remote said that the limit is exceeded: nobody calls for the time answered. */
    Duration exceeded();
}
