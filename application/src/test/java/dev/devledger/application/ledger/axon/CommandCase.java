package dev.devledger.application.ledger.axon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.ledger.axon.CommandEngine.EntityLocks;
import dev.devledger.domain.shared.Decider.Addressed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** A test of a command that finds its rules through Axon's bus: the events so far, and the expected events. */
public record CommandCase(List<?> given, Addressed command, List<?> then) {

    @Override
    public String toString() {
        return command.getClass().getSimpleName();
    }

    /** Runs the command on stored events. */
    public void run() {
        EventStore events = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        CommandBus bus = SimpleCommandBus.builder().build();
        new CommandEngine(events, new StateCache(), new EntityLocks()).subscribe(bus);
        for (int i = 0; i < given.size(); i++) {
            events.publish(new GenericDomainEventMessage<>(null, command.address(), i, given.get(i)));
        }
        bus.dispatch(new GenericCommandMessage<>(command), (sent, result) -> {
            if (result.isExceptional()) {
                throw WriteFailure.of(result);
            }
        });
        List<Object> stored = new ArrayList<>(given);
        stored.addAll(then);
        assertThat(events.readEvents(command.address()).asStream().map(DomainEventMessage::getPayload))
                .isEqualTo(stored);
    }

    /**
     * Requires a case for each command: a command without one may be handled by other rules without anyone noticing.
     */
    public static void assertEveryCommand(Stream<CommandCase> cases, Class<?> commands) {
        assertThat(cases.map(each -> (Object) each.command().getClass()))
                .containsExactlyInAnyOrder((Object[]) commands.getPermittedSubclasses());
    }
}
