package dev.devledger.application.proof;

import java.util.List;

/**
 * Looks at the stored events and their seals. What it computes it computes itself: of the store it takes nothing but the
 * rows, and only where they are where they should be.
 */
public interface EventChain {

    /**
     * What was looked at.
     *
     * @param position of the last event
     * @param streams how many of the events begin a stream
     * @param unsealed how many of them are behind the newest batch
     * @param untold how many differences there are beyond those
     */
    record Checked(
            long position,
            long events,
            long streams,
            long batches,
            long unsealed,
            List<Difference> differences,
            long untold) {
        /** The counts of both; what was looked at after it has no batches. */
        Checked and(Checked later) {
            return new Checked(
                    later.position,
                    events + later.events,
                    streams + later.streams,
                    batches,
                    unsealed + later.unsealed,
                    differences,
                    untold);
        }

        /** Whether what is read can be taken for the events. */
        public boolean isReadable() {
            return differences.stream()
                    .noneMatch(each -> each instanceof Difference.OfPlace place && place.unreadable());
        }
    }

    /**
     * In one snapshot: that tables, functions and sequences are as they were made; each event's own hash, and how it hangs
     * together with the one before it in its stream; that the batches hang together, cover each event up to their last, and
     * have the hash of their events; and that they are those of which heads were kept.
     *
     * @param settled no writer that is under way can still add an event up to there
     * @param kept read once
     */
    Checked check(long settled, Iterable<KeptHead> kept, Verification.Progress progress);

    /** Of the events behind a position, of which none was looked at yet: their own hashes and their streams. */
    Checked checkSince(long after, long settled);

    /** Says of the first event after a position that something is wrong with it. */
    Difference wrong(long after, String what);
}
