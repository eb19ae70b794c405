package dev.devledger.application.ledger.axon;

import dev.devledger.domain.directory.BillingDecider;
import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.PersonDecider;
import dev.devledger.domain.project.ProjectCommand;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Versions;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.ConflictDecider;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncDecider;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLinkDecider;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.ClaimDecider;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntryDecider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An entity as its events have made it, with the rules of its kind.
 *
 * @param version the version of the entity's last event, 0 if there is none
 */
record Entity<C, S, E>(String stream, Decider<C, S, E> rules, S state, long version) {
    private static final Map<Class<? extends Addressed>, Decider<?, ?, ?>> KINDS = Map.of(
            ProjectCommand.class, new ProjectDecider(),
            TaskCommand.class, new TaskDecider(),
            ClaimCommand.class, new ClaimDecider(),
            PersonCommand.class, new PersonDecider(),
            BillingCommand.class, new BillingDecider(),
            TimeEntryCommand.class, new TimeEntryDecider(),
            SyncCommand.class, new SyncDecider(),
            EntryLinkCommand.class, new EntryLinkDecider(),
            ConflictCommand.class, new ConflictDecider());

    /** The rules by the class of each command. */
    private static final Map<Class<?>, Decider<?, ?, ?>> RULES = new HashMap<>();

    static {
        KINDS.forEach((kind, rules) -> {
            for (Class<?> command : kind.getPermittedSubclasses()) {
                RULES.put(command, rules);
            }
        });
    }

    static Stream<Class<?>> commands() {
        return RULES.keySet().stream();
    }

    /** Returns the entity before its first event. */
    static Entity<?, ?, ?> of(Addressed command) {
        Decider<?, ?, ?> rules = RULES.get(command.getClass());
        if (rules == null) {
            throw new IllegalArgumentException("Nobody decides " + command.getClass());
        }
        return first(command.address(), rules);
    }

    private static <C, S, E> Entity<C, S, E> first(String stream, Decider<C, S, E> rules) {
        return new Entity<>(stream, rules, rules.initial(), 0);
    }

    /** Returns the entity after an event, or in the state of all events up to {@code newVersion}. */
    @SuppressWarnings("unchecked") // events and states of a stream are of its kind
    Entity<C, S, E> after(Object event, long newVersion) {
        S made = event instanceof StreamState(Object whole) ? (S) whole : rules.evolve(state, (E) event);
        return new Entity<>(stream, rules, made, newVersion);
    }

    /** Returns the events that follow from the command; they have not happened yet. */
    @SuppressWarnings("unchecked")
    List<E> decide(Addressed command) {
        try {
            return rules.decide((C) command, state);
        } catch (Rejection refused) {
            throw refused.code() == Rejection.Code.STALE ? refused.with(Versions.STREAM, stream) : refused;
        }
    }
}
