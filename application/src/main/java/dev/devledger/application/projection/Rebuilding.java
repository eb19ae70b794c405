package dev.devledger.application.projection;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import dev.devledger.application.projection.LiveProjections.StuckStreams;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies stored events, from the first on, to some projections whose tables are being rebuilt. An event that a
 * projection cannot apply is parked, and the later events of the same stream behind it, as in a live write.
 */
public final class Rebuilding {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);

    /** The piece of a batch that fails; one event of it that cannot be applied costs so many single statements. */
    private static final int PIECE = 250;

    private final String name;
    private final List<Projection> chosen;
    private final ParkedEvents parked;
    private final Savepoints savepoints;

    private StuckStreams stuck;
    private boolean filling = true;

    /** Begins with the first event; the name is for the log. */
    public Rebuilding(String name, List<Projection> chosen, ParkedEvents parked, Savepoints savepoints) {
        this.name = name;
        this.chosen = chosen;
        this.parked = parked;
        this.savepoints = savepoints;
        this.stuck = new StuckStreams(parked, Set.of());
    }

    /** Returns the stuck streams, which go with the tables: if those are rolled back or taken over, so are these. */
    Set<List<String>> stuck() {
        return stuck.all();
    }

    void stuck(Set<List<String>> streams) {
        stuck = new StuckStreams(parked, streams);
    }

    /**
     * Applies a batch at once; only one that fails is repeated piece by piece behind savepoints, and a piece that fails
     * event by event.
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

    /**
     * Completes the tables after the first batches, of which there may be many; later events are applied to whole
     * tables.
     */
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
     * Applies a batch in the transaction at hand, behind one savepoint; event by event, each behind its own, only if
     * that fails.
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
