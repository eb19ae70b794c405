package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.Ledger.WriteGate.NeedsOwnTransaction;
import dev.devledger.application.projection.LiveProjections;
import dev.devledger.domain.directory.BillingDecider;
import dev.devledger.domain.directory.BillingItem.BillingCommand;
import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.PersonDecider;
import dev.devledger.domain.directory.SavedView.ViewCommand;
import dev.devledger.domain.directory.SavedViewDecider;
import dev.devledger.domain.project.Project.ProjectCommand;
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
import dev.devledger.domain.sync.time.EntryLink.EntryLinkDecider;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.ClaimDecider;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.TaskDecider;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntryDecider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
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
public record CommandEngine(EventStore events, StateCache states, CommandEngine.EntityLocks locks)
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

    /** The entities of a transaction: each command is decided on the state that the commands before it have left. */
    static final class Entities {
        private final Map<String, Entity<?, ?, ?>> byStream = new HashMap<>();

        /**
         * @param version the entity's version after the event, from 1
         * @param before the entity's state before it
         */
        record Decided(String stream, long version, Object event, Object before) {}

        boolean has(String stream) {
            return byStream.containsKey(stream);
        }

        Optional<Entity<?, ?, ?>> find(String stream) {
            return Optional.ofNullable(byStream.get(stream));
        }

        void put(Entity<?, ?, ?> entity) {
            byStream.put(entity.stream(), entity);
        }

        void remove(String stream) {
            byStream.remove(stream);
        }

        void clear() {
            byStream.clear();
        }

        /** Returns the events that follow from the command, which are applied to its entity; that has to be among these. */
        List<Decided> decide(Addressed command) {
            Entity<?, ?, ?> entity = Objects.requireNonNull(byStream.get(command.address()));
            List<Decided> decided = new ArrayList<>();
            for (Object event : entity.decide(command)) {
                Entity<?, ?, ?> after = entity.after(event, entity.version() + 1);
                decided.add(new Decided(after.stream(), after.version(), event, entity.state()));
                entity = after;
            }
            put(entity);
            return decided;
        }
    }

    /**
     * An entity as its events have made it, with the rules of its kind.
     *
     * @param version the version of its last event, 0 if there is none
     */
    record Entity<C, S, E>(String stream, Decider<C, S, E> rules, S state, long version) {
        private static final Map<Class<? extends Addressed>, Decider<?, ?, ?>> KINDS = Map.of(
                ProjectCommand.class, new ProjectDecider(),
                TaskCommand.class, new TaskDecider(),
                ClaimCommand.class, new ClaimDecider(),
                PersonCommand.class, new PersonDecider(),
                BillingCommand.class, new BillingDecider(),
                TimeEntryCommand.class, new TimeEntryDecider(),
                ViewCommand.class, new SavedViewDecider(),
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

        /** Returns the entity after an event, or as all events up to this version have made it. */
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

    /**
     * A lock for each entity of this node, so that one write at a time changes it. A write that shares its transaction does
     * not wait for a lock, as the other writes would have to wait too: it is repeated alone.
     */
    public static final class EntityLocks implements LockFactory {

        /**
         * The longest wait for a lock, as a waiting write holds a transaction and a connection. A longer wait is a lost
         * race, as with a lock of the database.
         */
        private static final Duration PATIENCE = Duration.ofSeconds(2);

        private static final Duration TRY = Duration.ofMillis(10);

        private final LockFactory locks = PessimisticLockFactory.builder()
                .lockAttemptTimeout(Math.toIntExact(TRY.toMillis()))
                .acquireAttempts(Math.toIntExact(PATIENCE.dividedBy(TRY)))
                .build();
        private final Map<String, Interest> interests = new ConcurrentHashMap<>();

        /** The thread that first held or awaited the lock, and the number of threads that hold or await it. */
        private record Interest(Thread first, int count) {}

        @Override
        public Lock obtainLock(String stream) {
            Thread me = Thread.currentThread();
            boolean mayWait = !StateCache.isShared();
            interests.compute(stream, (key, others) -> {
                if (others == null) {
                    return new Interest(me, 1);
                }
                if (!mayWait && !others.first().equals(me)) {
                    throw new NeedsOwnTransaction();
                }
                return new Interest(others.first(), others.count() + 1);
            });
            try {
                return new Locked(stream, locks.obtainLock(stream));
            } catch (RuntimeException e) {
                leave(stream);
                throw e;
            }
        }

        private void leave(String stream) {
            interests.computeIfPresent(
                    stream, (key, all) -> all.count() == 1 ? null : new Interest(all.first(), all.count() - 1));
        }

        private final class Locked implements Lock {
            private final String stream;
            private final Lock lock;

            Locked(String stream, Lock lock) {
                this.stream = stream;
                this.lock = lock;
            }

            @Override
            public void release() {
                lock.release();
                leave(stream);
            }

            @Override
            public boolean isHeld() {
                return lock.isHeld();
            }
        }
    }

    /** The state of a stream, which stands for all the events that led to it. */
    public record StreamState(Object state) {}
}
