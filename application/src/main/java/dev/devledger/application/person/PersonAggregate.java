package dev.devledger.application.person;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedAggregate;
import dev.devledger.domain.person.Person;
import dev.devledger.domain.person.PersonCommand;
import dev.devledger.domain.person.PersonDecider;
import dev.devledger.domain.person.PersonEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.CreationPolicy;

/** The commands of a person. */
public class PersonAggregate extends DecidedAggregate<PersonCommand, Person, PersonEvent> {
    PersonAggregate() {
        super(new PersonDecider());
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PersonCommand.Create command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PersonCommand.Edit command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PersonCommand.Delete command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(PersonCommand.Restore command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(PersonEvent event) {
        evolve(event.person().address(), event);
    }
}
