package dev.devledger.adapters.ticktick;

import java.util.concurrent.ThreadLocalRandom;

/** How long a read waits before it is tried once more. */
interface Backoff {

    /** Full jitter: anything up to 0.2 s, then up to 0.4 s, so that nodes that failed together do not return together. */
    Backoff JITTER = tries -> Thread.sleep(ThreadLocalRandom.current().nextLong(100L << tries));

    void pause(int tries) throws InterruptedException;
}
