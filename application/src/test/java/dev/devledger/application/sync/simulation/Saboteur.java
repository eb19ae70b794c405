package dev.devledger.application.sync.simulation;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleContext.SyncPorts;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.memory.MemoryCycles;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PlantedDependencies;
import dev.devledger.application.sync.memory.PlantedLinks;
import dev.devledger.application.sync.memory.PlantedReads;
import dev.devledger.application.sync.memory.PlantedWrites;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.TaskDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Puts a {@link Sabotage} into the ports through which the sync sees everything outside of it. */
final class Saboteur {
    private Saboteur() {}

    /** What the sync sees of the service, and of what is kept of it. */
    record Outside(RemoteTasks tasks, SyncPorts ports) {}

    static Outside plant(Sabotage bug, World world, Outside ports) {
        return switch (bug) {
            case NONE, PUSH_IN_HANDLER, COMMENT_AGAIN, COMMENTS_CUT, STOPS_AT_THE_FIRST, STORED_AS_IT_CAME -> ports;
            case NO_BASE -> changed(ports, LinkBook.class, new PlantedLinks.NoBase(world));
            case NEWEST_WINS -> changed(ports, LinkBook.class, new PlantedLinks.NewestWins(world));
            case SHORT_OVER_LONG -> changed(ports, LinkBook.class, new PlantedLinks.NoForms(world));
            case CUT_IN_SILENCE -> changed(ports, RemoteTasks.class, new PlantedReads.Shortened(world.remote));
            case TITLE_MATCH -> changed(ports, LinkBook.class, new PlantedLinks.TitleMatch(world));
            case RESEND_WITHOUT_SEARCH ->
                changed(
                        changed(ports, RemoteTasks.class, new PlantedReads.Unsearched(world)),
                        LinkBook.class,
                        new PlantedLinks.NothingGivenUp());
            case CAP_IGNORED -> changed(ports, RemoteTasks.class, new PlantedReads.Cut(world.remote));
            case MODIFICATION_TIME -> changed(ports, RemoteTasks.class, new PlantedReads.Unmodified(world));
            case RAW_COMPARISON -> changed(ports, RemoteTasks.class, new PlantedReads.Raw(world.remote));
            case BASE_ON_2XX -> changed(ports, RemoteTasks.class, new PlantedWrites.Believed(world.remote));
            case SILENCE_IS_EMPTY -> changed(ports, RemoteTasks.class, new PlantedReads.Silence(world.remote));
            case CREATED_AS_SENT -> changed(ports, RemoteTasks.class, new PlantedWrites.CreatedAsSent(world.remote));
            case RETRIED_500 -> changed(ports, RemoteTasks.class, new PlantedWrites.Retried(world.remote));
            case UNMAPPED_DROPPED -> changed(ports, RemoteTasks.class, new PlantedWrites.Dropping(world.remote));
            case DEPENDENCY_TURNED -> changed(ports, RemoteTasks.class, new PlantedDependencies.Turned(world.remote));
            case DEPENDENCIES_CUT -> changed(ports, RemoteTasks.class, new PlantedDependencies.First(world.remote));
            case ONE_READ_DELETE ->
                changed(
                        changed(ports, SuspectedAbsences.class, new Doubtless(world)),
                        RemoteTasks.class,
                        new Unconfirmed());
            case GUARD_PER_CYCLE -> changed(ports, LinkBook.class, new Forgetful());
            case STALE_FENCE -> changed(ports, Lease.class, new Unfenced(world.lease));
            case CONFLICT_BLOCKS -> changed(ports, ConflictBook.class, new Blocking(world.conflicts));
            case UNTOLD -> changed(ports, Cycles.class, new Untold(world.records));
            case OWN_FORM -> changed(ports, RemoteTasks.class, new PlantedReads.OwnForm(world));
        };
    }

    /** Plants the bug in the comments. */
    static RemoteComments plant(Sabotage bug, RemoteComments real) {
        return switch (bug) {
            case COMMENT_AGAIN -> new PlantedWrites.SaidAgain(real);
            case COMMENTS_CUT -> new PlantedWrites.FirstPage(real);
            default -> real;
        };
    }

    /** Plants the bug in the ledger's ports. */
    static LedgerPorts plant(Sabotage bug, World world, LedgerPorts real) {
        return bug == Sabotage.STORED_AS_IT_CAME
                ? real.by(Overlay.over(Ledger.class, real.ledger(), new Unfitted(world, real.ledger())))
                : real;
    }

    private static Outside changed(Outside outside, Class<?> port, Object change) {
        return new Outside(
                as(RemoteTasks.class, outside.tasks(), port, change), changed(outside.ports(), port, change));
    }

    private static SyncPorts changed(SyncPorts ports, Class<?> port, Object change) {
        return new SyncPorts(
                as(LinkBook.class, ports.links(), port, change),
                as(ConflictBook.class, ports.conflicts(), port, change),
                as(SuspectedAbsences.class, ports.doubts(), port, change),
                ports.work(),
                as(Cycles.class, ports.cycles(), port, change),
                as(Lease.class, ports.leases(), port, change),
                ports.states(),
                as(PendingApprovals.class, ports.holds(), port, change),
                ports.meters(),
                ports.closures(),
                ports.feeds(),
                ports.hints(),
                ports.notes(),
                ports.entries(),
                ports.time(),
                ports.left());
    }

