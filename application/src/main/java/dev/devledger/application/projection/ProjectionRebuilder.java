package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.LiveProjections.ParkedStreams;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies stored events, from the first on, to some projections whose tables are being rebuilt. As in a live write, an
 * event that a projection cannot apply is parked, and so are the later events of the same stream.
 */
public final class ProjectionRebuilder {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRebuilder.class);

    /**
     * The number of events behind one savepoint in a batch that failed. If one of them fails, all are repeated one by
     * one.
     */
    private static final int PIECE = 250;

    private final String name;
    private final List<Projection> chosen;
    private final ParkedEvents parked;
    private final Savepoints savepoints;

    private ParkedStreams stuck;
    private boolean filling = true;

    /** Begins before the first event. {@code name} is for the log. */
    public ProjectionRebuilder(String name, List<Projection> chosen, ParkedEvents parked, Savepoints savepoints) {
        this.name = name;
        this.chosen = chosen;
        this.parked = parked;
        this.savepoints = savepoints;
        this.stuck = new ParkedStreams(parked, Set.of());
    }

    /**
     * Returns the pairs of projection and stream with parked events. They belong to the tables: if these are rolled
     * back or taken over, so is this set.
     */
    Set<List<String>> stuck() {
        return stuck.all();
    }

    void stuck(Set<List<String>> streams) {
        stuck = new ParkedStreams(parked, streams);
    }

    /**
     * Applies a batch at once. A batch that fails is repeated in pieces behind savepoints, and a piece that fails is
     * repeated event by event.
     *
     * @param transaction runs its parameter in one transaction, in which statements find the new tables
     */
    public void apply(List<LedgerEvent> batch, Consumer<Runnable> transaction) {
        Set<List<String>> before = stuck.all();
        try {
            transaction.accept(() -> chosen.forEach(projection -> applyOrFill(projection, batch)));
        } catch (ShadowTables.Superseded e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("A batch of the replay of {} failed; it is repeated in smaller pieces", name, e);
            stuck(before);
            transaction.accept(() -> {
                fillUp();
                applyInPieces(batch);
            });
            filling = false;
        }
    }

    /** Completes the tables, once, after the first batches. Later events are applied to complete tables. */
    public void filled(Consumer<Runnable> transaction) {
        transaction.accept(this::fillUp);
        filling = false;
    }

    private void fillUp() {
        if (filling) {
            chosen.forEach(Projection::filled);
        }
    }

    private void applyInPieces(List<LedgerEvent> batch) {
        for (int from = 0; from < batch.size(); from += PIECE) {
            applyAtOnce(batch.subList(from, Math.min(from + PIECE, batch.size())));
        }
    }

    /**
     * Applies a batch in the current transaction behind one savepoint. If that fails, applies it event by event, each
     * event behind its own savepoint.
     */
    public void applyAtOnce(List<LedgerEvent> batch) {
        Set<List<String>> before = stuck.all();
        try {
            savepoints.attempt(() -> chosen.forEach(projection -> projection.apply(stuck.fit(projection, batch))));
        } catch (RuntimeException e) {
            if (savepoints.isPassing(e)) {
                throw e;
            }
            stuck(before);
            batch.forEach(this::applyGuarded);
        }
    }

    private void applyOrFill(Projection projection, List<LedgerEvent> batch) {
        List<LedgerEvent> fit = stuck.fit(projection, batch);
        if (filling) {
            projection.fill(fit);
        } else {
            projection.apply(fit);
        }
    }

    private void applyGuarded(LedgerEvent event) {
        for (Projection projection : chosen) {
            stuck.fit(projection, List.of(event)).forEach(fit -> attempt(projection, fit));
        }
    }

    private void attempt(Projection projection, LedgerEvent event) {
        try {
            savepoints.attempt(() -> projection.apply(event));
        } catch (RuntimeException e) {
            if (savepoints.isPassing(e)) {
                throw e;
            }
            LOG.error("{} at {} is parked: {} cannot apply it", event.type(), event.position(), projection.name(), e);
            stuck.park(projection, event, e.toString());
        }
    }
}
