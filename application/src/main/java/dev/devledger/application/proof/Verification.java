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
     * {@code kept} are heads that the chain is also held against. The read model is looked at also where events differ, but
     * for the rows of what these are of.
     */
    public Verified run(Iterable<KeptHead> kept, Progress progress) {
        EventChain.Checked stored = chain.check(settledHead(), kept, progress);
        if (stored.untold() > 0 || !stored.isReadable()) {
            return verified(stored, Map.of(), stored.differences(), stored.untold());
        }
        Findings findings = new Findings();
        stored.differences().forEach(findings::add);
        try {
            return readModel(stored, findings, progress);
        } catch (UnreadableEvent e) {
            findings.add(e.difference());
        } catch (RuntimeException e) {
            if (findings.isEmpty()) {
                throw e;
            } // else what was found is told, and that the read model was not compared
        }
        return verified(stored, Map.of(), findings.told(), findings.untold());
    }

    private static Verified verified(
            EventChain.Checked of, Map<String, Long> rows, List<Difference> differences, long untold) {
        return new Verified(
                of.position(), of.events(), of.streams(), of.batches(), of.unsealed(), rows, differences, untold);
    }

    private Verified readModel(EventChain.Checked stored, Findings findings, Progress progress) {
        try (Rebuild rebuild = new Rebuild(projections, log, parked, savepoints, second, chain, progress)) {
            SecondReadModel.@Nullable Comparison comparison = null;
            long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
            while (comparison == null) {
                rebuild.readTo(settledHead());
                comparison = rebuild.compare(stored.differences());
                if (comparison == null) {
                    pause(end);
                }
            }
            // What was written meanwhile has been rebuilt too, and is looked at as well.
            EventChain.Checked since = chain.checkSince(stored.position(), rebuild.position());
            Stream.of(rebuild.unreadable(), comparison.differences(), since.differences())
                    .forEach(each -> each.forEach(findings::add));
            findings.addUntold(comparison.untold() + since.untold());
            return verified(stored.and(since), comparison.rows(), findings.told(), findings.untold());
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
