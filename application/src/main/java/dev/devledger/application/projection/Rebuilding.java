package dev.devledger.application.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies stored events, from the first on, to some projections whose tables are being built anew. What a projection
 * cannot apply is parked, and the later events of the same stream behind it, as in a live write.
 */
public final class Rebuilding {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);

    /** Of a batch that fails; one event of it that cannot be applied costs so many single statements. */
    private static final int PIECE = 250;

    private final String name;
    private final List<Projection> chosen;
    private final ParkedEvents parked;
    private final Savepoints savepoints;

    /** Streams of which an event is parked, with the projection before them. */
    private Set<List<String>> stuck = new HashSet<>();

    private boolean filling = true;

    /** The name is for the log. */
    public Rebuilding(String name, List<Projection> chosen, ParkedEvents parked, Savepoints savepoints) {
        this.name = name;
        this.chosen = chosen;
        this.parked = parked;
        this.savepoints = savepoints;
    }

    /** What goes with the tables: where they are taken back or over, so is this. */
    Set<List<String>> stuck() {
        return Set.copyOf(stuck);
    }

    void stuck(Set<List<String>> streams) {
        stuck = new HashSet<>(streams);
    }

    /**
     * A batch goes through at once; only one that fails is repeated piece by piece behind savepoints, and a piece that
     * fails event by event.
     *
     * @param transaction runs what it is given in one transaction, in which the new tables are those that statements find
     */
    public void apply(List<LedgerEvent> batch, Consumer<Runnable> transaction) {
        Set<List<String>> before = Set.copyOf(stuck);
        try {
            transaction.accept(() -> chosen.forEach(projection -> applyOrFill(projection, batch)));
        } catch (ShadowTables.Superseded e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("A batch of the replay of {} failed; it is repeated in smaller pieces", name, e);
            stuck.retainAll(before);
            transaction.accept(() -> {
                fillUp();
                applyInPieces(batch);
            });
            filling = false;
        }
    }

    /** After the first batches, of which there may be many; what comes now is applied to whole tables. */
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

    /** In the transaction at hand, behind one savepoint; event by event, each behind its own, only where that fails. */
    public void applyAtOnce(List<LedgerEvent> batch) {
        try {
            savepoints.attempt(() -> chosen.forEach(projection -> projection.apply(fit(projection, batch))));
        } catch (RuntimeException e) {
            if (savepoints.isPassing(e)) {
                throw e;
            }
            batch.forEach(this::applyGuarded);
        }
    }

    private void applyOrFill(Projection projection, List<LedgerEvent> batch) {
        List<LedgerEvent> fit = fit(projection, batch);
        if (filling) {
            projection.fill(fit);
        } else {
            projection.apply(fit);
        }
    }

    /** Parks those that come behind a parked one, and answers the others. */
    private List<LedgerEvent> fit(Projection projection, List<LedgerEvent> batch) {
        if (stuck.isEmpty()) {
            return batch;
        }
        List<LedgerEvent> fit = new ArrayList<>();
        for (LedgerEvent event : batch) {
            if (isStuck(projection, event)) {
                park(projection, event, "An earlier event of " + event.stream() + " waits.");
            } else {
                fit.add(event);
            }
        }
        return fit;
    }

    private void applyGuarded(LedgerEvent event) {
        for (Projection projection : chosen) {
            if (isStuck(projection, event)) {
                park(projection, event, "An earlier event of " + event.stream() + " waits.");
            } else {
                attempt(projection, event);
            }
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
            stuck.add(List.of(projection.name(), event.stream()));
            park(projection, event, String.valueOf(e));
        }
    }

    private boolean isStuck(Projection projection, LedgerEvent event) {
        return !stuck.isEmpty() && stuck.contains(List.of(projection.name(), event.stream()));
    }

    private void park(Projection projection, LedgerEvent event, String error) {
        parked.park(projection.name(), event, error);
    }
}
