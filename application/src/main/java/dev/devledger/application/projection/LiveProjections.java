package dev.devledger.application.projection;

import dev.devledger.application.ledger.Provenance.EventMetadata;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.ParkedEvents;
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
 * Applies new events to the read model in the transaction that stores them, so that a read after the write sees it. The
 * event store hands each batch over directly, so that an exception in a projection fails the write and is not
 * swallowed.
 */
public record LiveProjections(
        List<Projection> projections,
        List<LiveProjections.NewEventListener> listeners,
        EventLog log,
        ParkedEvents parked,
        LiveProjections.Savepoints savepoints,
        LiveProjections.WriteBatching trips) {
    private static final Logger LOG = LoggerFactory.getLogger(LiveProjections.class);
    private static final String STATES = LiveProjections.class.getName() + ".states";
    private static final String GUARDED = LiveProjections.class.getName() + ".guarded";

    /** The number of events behind one savepoint. If one of them fails, all are repeated one by one. */
    private static final int PIECE = 250;

    public LiveProjections {
        projections = List.copyOf(projections);
        listeners = List.copyOf(listeners);
    }

    /** Keeps the state on which an event was decided, so that the row before the event need not be read. */
    public static void decidedOn(UnitOfWork<?> root, String event, Object state) {
        root.<Map<String, Object>>getOrComputeResource(STATES, key -> new HashMap<>())
                .put(event, state);
    }

    /**
     * Guards the unit of work: from now on, an event that a projection cannot apply is parked, and the write goes on.
     */
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
        ParkedStreams stuck = stuck(events);
        if (unit.resources().containsKey(GUARDED)) {
            trips.inOne(() -> {}); // sends the events first, so that each projection can then fail alone
            events.forEach(event -> applyGuarded(event, stuck));
            tell(events);
        } else {
            storeAndApply(events, stuck);
        }
        unit.afterCommit(done -> committed());
    }

    /**
     * Applies many events, as {@link #accept} does, that the current transaction has already stored. The caller has to
     * call {@link #committed} afterwards.
     *
     * @param guarded true if events that a projection cannot apply are parked; else they cause a
     *     {@link ProjectionFailure}
     */
    public void applyMany(List<LedgerEvent> events, boolean guarded) {
        ParkedStreams stuck = stuck(events);
        if (guarded) {
            for (int from = 0; from < events.size(); from += PIECE) {
                applyPiece(events.subList(from, Math.min(from + PIECE, events.size())), stuck);
            }
        } else {
            applyOrFail(events, stuck);
        }
        tell(events);
    }

    /** Returns the pairs of projection and stream that have a parked event. Events that are parked later are added. */
    private ParkedStreams stuck(List<LedgerEvent> events) {
        return new ParkedStreams(
                parked, log.parked(events.stream().map(LedgerEvent::stream).collect(Collectors.toSet())));
    }

    /** Tells the listeners that the events of {@link #applyMany} are committed. */
    public void committed() {
        listeners.forEach(NewEventListener::committed);
    }

    private void applyPiece(List<LedgerEvent> piece, ParkedStreams stuck) {
        try {
            savepoints.attempt(() -> applyOrFail(piece, stuck));
        } catch (ProjectionFailure e) {
            piece.forEach(event -> applyGuarded(event, stuck));
        }
    }

    private void applyOrFail(List<LedgerEvent> events, ParkedStreams stuck) {
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

    private void storeAndApply(List<LedgerEvent> events, ParkedStreams stuck) {
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

    private void apply(LedgerEvent event, ParkedStreams stuck) {
        for (Projection projection : projections) {
            if (stuck.have(projection, event)) {
                stuck.parkBehind(projection, event);
            } else {
                applyOrFail(projection, event);
            }
        }
    }

    private void applyGuarded(LedgerEvent event, ParkedStreams stuck) {
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
            throw e; // comes from the events, which are sent before a projection reads
        } catch (RuntimeException e) {
            throw savepoints.isPassing(e) ? e : new ProjectionFailure(projection.name(), event, e);
        }
    }

    private void applyGuarded(Projection projection, LedgerEvent event, ParkedStreams stuck) {
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
    public interface NewEventListener {
        /** Runs in the transaction that stores the events; its own writes are committed with them. */
        void stored(List<LedgerEvent> events);

        /** Runs after the commit of a transaction with a call of {@link #stored}. */
        void committed();
    }

    /** Saves round trips: keeps back the statements of a write, and sends them together. */
    public interface WriteBatching {
        /**
         * Runs the work. Its writes to the read model are sent at its end, in one round trip with the events that wait
         * to be stored; failures of the statements are thrown from this method. Reads of the work do not see writes
         * that are kept back. If writes share a transaction, their statements are sent when the first of the writes
         * reads its answer, and their failures are thrown there.
         */
        void inOne(Runnable writes);
    }

    /** A part of a transaction that can fail alone. */
    public interface Savepoints {
        /**
         * Runs the work behind a savepoint. If the work throws, its writes are undone, the transaction can go on, and
         * the exception is thrown on.
         */
        void attempt(Runnable work);

        /**
         * True if the failure is not the work's own fault: another writer used the same data, or the database is away,
         * full or stopping. The same work may succeed later.
         */
        boolean isPassing(RuntimeException failure);
    }

    /** A projection could not apply an event. The write is repeated with the event parked for that projection. */
    public static final class ProjectionFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProjectionFailure(String projection, LedgerEvent event, Throwable cause) {
            super("The projection " + projection + " could not apply " + event.type() + " of " + event.stream(), cause);
        }

        /** A failure of several events that were sent together; only the repeat one by one shows which event failed. */
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
    static final class ParkedStreams {
        private final ParkedEvents parked;
        private final Set<List<String>> stuck;

        /** @param stuck pairs of projection and stream */
        ParkedStreams(ParkedEvents parked, Set<List<String>> stuck) {
            this.parked = parked;
            this.stuck = new HashSet<>(stuck);
        }

        Set<List<String>> all() {
            return Set.copyOf(stuck);
        }

        boolean have(Projection projection, LedgerEvent event) {
            return !stuck.isEmpty() && stuck.contains(List.of(projection.name(), event.stream()));
        }

        /** Parks the events that cannot be read or that follow a parked event, and returns the others. */
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

        /** Parks an event, so that later events of its stream are parked behind it. */
        void park(Projection projection, LedgerEvent event, String why) {
            stuck.add(List.of(projection.name(), event.stream()));
            parked.park(projection.name(), event, why);
        }
    }
}
