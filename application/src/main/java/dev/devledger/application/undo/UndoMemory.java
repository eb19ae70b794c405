package dev.devledger.application.undo;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.domain.shared.Rejection;
import java.util.concurrent.atomic.AtomicLong;

/** How much all undos that are under way may keep in memory together. */
final class UndoMemory {
    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    UndoMemory(long bytes) {
        this.bytes = bytes;
    }

    /** For one undo, until it is closed. */
    Share share() {
        return new Share();
    }

    /**
     * Who finds the rest taken is refused and does not wait: two that wait, each with a half that the other needs, would
     * wait for ever.
     */
    final class Share implements AutoCloseable {
        private long own;

        private Share() {}

        void take(long more) {
            own += more;
            long all = taken.addAndGet(more);
            if (own > bytes) {
                throw Rejection.of(
                        Rejection.Code.CONFLICT_STATE,
                        "This undo needs more than the %,d MB of memory that this server allows for an undo. Nothing was stored. Start the server with more memory (java -Xmx…), or undo the later change sets first."
                                .formatted(bytes >> 20));
            }
            if (all > bytes) {
                throw new Ledger.LedgerBusy(
                        "Other running undos use the memory that this one needs. Nothing was stored. Try again when"
                                + " they are done.");
            }
        }

        @Override
        public void close() {
            taken.addAndGet(-own);
            own = 0;
        }
    }
}
