package dev.devledger.application.projection;

import dev.devledger.application.ledger.Provenance.EventMetadata;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.UnreadablePayload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies new events to the read model in the transaction that stores them, so that the next read sees a write. It gets
 * each batch straight from the event store: an exception here fails the write, and nothing is swallowed.
 */
public record LiveProjections(
        List<Projection> projections,
        List<LiveProjections.LiveListener> listeners,
        EventLog log,
        ParkedEvents parked,
        LiveProjections.Savepoints savepoints,
        LiveProjections.WriteBatching trips) {
    private static final Logger LOG = LoggerFactory.getLogger(LiveProjections.class);
    private static final String STATES = LiveProjections.class.getName() + ".states";
    private static final String GUARDED = LiveProjections.class.getName() + ".guarded";

    /** The events behind one savepoint, if many are applied: one that fails costs so many single ones. */
    private static final int PIECE = 250;

    public LiveProjections {
        projections = List.copyOf(projections);
        listeners = List.copyOf(listeners);
    }

    /** Keeps the state on which an event was decided, so that the event's row need not be read. */
    public static void decidedOn(UnitOfWork<?> root, String event, Object state) {
        root.<Map<String, Object>>getOrComputeResource(STATES, key -> new HashMap<>())
                .put(event, state);
    }

    /** Guards the unit of work: from now on a projection that fails has its event parked, and the write goes on. */
    public static void guard(UnitOfWork<?> unit) {
        unit.resources().put(GUARDED, true);
    }

    /** Accepts the events that the event store has just stored, or is about to send to the database. */
    public void accept(List<? extends EventMessage<?>> messages) {
        UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
        Map<String, Object> states = unit.getOrDefaultResource(STATES, Map.of());
        List<LedgerEvent> events = messages.stream()
                .map(message -> ledgerEvent((DomainEventMessage<?>) message).from(states.get(message.getIdentifier())))
                .toList();
        StuckStreams stuck = stuck(events);
        if (unit.resources().containsKey(GUARDED)) {
            trips.inOne(() -> {}); // sends the events; each projection is on its own then
            events.forEach(event -> applyGuarded(event, stuck));
            tell(events);
        } else {
            storeAndApply(events, stuck);
        }
        unit.afterCommit(done -> committed());
    }

    /**
     * Applies events like {@link #accept}, many that are stored in the transaction at hand already. The caller has to
     * call {@link #committed}.
     *
     * @param guarded true if events that a projection cannot apply are parked; else they are a
     *     {@link ProjectionFailure}
     */
    public void applyMany(List<LedgerEvent> events, boolean guarded) {
        StuckStreams stuck = stuck(events);
        if (guarded) {
            for (int from = 0; from < events.size(); from += PIECE) {
                applyPiece(events.subList(from, Math.min(from + PIECE, events.size())), stuck);
            }
        } else {
            applyOrFail(events, stuck);
        }
        tell(events);
    }

    /** Returns the projections and streams with a parked event; those of newly parked events are added. */
    private StuckStreams stuck(List<LedgerEvent> events) {
        return new StuckStreams(
                parked, log.parked(events.stream().map(LedgerEvent::stream).collect(Collectors.toSet())));
    }

    /** Tells the listeners that the events of {@link #applyMany} are committed. */
    public void committed() {
        listeners.forEach(LiveListener::committed);
    }

    private void applyPiece(List<LedgerEvent> piece, StuckStreams stuck) {
        try {
            savepoints.attempt(() -> applyOrFail(piece, stuck));
        } catch (ProjectionFailure e) {
            piece.forEach(event -> applyGuarded(event, stuck));
        }
    }

    private void applyOrFail(List<LedgerEvent> events, StuckStreams stuck) {
        for (Projection projection : projections) {
            try {
                projection.apply(stuck.fit(projection, events));
            } catch (RuntimeException e) {
                throw e instanceof ConcurrencyException || savepoints.isPassing(e)
                        ? e
                        : new ProjectionFailure(events, e);
            }
        }
    }

    private void storeAndApply(List<LedgerEvent> events, StuckStreams stuck) {
        try {
            trips.inOne(() -> {
                events.forEach(event -> apply(event, stuck));
                tell(events);
            });
        } catch (ProjectionFailure | ConcurrencyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw savepoints.isPassing(e) ? e : new ProjectionFailure(events, e);
        }
    }

    private void tell(List<LedgerEvent> events) {
        listeners.forEach(listener -> listener.stored(events));
    }

    private LedgerEvent ledgerEvent(DomainEventMessage<?> message) {
        EventLog.LocatedEvent where = log.locate(message.getIdentifier())
                .orElseThrow(() -> new IllegalStateException(
                        "The event " + message.getIdentifier() + " has no place in the ledger"));
        return new LedgerEvent(
                where.position(),
                message.getIdentifier(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber() + 1,
                where.type(),
                where.at(),
                message.getPayload(),
                EventMetadata.provenance(message.getMetaData()),
                EventMetadata.changeSet(message.getMetaData()));
    }

    private void apply(LedgerEvent event, StuckStreams stuck) {
        for (Projection projection : projections) {
            if (stuck.have(projection, event)) {
                stuck.parkBehind(projection, event);
            } else {
                applyOrFail(projection, event);
            }
        }
    }

    private void applyGuarded(LedgerEvent event, StuckStreams stuck) {
        for (Projection projection : projections) {
            if (stuck.have(projection, event) || parked.isParked(projection.name(), event.stream())) {
                stuck.parkBehind(projection, event);
            } else {
                applyGuarded(projection, event, stuck);
            }
        }
    }

    private void applyOrFail(Projection projection, LedgerEvent event) {
        try {
            projection.apply(event);
        } catch (ConcurrencyException e) {
            throw e; // the events are sent when a projection has to read
        } catch (RuntimeException e) {
            throw savepoints.isPassing(e) ? e : new ProjectionFailure(projection.name(), event, e);
        }
    }

    private void applyGuarded(Projection projection, LedgerEvent event, StuckStreams stuck) {
        try {
            savepoints.attempt(() -> projection.apply(event));
        } catch (RuntimeException e) {
            if (savepoints.isPassing(e)) {
                throw e;
            }
            LOG.error(
                    "{} at {} of {} is parked: the projection {} cannot apply it",
                    event.type(),
                    event.position(),
                    event.stream(),
                    projection.name(),
                    e);
            stuck.park(projection, event, e.toString());
        }
    }

    /** A listener to new events, and only to new ones: a replay does not call it. */
    public interface LiveListener {
        /** Runs in the transaction that stores the events; its own writes are committed with them. */
        void stored(List<LedgerEvent> events);

        /** Runs after the commit of a transaction with a call of {@link #stored}. */
        void committed();
    }

    /** Saves round trips: the statements of a write are kept back, and sent together. */
    public interface WriteBatching {
        /**
         * Runs the work. Its writes into the read model go out at its end, in one round trip with the events that wait
         * to be stored; it throws their failures. Its reads do not see what is kept back. Of writes that share a
         * transaction it goes out when the first of them reads its answer, and fails there.
         */
        void inOne(Runnable writes);
    }

    /** A part of a transaction that can fail alone. */
    public interface Savepoints {
        /**
         * Runs the work behind a savepoint; if it throws, its writes are gone, the transaction goes on, and the
         * exception is thrown again.
         */
        void attempt(Runnable work);

        /**
         * True if a failure says nothing about the work: another writer was at the same place, or the database is away,
         * full or stopping. The same work may go through another time.
         */
        boolean isPassing(RuntimeException failure);
    }

    /** A projection could not apply an event. The write is repeated with the event parked for that projection. */
    public static final class ProjectionFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProjectionFailure(String projection, LedgerEvent event, Throwable cause) {
            super("The projection " + projection + " could not apply " + event.type() + " of " + event.stream(), cause);
        }

        /** A failure of several events that were sent together; only the repeat shows which one failed. */
        ProjectionFailure(List<LedgerEvent> events, Throwable cause) {
            super(
                    "The read model could not take "
                            + events.stream().map(LedgerEvent::type).distinct().collect(Collectors.joining(", "))
                            + " of "
                            + events.stream()
                                    .map(LedgerEvent::stream)
                                    .distinct()
                                    .limit(10)
                                    .collect(Collectors.joining(", ")),
                    cause);
        }
    }

    /** The streams in which a projection has an event parked: later events of such a stream are parked behind it. */
    static final class StuckStreams {
        private final ParkedEvents parked;
        private final Set<List<String>> stuck;

        /** @param stuck pairs of projection and stream */
        StuckStreams(ParkedEvents parked, Set<List<String>> stuck) {
            this.parked = parked;
            this.stuck = new HashSet<>(stuck);
        }

        Set<List<String>> all() {
            return Set.copyOf(stuck);
        }

        boolean have(Projection projection, LedgerEvent event) {
            return !stuck.isEmpty() && stuck.contains(List.of(projection.name(), event.stream()));
        }

        /** Parks the events that cannot be read or come behind a parked one, and returns the others. */
        List<LedgerEvent> fit(Projection projection, List<LedgerEvent> events) {
            if (stuck.isEmpty() && events.stream().noneMatch(event -> event.payload() instanceof UnreadablePayload)) {
                return events;
            }
            List<LedgerEvent> fit = new ArrayList<>();
            for (LedgerEvent event : events) {
                if (have(projection, event)) {
                    parkBehind(projection, event);
                } else if (event.payload() instanceof UnreadablePayload(var reason)
                        && projection.needs(event.stream())) {
                    park(projection, event, "It cannot be read: " + reason);
                } else {
                    fit.add(event);
                }
            }
            return fit;
        }

        void parkBehind(Projection projection, LedgerEvent event) {
            parked.park(projection.name(), event, "An earlier event of " + event.stream() + " waits.");
        }

        /** Parks the first event of its stream. */
        void park(Projection projection, LedgerEvent event, String why) {
            stuck.add(List.of(projection.name(), event.stream()));
            parked.park(projection.name(), event, why);
        }
    }
}
