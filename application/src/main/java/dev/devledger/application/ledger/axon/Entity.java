package dev.devledger.application.ledger.axon;

import dev.devledger.domain.billing.BillingCommand;
import dev.devledger.domain.billing.BillingDecider;
import dev.devledger.domain.claim.ClaimCommand;
import dev.devledger.domain.claim.ClaimDecider;
import dev.devledger.domain.person.PersonCommand;
import dev.devledger.domain.person.PersonDecider;
import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.shared.Addressed;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.sync.conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.ConflictDecider;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncDecider;
import dev.devledger.domain.sync.time.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLinkDecider;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.time.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntryDecider;
import java.util.List;

/** One entity while many are decided on: its rules, and its state as its events have made it. */
final class Entity<C, S, E> {
    private final Decider<C, S, E> decider;
    private S state;
    private long version;

    private Entity(Decider<C, S, E> decider) {
        this.decider = decider;
        state = decider.initial();
    }

    /** As nothing has happened to it. */
    static Entity<?, ?, ?> of(Addressed command) {
        return switch (command) {
            case ProjectCommand project -> new Entity<>(new ProjectDecider());
            case TaskCommand task -> new Entity<>(new TaskDecider());
            case ClaimCommand claim -> new Entity<>(new ClaimDecider());
            case PersonCommand person -> new Entity<>(new PersonDecider());
            case BillingCommand item -> new Entity<>(new BillingDecider());
            case TimeEntryCommand entry -> new Entity<>(new TimeEntryDecider());
            case SyncCommand link -> new Entity<>(new SyncDecider());
            case EntryLinkCommand link -> new Entity<>(new EntryLinkDecider());
            case ConflictCommand conflict -> new Entity<>(new ConflictDecider());
            default -> throw new IllegalArgumentException("Nobody decides " + command.getClass());
        };
    }

    @SuppressWarnings("unchecked") // commands and events of a stream are of its kind
    void happened(Object event, long newVersion) {
        state = decider.evolve(state, (E) event);
        version = newVersion;
    }

    /** What follows from the command; it has not happened yet. */
    @SuppressWarnings("unchecked")
    List<E> decide(Addressed command) {
        return decider.decide((C) command, state);
    }

    long version() {
        return version;
    }
}
