package dev.devledger.application.ledger.axon;

import dev.devledger.application.projection.LiveProjections;
import dev.devledger.domain.shared.Decider.Addressed;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.common.lock.Lock;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The handler of all commands: it loads the entity, has its rules decide, and gives the events to the event store. */
public record CommandEngine(EventStore events, StateCache states, EntityLocks locks)
        implements MessageHandler<CommandMessage<?>> {
    private static final String ENTITIES = CommandEngine.class.getName();

    /** Subscribes the handler to the bus. Axon routes by the exact class of a command. */
    public Registration subscribe(CommandBus bus) {
        List<Registration> subscribed = Entity.commands()
                .map(command -> bus.subscribe(command.getName(), this))
                .toList();
        return () -> subscribed.stream().allMatch(Registration::cancel);
    }

    @Override
    public @Nullable Object handle(CommandMessage<?> message) {
        Addressed command = (Addressed) message.getPayload();
        String stream = command.address();
        UnitOfWork<?> unit = CurrentUnitOfWork.get();
        Entities entities = unit.root().getOrComputeResource(ENTITIES, key -> new Entities());
        unit.onRollback(failed -> {
            entities.remove(stream);
            states.remove(stream);
        });
        if (!entities.has(stream)) {
            entities.put(load(command, unit.root()));
            unit.root().afterCommit(stored -> entities.find(stream).ifPresent(states::put));
        }
        List<Entities.Decided> decided = entities.decide(command);
        if (!decided.isEmpty()) {
            events.publish(
                    decided.stream().map(each -> message(each, unit.root())).toList());
            StateCache.changed(stream);
        }
        return null;
    }

    /** Locks the entity on this node until the transaction has ended. */
    private Entity<?, ?, ?> load(Addressed command, UnitOfWork<?> root) {
        Lock lock = locks.obtainLock(command.address());
        root.onCleanup(ended -> lock.release());
        if (command.begins()) {
            return Entity.of(command);
        }
        Entity<?, ?, ?> known = states.take(command.address());
        return known == null ? read(command) : known;
    }

    private Entity<?, ?, ?> read(Addressed command) {
        Entity<?, ?, ?> entity = Entity.of(command);
        DomainEventStream stream = events.readEvents(command.address());
        while (stream.hasNext()) {
            DomainEventMessage<?> event = stream.next();
            entity = entity.after(event.getPayload(), event.getSequenceNumber() + 1);
        }
        return entity;
    }

    /** Makes the event's message, without an entity type: the store knows the type by the stream. */
    private static DomainEventMessage<?> message(Entities.Decided decided, UnitOfWork<?> root) {
        DomainEventMessage<?> message = new GenericDomainEventMessage<>(
                null, decided.stream(), decided.version() - 1, decided.event(), MetaData.emptyInstance());
        LiveProjections.decidedOn(root, message.getIdentifier(), decided.before());
        return message;
    }
}
