package dev.devledger.application.proof;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.EventLog.UnreadablePayload;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.Prefetch.ReadAhead;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.ProjectionRebuilder;
import dev.devledger.application.proof.Verification.EventChain;
import dev.devledger.application.proof.Verification.SecondReadModel;
import dev.devledger.application.proof.Verification.UnreadableEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds the read model from the events a second time, for a comparison with the live one. */
final class VerificationRebuild implements AutoCloseable {
    /** The most events that the last batch should have, as writers wait while it runs. */
    private static final int LAST_BATCH = 1_000;

    /** The most unreadable events that are reported, each in a line. */
    private static final int MOST = 1_000;

    private final EventLog log;
    private final Savepoints savepoints;
    private final EventChain chain;
    private final Verification.Progress progress;
    private final ProjectionRebuilder rebuilding;
    private final SecondReadModel.Copy copy;

    /** The unreadable events by position, so that a try that is rolled back and repeated reports no event twice. */
    private final Map<Long, Difference> unreadable = new TreeMap<>();

    private long position;
    private long done;

    VerificationRebuild(
            List<Projection> projections,
            EventLog log,
            ParkedEvents parked,
            Savepoints savepoints,
            SecondReadModel second,
            EventChain chain,
            Verification.Progress progress) {
        this.log = log;
        this.savepoints = savepoints;
        this.chain = chain;
        this.progress = progress;
        this.rebuilding = new ProjectionRebuilder("the verification", projections, parked, savepoints);
        this.copy = second.create(projections.stream().map(Projection::name).collect(Collectors.toSet()));
    }

    long position() {
        return position;
    }

    /** Returns a difference for each event whose values cannot be read, and so are missing in the rebuilt rows. */
    List<Difference> unreadable() {
        return List.copyOf(unreadable.values());
    }

    void readTo(long head) {
        read(head);
        rebuilding.filled(copy::apply);
    }

    private void read(long head) {
        long total = log.count(head);
        try (ReadAhead events = new ReadAhead(log, position, head)) {
            while (position < head) {
                List<LedgerEvent> batch = readable(events::next, head);
                if (batch.isEmpty()) {
                    position = head;
                    return;
                }
                rebuilding.apply(batch, copy::apply);
                advance(batch);
                progress.at("rebuilt", done, total);
            }
        }
    }

    /**
     * Compares both read models. Null if writers are too fast or take too long; the caller then reads on and tries
     * again.
     */
    SecondReadModel.@Nullable Comparison compare(List<Difference> ofEvents) {
        if (log.count(log.head()) - done > LAST_BATCH) {
            return null;
        }
        progress.at("compared", 0, 1);
        long before = position;
        long doneBefore = done;
        SecondReadModel.@Nullable Comparison comparison = copy.compare(this::applyRest, ofEvents);
        if (comparison == null) {
            position = before; // the try was rolled back, and with it the events applied in it
            done = doneBefore;
        }
        progress.at("compared", 1, 1);
        return comparison;
    }

    /** Applies the events after the last batch, while no writer can add further ones. */
    private void applyRest() {
        long head = log.head();
        while (position < head) {
            List<LedgerEvent> batch = readable(() -> log.read(position, head, LAST_BATCH), head);
            if (batch.isEmpty()) {
                return;
            }
            rebuilding.applyAtOnce(batch);
            advance(batch);
        }
    }

    private void advance(List<LedgerEvent> batch) {
        position = batch.getLast().position();
        done += batch.size();
    }

    private List<LedgerEvent> readable(Supplier<List<LedgerEvent>> read, long upTo) {
        try {
            List<LedgerEvent> batch = read.get();
            batch.forEach(this::tellUnreadable);
            return batch;
        } catch (RuntimeException e) {
            if (savepoints.isPassing(e)) {
                throw e;
            }
            throw unreadable(upTo, e);
        }
    }

    private void tellUnreadable(LedgerEvent event) {
        if (event.payload() instanceof UnreadablePayload(var reason) && unreadable.size() < MOST) {
            unreadable.put(event.position(), chain.wrong(event.position() - 1, "it cannot be read: " + reason + "."));
        }
    }

    /** Finds the unreadable event by reading the events one by one. */
    private RuntimeException unreadable(long upTo, RuntimeException failure) {
        long after = position;
        try {
            List<LedgerEvent> one = log.read(after, upTo, 1);
            while (!one.isEmpty()) {
                after = one.getLast().position();
                one = log.read(after, upTo, 1);
            }
            return failure;
        } catch (RuntimeException e) {
            return savepoints.isPassing(e)
                    ? e
                    : new UnreadableEvent(chain.wrong(after, "it cannot be read: " + e.getMessage() + "."), e);
        }
    }

    @Override
    public void close() {
        copy.close();
    }
}
