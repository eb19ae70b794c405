package dev.devledger.application.proof;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.proof.Difference.Findings;
import dev.devledger.application.proof.LedgerHead.KeptHead;
import dev.devledger.application.proof.Sealing.SealedBatches;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything that is stored is as it was written: each event by its hash, the streams and batches by their chains,
 * and the read model by building it again. Reads and writes go on meanwhile; nothing is changed.
 */
public record Verification(
        Verification.EventChain chain,
        SealedBatches batches,
        List<Projection> projections,
        EventLog log,
        ParkedEvents parked,
        Savepoints savepoints,
        Verification.SecondReadModel second) {
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

    /** A place where the read model can be built once more, beside the live one. */
    public interface SecondReadModel {

        /** Makes empty tables for these projections; what a run that was killed left behind is dropped. */
        Copy create(Set<String> projections);

        /** Ends with its tables dropped. */
        interface Copy extends AutoCloseable {

            /** Runs it in one transaction in which the projections' statements go to the copy. */
            void apply(Runnable batch);

            /**
             * Keeps writers waiting for a moment, in which it runs the last batch and looks at both sides; compares them
             * while all goes on. Null, with nothing done, where a write takes so long that the others would have to wait.
             *
             * @param ofEvents how events differ; rows of what these are of are left out, as they can differ for that alone
             */
            @Nullable
            Comparison compare(Runnable lastBatch, List<Difference> ofEvents);

            @Override
            void close();
        }

        /**
         * The rows of each live table, and what differs: in the history, where each event has its row, before all other tables,
         * and in the order of the key. Where the history shows that events differ, nothing is said of the rows of what these
         * are of.
         */
        record Comparison(Map<String, Long> rows, List<Difference> differences, long untold) {}
    }

    /**
     * What was looked at.
     *
     * @param position of the last event
     * @param unsealed how many of the events are behind the newest batch
     * @param rows of each table of the read model; empty where it was not compared any more
     * @param differences empty where there is none
     * @param untold how many there are beyond those
     */
    public record Verified(
            long position,
            long events,
            long streams,
            long batches,
            long unsealed,
            Map<String, Long> rows,
            List<Difference> differences,
            long untold) {

        /** The first; null where there is none. */
        public @Nullable Difference difference() {
            return differences.isEmpty() ? null : differences.getFirst();
        }
    }

    /** An event does not say what it should say; a replay would fail at it too. */
    static final class UnreadableEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Difference difference;

        UnreadableEvent(Difference difference, RuntimeException cause) {
            super(difference.describe(), cause);
            this.difference = difference;
        }

        Difference difference() {
            return difference;
        }
    }
}