    private static <T> T as(Class<T> type, T real, Class<?> port, Object change) {
        return type == port ? Overlay.over(type, real, change) : real;
    }

    /** Whatever is missed now was missed long ago as well, so that the first read without it is the second one. */
    static final class Doubtless {
        private final World world;

        Doubtless(World world) {
            this.world = world;
        }

        public Map<EntityRef, SuspectedAbsences.Suspicion> all(ConnectedAccount account) {
            Map<EntityRef, SuspectedAbsences.Suspicion> all = new HashMap<>();
            world.book.all().forEach(each -> all.put(each.entity(), new SuspectedAbsences.Suspicion(Instant.EPOCH)));
            return all;
        }

        public void keep(
                ConnectedAccount account,
                Map<EntityRef, SuspectedAbsences.Suspicion> before,
                Map<EntityRef, SuspectedAbsences.Suspicion> now) {
            // there is nothing to remember
        }
    }

    /** And no search says otherwise. */
    static final class Unconfirmed {
        public RemoteAnswer<Optional<Listing>> searchOpen(String list) {
            return new RemoteAnswer.Ok<>(Optional.of(Listing.of(List.of())));
        }
    }

    static final class Forgetful {
        public Map<String, Integer> deletesSince(ConnectedAccount account, Instant since) {
            return Map.of();
        }
    }

    static final class Unfenced {
        private final Lease real;

        Unfenced(Lease real) {
            this.real = real;
        }

        public boolean renew(ConnectedAccount account, Lease.Grant lease, Duration length) {
            real.renew(account, lease, length);
            return true;
        }
    }

    /** Whatever there was to tell. */
    static final class Untold {
        private final MemoryCycles real;

        Untold(MemoryCycles real) {
            this.real = real;
        }

        public void save(ConnectedAccount account, Cycles.Cycle cycle) {
            real.save(account, untold(cycle));
        }

        public void save(ConnectedAccount account, Cycles.Cycle cycle, Map<String, Cycles.ListReadState> reads) {
            real.save(account, untold(cycle), reads);
        }

        private static Cycles.Cycle untold(Cycles.Cycle cycle) {
            return new Cycles.Cycle(
                    cycle.id(),
                    cycle.kind(),
                    cycle.startedAt(),
                    cycle.finishedAt(),
                    cycle.complete(),
                    cycle.pulled(),
                    cycle.pushed(),
                    cycle.conflicts(),
                    cycle.remoteRequests(),
                    null);
        }
    }

    /** Of what is new the date is the one that the service has. */
    static final class Unfitted {
        private final World world;
        private final Ledger real;

        Unfitted(World world, Ledger real) {
            this.world = world;
            this.real = real;
        }

        public <T, A> Ledger.Written<A> write(Ledger.Write<T, A> write) {
            return real.write(write.with(
                    changes -> write.work().apply(Overlay.over(ChangeSet.class, changes, new Sent(world, changes))),
                    write.answer()));
        }
    }

    static final class Sent {
        private final World world;
        private final ChangeSet real;

        Sent(World world, ChangeSet real) {
            this.world = world;
            this.real = real;
        }

        public void send(Addressed command) {
            real.send(command instanceof TaskCommand.Create create ? dated(create) : command);
        }

        private TaskCommand.Create dated(TaskCommand.Create create) {
            TaskDetails details = create.details();
            return world.remote.live().stream()
                    .filter(card -> card.content.title().equals(details.title()))
                    .map(card -> card.content.dueDate())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(due -> new TaskCommand.Create(
                            create.task(), create.key(), create.to(), dated(details, due), create.at()))
                    .orElse(create);
        }

        private static TaskDetails dated(TaskDetails details, When due) {
            return new TaskDetails(
                    details.title(),
                    details.description(),
                    details.priority(),
                    details.tags(),
                    new Schedule(null, due, details.schedule().timeZone()),
                    details.checklist(),
                    details.stage(),
                    details.estimateMinutes(),
                    details.assignees(),
                    details.dependencies());
        }
    }

    static final class Blocking {
        private final ConflictBook real;

        Blocking(ConflictBook real) {
            this.real = real;
        }

        public List<ConflictBook.OpenConflict> standing(ConnectedAccount account, Collection<EntityRef> entities) {
            List<ConflictBook.OpenConflict> all = new ArrayList<>();
            for (ConflictBook.OpenConflict each : real.standing(account, entities)) {
                all.add(new ConflictBook.OpenConflict(
                        each.id(), each.entity(), whole(each.dispute()), each.firstSeenAt()));
            }
            return all;
        }

        private static Dispute whole(Dispute dispute) {
            boolean ofField = dispute instanceof Dispute.FieldDispute && dispute.waits();
            return ofField ? new Dispute.AmbiguousObject("what of it is right", List.of()) : dispute;
        }
    }

    /** A handler of events that does not leave it to a cycle. */
    static NewEventListener handler(World world, NewEventListener real) {
        return new NewEventListener() {
            @Override
            public void stored(List<LedgerEvent> events) {
                real.stored(events);
                for (LedgerEvent event : events) {
                    if (event.payload() instanceof TaskEvent.Edited e
                            && e.changes().get(TaskDetails.TITLE) != null) {
                        PlantedWrites.push(
                                world,
                                EntityRef.task(e.task().value()),
                                e.changes().get(TaskDetails.TITLE).to());
                    }
                }
            }

            @Override
            public void committed() {
                real.committed();
            }
        };
    }
}
