package dev.devledger.application.projection;

import dev.devledger.application.command.EventMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies new events to the read model in the transaction that stores them, so that a write is seen by the next read.
 * It takes each batch straight from the event store: what throws here fails the write, and nothing is swallowed.
 */
public final class LiveProjections {
    private static final Logger LOG = LoggerFactory.getLogger(LiveProjections.class);
    private static final String GUARDED = LiveProjections.class.getName() + ".guarded";

    private final List<Projection> projections;
    private final List<LiveListener> listeners;
    private final EventLog log;
    private final ParkedEvents parked;
    private final Savepoints savepoints;

    public LiveProjections(
            List<Projection> projections,
            List<LiveListener> listeners,
            EventLog log,
            ParkedEvents parked,
            Savepoints savepoints) {
        this.projections = List.copyOf(projections);
        this.listeners = List.copyOf(listeners);
        this.log = log;
        this.parked = parked;
        this.savepoints = savepoints;
    }

    /** From now on a projection that fails in this unit of work has its event parked, and the write goes on. */
    public static void guard(UnitOfWork<?> unit) {
        unit.resources().put(GUARDED, true);
    }

    /** Takes what the event store has just stored. */
    public void accept(List<? extends EventMessage<?>> messages) {
        UnitOfWork<?> unit = CurrentUnitOfWork.get().root();
        Map<String, EventLog.Located> located =
                log.locate(messages.stream().map(EventMessage::getIdentifier).toList());
        List<LedgerEvent> events = new ArrayList<>();
        for (EventMessage<?> message : messages) {
            EventLog.Located where = located.get(message.getIdentifier());
            if (where == null) {
                throw new IllegalStateException("The event " + message.getIdentifier() + " was not stored");
            }
            LedgerEvent event = ledgerEvent((DomainEventMessage<?>) message, where);
            events.add(event);
            apply(event, where, unit.resources().containsKey(GUARDED));
        }
        listeners.forEach(listener -> listener.stored(events));
        unit.afterCommit(done -> listeners.forEach(LiveListener::committed));
    }

    private LedgerEvent ledgerEvent(DomainEventMessage<?> message, EventLog.Located where) {
        return new LedgerEvent(
                where.position(),
                message.getIdentifier(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber() + 1,
                where.type(),
                message.getTimestamp(),
                message.getPayload(),
                EventMetadata.provenance(message.getMetaData()),
                EventMetadata.changeSet(message.getMetaData()));
    }

    private void apply(LedgerEvent event, EventLog.Located where, boolean guarded) {
        for (Projection projection : projections) {
            if (where.parked().contains(projection.name())
                    || (guarded && parked.isParked(projection.name(), event.stream()))) {
                parked.park(projection.name(), event, "An earlier event of " + event.stream() + " waits.");
            } else if (guarded) {
                applyGuarded(projection, event);
            } else {
                applyOrFail(projection, event);
            }
        }
    }

    private void applyOrFail(Projection projection, LedgerEvent event) {
        try {
            projection.apply(event);
        } catch (RuntimeException e) {
            throw savepoints.isPassing(e) ? e : new ProjectionFailure(projection.name(), event, e);
        }
    }

    private void applyGuarded(Projection projection, LedgerEvent event) {
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
            parked.park(projection.name(), event, String.valueOf(e));
        }
    }
}
