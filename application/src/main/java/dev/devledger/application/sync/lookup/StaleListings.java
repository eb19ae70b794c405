package dev.devledger.application.sync.lookup;

import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import java.time.Instant;
import java.util.Map;

/**
 * What a list that lags behind still shows (docs/sync-design.md, section 1). Of what is nobody's, one that was there
 * before the last complete read of its list, and that this read did not take over, was moved here or restored since, or
 * was deleted and is shown once more: such as by us, for one that has another object by now. It is asked for before it
 * is believed.
 */
public final class StaleListings {
    private final Map<String, Cycles.Read> reads;
    private final RemoteLookups lookUps;

    /** {@code reads} are the last complete reads of each list. */
    public StaleListings(Map<String, Cycles.Read> reads, RemoteLookups lookUps) {
        this.reads = reads;
        this.lookUps = lookUps;
    }

    /** Whether it surely is there; what is not answered is left to the next cycle. */
    public boolean isThere(RemoteTask shown) {
        return !isDoubtful(shown) || Boolean.TRUE.equals(lookUps.isOpen(shown.ref()));
    }

    /** Whether it surely is not. */
    public boolean isGone(RemoteTask shown) {
        return isDoubtful(shown) && Boolean.FALSE.equals(lookUps.isOpen(shown.ref()));
    }

    /** Whether it is back there, which it was not before. */
    public boolean isBack(RemoteTask shown) {
        return shown.content().status() != RemoteStatus.OPEN || Boolean.TRUE.equals(lookUps.isOpen(shown.ref()));
    }

    private boolean isDoubtful(RemoteTask shown) {
        Instant made = shown.createdAt();
        Cycles.Read last = reads.get(shown.ref().list());
        Instant readAt = last == null ? null : last.readAt();
        return readAt != null
                && made != null
                && made.isBefore(readAt)
                && shown.content().status() == RemoteStatus.OPEN;
    }
}
