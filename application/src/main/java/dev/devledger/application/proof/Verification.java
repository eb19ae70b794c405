package dev.devledger.application.proof;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.proof.Difference.Findings;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import dev.devledger.application.proof.Sealing.SealedBatches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that everything stored is as it was written: each event by its hash, the streams and batches by their
 * chains, and the read model by rebuilding it. Reads and writes go on meanwhile; nothing is changed.
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

    /** Receives the progress. */
    public interface Progress {
        /** Reports the progress of a {@code step}, such as "events"; both numbers grow. */
        void at(String step, long done, long total);
    }

    /** Thrown if other work, such as a large import, was in the way all the time. A later try may succeed. */
    public static final class VerificationDisturbed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        VerificationDisturbed() {
            super("Other requests wrote or changed tables during all of the last " + PATIENCE_SECONDS
                    + " seconds. Try again when there is less load.");
        }
    }

    /**
     * Verifies the ledger; {@code kept} are heads with which the chain is compared too. The read model is compared even
     * if events differ, but without the rows of the events' entities.
     */
    public Verified run(Iterable<ExternalHead> kept, Progress progress) {
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
            } // else the result has these findings, and says that the read model was not compared
        }
        return verified(stored, Map.of(), findings.told(), findings.untold());
    }

    private static Verified verified(
            EventChain.Checked of, Map<String, Long> rows, List<Difference> differences, long untold) {
        return new Verified(
                of.position(), of.events(), of.streams(), of.batches(), of.unsealed(), rows, differences, untold);
    }

    private Verified readModel(EventChain.Checked stored, Findings findings, Progress progress) {
        try (VerificationRebuild rebuild =
                new VerificationRebuild(projections, log, parked, savepoints, second, chain, progress)) {
            SecondReadModel.@Nullable Comparison comparison = null;
            long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
            while (comparison == null) {
                rebuild.readTo(settledHead());
                comparison = rebuild.compare(stored.differences());
                if (comparison == null) {
                    pause(end);
                }
            }
            // Events written in the meantime were rebuilt too, so they are checked as well.
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

    /** Pauses, so that other work is not kept waiting again at once. */
    private static void pause(long end) {
        if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
            throw new VerificationDisturbed();
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /**
     * Checks the stored events and their seals. Computes everything itself: it only reads rows, and only from tables
     * and columns that are as they should be.
     */
    public interface EventChain {

        /**
         * The result of a check.
         *
         * @param position the position of the last event
         * @param streams the number of events that begin a stream
         * @param unsealed the number of events after the newest batch
         * @param untold the number of further differences, which are not listed
         */
        record Checked(
                long position,
                long events,
                long streams,
                long batches,
                long unsealed,
                List<Difference> differences,
                long untold) {
            /** Returns the result of both checks; the later one has checked no batches. */
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

            /** True if the data read from the database can be trusted. */
            public boolean isReadable() {
                return differences.stream()
                        .noneMatch(each -> each instanceof Difference.ObjectDifference place && place.unreadable());
            }
        }

        /**
         * Checks in one snapshot: that tables, functions and sequences are as they were made; each event's own hash,
         * and its chain to the event before it in its stream; that the batches form a chain, cover each event up to the
         * last sealed one, and have the hash of their events; and that the kept heads are in the chain.
         *
         * @param settled the position up to which no running write can still add an event
         * @param kept heads that were kept elsewhere; iterated once
         */
        Checked check(long settled, Iterable<ExternalHead> kept, Verification.Progress progress);

        /**
         * Checks the events after a position, none of which was checked before: their hashes, and their chains in their
         * streams.
         */
        Checked checkSince(long after, long settled);

        /** Returns a difference that says what is wrong with the first event after a position. */
        Difference wrong(long after, String what);
    }

    /** Makes a second read model beside the live one. */
    public interface SecondReadModel {

        /** Makes empty tables for these projections, and drops tables that a killed run has left. */
        Copy create(Set<String> projections);

        /** The second read model; closing it drops its tables. */
        interface Copy extends AutoCloseable {

            /** Runs a batch in one transaction in which the projections' statements go to this copy. */
            void apply(Runnable batch);

            /**
             * Keeps writers waiting for a moment, in which it runs the last batch and takes a snapshot of both read
             * models; then compares them while writers go on. Null, with nothing done, if a write takes so long that
             * others would have to wait.
             *
             * @param ofEvents the differences of events; the rows of these events' entities are left out, as they may
             *     differ for that reason alone
             */
            @Nullable
            Comparison compare(Runnable lastBatch, List<Difference> ofEvents);

            @Override
            void close();
        }

        /**
         * The number of rows of each live table, and the differences: first those of the history, which has a row for
         * each event, then of the other tables, in the order of their keys. If the history shows that events differ,
         * the rows of their entities are left out.
         */
        record Comparison(Map<String, Long> rows, List<Difference> differences, long untold) {}
    }

    /**
     * The result of a verification.
     *
     * @param position the position of the last event
     * @param unsealed the number of events after the newest batch
     * @param rows the number of rows of each table of the read model; empty if the read model was not compared
     * @param differences the differences; empty if there are none
     * @param untold the number of further differences, which are not listed
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

        /** Returns the first difference; null if there is none. */
        public @Nullable Difference difference() {
            return differences.isEmpty() ? null : differences.getFirst();
        }
    }

    /** Thrown for an event whose values cannot be read; a replay would fail at it too. */
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

    /** Records of the last verifications, for people who did not run them. */
    public interface VerificationRuns {
        /** The number of runs that are kept. */
        int MOST = 100;

        void keep(VerificationRun run);

        /** Returns at most {@code most} runs, the newest first. */
        List<VerificationRun> newest(int most);

        /**
         * The record of a verification and its result. It is no proof: whoever can change the ledger can also change this
         * record.
         *
         * @param by the operating system's user who started the verification
         * @param heads true if the chain was also compared with heads that were kept elsewhere
         * @param position the position up to which everything was checked
         * @param differences the first differences, in words; empty if there is none
         */
        record VerificationRun(
                Instant startedAt,
                Instant finishedAt,
                String by,
                boolean heads,
                long position,
                long events,
                long batches,
                List<String> differences) {
            private static final int MOST = 100;

            public VerificationRun {
                differences = List.copyOf(differences);
            }

            public static VerificationRun of(
                    Verified verified, Instant startedAt, Instant finishedAt, String by, boolean heads) {
                return new VerificationRun(
                        startedAt,
                        finishedAt,
                        by,
                        heads,
                        verified.position(),
                        verified.events(),
                        verified.batches(),
                        words(verified));
            }

            private static List<String> words(Verified verified) {
                List<String> words = new ArrayList<>(verified.differences().stream()
                        .limit(MOST)
                        .map(Difference::describe)
                        .toList());
                long more = verified.differences().size() - words.size() + verified.untold();
                if (more > 0) {
                    words.add("Further differences: " + more + ".");
                }
                return words;
            }
        }
    }
}
