package dev.devledger.application.sync.record;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedEvents;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncDecider;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Hands commands to the decider. One line for each command: Axon routes by the exact class. */
public class SyncLinkAggregate {
    private static final SyncDecider DECIDER = new SyncDecider();

    @AggregateIdentifier
    private @Nullable String id;

    private SyncLink state = DECIDER.initial();

    SyncLinkAggregate() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.IntendCreate command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.Link command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.IntendPush command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.Acknowledge command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.Refuse command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.DropIntent command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.IntendDelete command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.RepeatDelete command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.DecideDelete command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.Close command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.Detach command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.Stop command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.SeeRemoteChange command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.MoveRemote command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.LeaveScope command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.LoseRemote command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(SyncCommand.Part command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(SyncEvent event) {
        id = event.link().address();
        state = DECIDER.evolve(state, event);
    }

    private void decide(SyncCommand command) {
        DecidedEvents.apply(command.address(), DECIDER.decide(command, state));
    }

    @Override
    public String toString() {
        return "SyncLinkAggregate[" + id + "]";
    }
}
