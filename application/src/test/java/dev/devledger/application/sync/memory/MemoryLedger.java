package dev.devledger.application.sync.memory;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.sync.simulation.Steps;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.PersonDecider;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.ConflictDecider;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncDecider;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkDecider;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntryDecider;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The ledger's real rules on states in memory; a change set is stored as a whole or not at all. */
public final class MemoryLedger implements Ledger {
    private final Clock clock;
    private final Steps steps;
    private final Projection projection;
    private final List<LedgerEvent> events = new ArrayList<>();
    private final Map<String, Object> states = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();
    private NewEventListener listener;
    private Consumer<Addressed> onSend = command -> {};
    private Consumer<LedgerEvent> onStored = event -> {};

    public MemoryLedger(Clock clock, Steps steps, Projection projection) {
        this.clock = clock;
        this.steps = steps;
        this.projection = projection;
    }

    public void listen(NewEventListener to) {
        listener = to;
    }

    /** Sets a listener that gets each command before the decision; the ledger throws what the listener throws. */
    public void onSend(Consumer<Addressed> listener) {
        onSend = listener;
    }

    /** Adds a listener that gets each event once it is stored and reads show it. */
    public void onStored(Consumer<LedgerEvent> listener) {
        onStored = onStored.andThen(listener);
    }

    public List<LedgerEvent> events() {
        return List.copyOf(events);
    }

    public List<LedgerEvent> eventsFrom(int position) {
        return List.copyOf(events.subList(position, events.size()));
    }

    public int size() {
        return events.size();
    }

    Object state(String address) {
        return states.get(address);
    }

    /** Returns the time at which the stream's newest event was stored. */
    Instant changedAt(String address) {
        return times.get(address);
    }

    @Override
    public <T, A> Written<A> write(Write<T, A> write) {
        if (write.rehearsal() || write.once() != null) {
            throw new UnsupportedOperationException();
        }
        steps.before("a write");
        Transaction transaction = new Transaction(write.changeSet(), write.by());
        T made = write.work().apply(transaction);
        transaction.commit();
        return new Written<>(write.answer().apply(made), transaction.id, false);
    }

    private final class Transaction implements ChangeSet {
        private final Provenance by;
        private final UUID id;
        private final Instant at = clock.instant();
        private final Map<String, Object> stagedStates = new HashMap<>();
        private final List<LedgerEvent> staged = new ArrayList<>();
        private final List<Runnable> checks = new ArrayList<>();

        Transaction(UUID id, Provenance by) {
            this.id = id;
            this.by = by;
        }

        @Override
        public String requestId() {
            return by.requestId();
        }

        @Override
        public UUID id() {
            return id;
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public void whenStored(Runnable check) {
            checks.add(check);
        }

        /** They see what is stored, and take it back where they throw. */
        private void check() {
            if (checks.isEmpty()) {
                return;
            }
            Map<String, Object> before = new HashMap<>(states);
            states.putAll(stagedStates);
            try {
                checks.forEach(Runnable::run);
            } finally {
                states.clear();
                states.putAll(before);
            }
        }

        @Override
        public void send(Addressed command) {
            onSend.accept(command);
            switch (command) {
                case ProjectCommand project -> decide(new ProjectDecider(), project);
                case TaskCommand task -> decide(new TaskDecider(), task);
                case SyncCommand link -> decide(new SyncDecider(), link);
                case ConflictCommand conflict -> decide(new ConflictDecider(), conflict);
                case TimeEntryCommand entry -> decide(new TimeEntryDecider(), entry);
                case PersonCommand person -> decide(new PersonDecider(), person);
                case EntryLinkCommand link -> decide(new EntryLinkDecider(), link);
                default -> throw new IllegalArgumentException("nobody decides " + command);
            }
        }

        @SuppressWarnings("unchecked") // a stream has the states of its own decider
        private <C extends Addressed, S, E> void decide(Decider<C, S, E> decider, C command) {
            String stream = command.address();
            S state = (S) stagedStates.getOrDefault(stream, states.getOrDefault(stream, decider.initial()));
            for (E event : decider.decide(command, state)) {
                state = decider.evolve(state, event);
                long before = versions.getOrDefault(stream, 0L)
                        + staged.stream().filter(e -> e.stream().equals(stream)).count();
                staged.add(new LedgerEvent(
                        events.size() + staged.size() + 1L,
                        UUID.randomUUID().toString(),
                        stream,
                        before + 1,
                        event.getClass().getSimpleName(),
                        at,
                        event,
                        by,
                        id));
            }
            stagedStates.put(stream, state);
        }

        /** Marks are of the same transaction: a process that dies while it writes them has written nothing. */
        void commit() {
            check();
            listener.stored(List.copyOf(staged));
            states.putAll(stagedStates);
            for (LedgerEvent event : staged) {
                events.add(event);
                versions.put(event.stream(), event.version());
                times.put(event.stream(), event.at());
                projection.apply(event);
            }
            staged.forEach(onStored);
            listener.committed();
        }
    }
}
