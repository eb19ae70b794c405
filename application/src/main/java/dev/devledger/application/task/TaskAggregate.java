package dev.devledger.application.task;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import dev.devledger.application.ledger.axon.DecidedEvents;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.task.TaskEvent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Hands commands to the decider. One line for each command: Axon routes by the exact class. */
public class TaskAggregate {
    private static final TaskDecider DECIDER = new TaskDecider();

    @AggregateIdentifier
    private @Nullable String id;

    private Task state = DECIDER.initial();

    TaskAggregate() {}

    /** As its events have made it; the row is what the last of them has made of it. */
    public static TaskAggregate of(TaskRow row) {
        TaskAggregate task = new TaskAggregate();
        task.id = row.id().address();
        task.state = row.state();
        return task;
    }

    @CommandHandler
    @CreationPolicy(ALWAYS) // its id is new, so there is nothing to look for
    void handle(TaskCommand.Create command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Edit command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.ChangeStatus command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Move command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Follow command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Delete command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.Restore command) {
        decide(command);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void handle(TaskCommand.RequireVersion command) {
        decide(command);
    }

    @EventSourcingHandler
    void on(TaskEvent event) {
        id = event.task().address();
        state = DECIDER.evolve(state, event);
    }

    private void decide(TaskCommand command) {
        DecidedEvents.apply(command.address(), DECIDER.decide(command, state));
    }

    @Override
    public String toString() {
        return "TaskAggregate[" + id + "]";
    }
}
