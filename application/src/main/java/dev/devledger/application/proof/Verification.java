package dev.devledger.application.proof;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Savepoints;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything that is stored is as it was written: each event by its hash, the streams and batches by their chains,
 * and the read model by building it again. Reads and writes go on meanwhile; nothing is changed.
 */
public record Verification(
        EventChain chain,
        SealedBatches batches,
        List<Projection> projections,
        EventLog log,
        ParkedEvents parked,
        Savepoints savepoints,
        SecondReadModel second) {
    private static final long PATIENCE_SECONDS = 600;
    private static final long PAUSE_NANOS = 250_000_000;

    public Verification {
        projections = List.copyOf(projections);
    }

    /** Hears how far it is. */
    public interface Progress {
        /** {@code step} in a few words, such as "events"; both counts grow. */
        void at(String step, long done, long total);
    }

    /** Somebody was in the way all the time, such as a large import. Tried again later it may be through. */
    public static final class Disturbed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Disturbed() {
            super("Other requests wrote or changed tables during all of the last " + PATIENCE_SECONDS
                    + " seconds. Try again when there is less load.");
        }
    }

    /**
     * The read model is looked at where all that it is made of is as it was. {@code kept} are heads that the chain is also
     * held against.
     */
    public Verified run(Iterable<KeptHead> kept, Progress progress) {
        EventChain.Checked checked = chain.check(settledHead(), kept, progress);
        return checked.differences().isEmpty()
                ? readModel(checked, progress)
                : verified(checked, Map.of(), checked.differences(), checked.untold());
    }

    private static Verified verified(
            EventChain.Checked of, Map<String, Long> rows, List<Difference> differences, long untold) {
        return new Verified(
                of.position(), of.events(), of.streams(), of.batches(), of.unsealed(), rows, differences, untold);
    }

    private Verified readModel(EventChain.Checked stored, Progress progress) {
        try (Rebuild rebuild = new Rebuild(projections, log, parked, savepoints, second, chain, progress)) {
            SecondReadModel.@Nullable Comparison comparison = null;
            long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
            while (comparison == null) {
                rebuild.readTo(settledHead());
                comparison = rebuild.compare();
                if (comparison == null) {
                    pause(end);
                }
            }
            List<Difference> differences = Stream.of(rebuild.unreadable(), comparison.differences())
                    .flatMap(List::stream)
                    .toList();
            if (!differences.isEmpty()) {
                return verified(stored, comparison.rows(), differences, comparison.untold());
            }
            // What was written meanwhile has been rebuilt too, and is looked at here.
            EventChain.Checked all = stored.and(chain.checkSince(stored.position(), rebuild.position()));
            return verified(all, comparison.rows(), all.differences(), all.untold());
        } catch (UnreadableEvent e) {
            return verified(stored, Map.of(), List.of(e.difference()), 0);
        }
    }

    private long settledHead() {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        while (true) {
            OptionalLong head = batches.settledHead();
            if (head.isPresent()) {
                return head.getAsLong();
            }
            pause(end);
        }
    }

    /** Others must not be kept waiting again at once. */
    private static void pause(long end) {
        if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
            throw new Disturbed();
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
