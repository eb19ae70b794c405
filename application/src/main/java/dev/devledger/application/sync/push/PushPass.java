package dev.devledger.application.sync.push;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.local.PushBatch;
import dev.devledger.application.sync.local.PushBatch.PushCandidate;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.push.PushContext.PushObstacles;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One pass over the marked entities, level by level: creates and changes that need no special steps are sent many at
 * once, all other entities are handled one by one.
 */
final class PushPass {
    private static final Logger LOG = LoggerFactory.getLogger(PushPass.class);

    /** The wait after an error in Devledger itself. */
    static final Duration BROKEN = Duration.ofMinutes(1);

    private final PushContext context;
    private final PushBatch batch;
    private final PushObstacles obstacles;
    private final MarkSettlement marks;
    private final Set<EntityRef> early;
    private final DeletedLists whole;
    private final BatchedUpdates changes;
    private final BatchedCreates export;
    private final List<PushCandidate> next;
    private final Set<EntityRef> tried = new HashSet<>();
    private boolean wantsFull;

    /**
     * @param early the entities that are tried before their time, because a user has requested a cycle for everything
     */
    PushPass(PushContext context, PushObstacles obstacles, MarkSettlement marks, Set<EntityRef> early) {
        this.context = context;
        this.batch = context.known().batch();
        this.obstacles = obstacles;
        this.marks = marks;
        this.early = early;
        this.changes = new BatchedUpdates(context);
        this.whole = new DeletedLists(context, batch, obstacles::isOpen);
        this.next = DeletedLists.leftToTheirList(batch);
        next.forEach(each -> tried.add(each.item().entity()));
        this.export = new BatchedCreates(context, marks::created, entity -> {
            tried.add(entity);
            marks.settle(entity);
        });
    }

    /** Returns the candidates that are left to the next pass, where their lists come too. */
    List<PushCandidate> next() {
        return next;
    }

    /** True if an entity has to wait for a cycle that reads the lists, as far as known. */
    boolean wantsFull() {
        return wantsFull;
    }

    void run() {
        try {
            for (PushCandidate each : probes()) {
                tried.add(each.item().entity());
                logged(each, () -> push(each));
            }
            batch.levels().forEach(this::level);
        } finally {
            marks.count(export.made());
        }
    }

    /**
     * Returns the candidates that test the closed lists: their outcome decides for all other entities of those lists.
     */
    private List<PushCandidate> probes() {
        List<EntityRef> probes = context.closed().probes();
        return batch.candidates().stream()
                .filter(each -> probes.contains(each.item().entity()))
                .toList();
    }

    private void level(List<PushCandidate> all) {
        export.run(left(all).stream().filter(obstacles::isFree).toList());
        List<PushCandidate> level = left(all);
        Map<EntityRef, PushOutcome> done =
                changes.run(level.stream().filter(obstacles::isOpen).toList());
        for (PushCandidate each : level) {
            PushOutcome outcome = done.get(each.item().entity());
            if (outcome != null) {
                marks.conclude(each.item(), outcome);
            } else if (!whole.with(each.item().entity()).isEmpty()) {
                logged(each, () -> deleteWhole(each));
            } else if (!whole.waits(each.item().entity())) {
                logged(each, () -> push(each));
            }
        }
    }

    private List<PushCandidate> left(List<PushCandidate> all) {
        return all.stream()
                .filter(each -> !tried.contains(each.item().entity()))
                .toList();
    }

    private static void logged(PushCandidate candidate, Runnable work) {
        MDC.put("entity", candidate.item().entity().toString());
        try {
            work.run();
        } finally {
            MDC.remove("entity");
        }
    }

    private void push(PushCandidate candidate) {
        EntityRef entity = candidate.item().entity();
        SyncLink before = context.link(entity);
        if (early.contains(entity) && UpdateSteps.isIgnored(before)) {
            marks.leave();
            return;
        }
        PushState item = new PushState(candidate, context);
        try {
            marks.conclude(candidate.item(), obstacles.of(candidate).orElseGet(() -> push(item)));
        } catch (Rejection e) {
            // Another node has recorded something else about the entity meanwhile: the next cycle sees that.
            LOG.info("{} is left to the next cycle: {}", entity, e.getMessage());
            marks.conclude(candidate.item(), new PushOutcome.Retry(e.detail(), Duration.ofSeconds(1), false, false));
        } catch (CycleStopped | Ledger.LedgerBusy e) {
            throw e;
        } catch (RuntimeException e) {
            // This entity comes first again in the next cycle: if its error stopped the pass, the entities after it
            // would never be reached.
            LOG.error("{} could not be pushed; the others continue", entity, e);
            marks.conclude(
                    candidate.item(),
                    new PushOutcome.Retry(
                            "unexpected error; the server's log has the reason", BROKEN, true, item.pushed()));
        }
        wantsFull |= item.wantsFull();
        context.known().learn(entity, item.link());
        boolean isNew = item.link() instanceof SyncLink.Linked && !(before instanceof SyncLink.Linked);
        if (isNew && mayHoldTasks(entity)) {
            marks.markTasksOf(entity);
        }
    }

    private static PushOutcome push(PushState item) {
        return item.kind() == EntityRef.Kind.LIST ? new ListPush(item).run() : new EntityPush(item).run();
    }

    private boolean mayHoldTasks(EntityRef entity) {
        return switch (entity.kind()) {
            case PROJECT -> context.settings().subtasks();
            case LIST -> !entity.holdsCards();
            case TASK, ENTRY -> false;
        };
    }

    /**
     * Deletes the list with all its tasks in one call or, if that cannot be done, the tasks one by one and the list
     * last.
     */
    private void deleteWhole(PushCandidate list) {
        List<PushCandidate> all = whole.with(list.item().entity());
        Optional<PushOutcome> outcome;
        try {
            outcome = whole.delete(list.item().entity());
        } catch (Rejection e) {
            // Another node has recorded something else meanwhile: each task is deleted by itself.
            LOG.info("{} is not deleted as a whole: {}", list.item().entity(), e.getMessage());
            outcome = Optional.empty();
        }
        if (outcome.isPresent()) {
            PushOutcome same = outcome.get();
            all.forEach(each -> marks.conclude(each.item(), same));
            marks.conclude(list.item(), same);
        } else {
            all.forEach(each -> logged(each, () -> push(each)));
            push(list);
        }
    }

    /**
     * Brings one entity's remote object to its wanted state, step by step from whatever state its link is in. Each
     * write is recorded before the call, and its outcome after the call, so that the next cycle can go on from any
     * point.
     */
    static final class EntityPush {
        /** The limit of steps, more than a link can need: recovered, linked, written. */
        private static final int STEPS = 6;

        private final PushState item;
        private final CreateSteps creating;
        private final UpdateSteps updating;
        private final DeleteSteps deleting;

        EntityPush(PushState item) {
            this.item = item;
            this.creating = new CreateSteps(item);
            this.updating = new UpdateSteps(item);
            this.deleting = new DeleteSteps(item);
        }

        PushOutcome run() {
            item.asOfNow();
            for (int step = 0; step < STEPS; step++) {
                Optional<PushOutcome> outcome = step();
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            return item.later("it did not settle in " + STEPS + " steps", PushState.REFUSED, true);
        }

        /** Takes one step; empty if the link has changed its state and another step has to follow. */
        private Optional<PushOutcome> step() {
            return switch (item.link()) {
                case SyncLink.None none -> creating.absent();
                case SyncLink.Closed closed -> creating.absent();
                case SyncLink.Creating lost -> creating.recover(lost);
                case SyncLink.Linked linked -> linked(linked);
                case SyncLink.Deleting leaving -> deleting.deleting(leaving);
                case SyncLink.Detached detached -> creating.detached(detached);
                case SyncLink.OutOfScope outside -> item.settled(); // a full cycle that sees the object links it again
                case SyncLink.Stopped stopped -> creating.stopped(stopped);
            };
        }

        private Optional<PushOutcome> linked(SyncLink.Linked linked) {
            return switch (item.decide(RemoteState.UNKNOWN)) {
                case FETCH -> looked(linked);
                case RELEASE -> {
                    String reason = ((DesiredObject.Outside) item.wanted()).reason();
                    item.record((id, at) -> new SyncCommand.Detach(id, reason, at));
                    yield item.settled();
                }
                default -> item.settled();
            };
        }

        private Optional<PushOutcome> looked(SyncLink.Linked linked) {
            return switch (item.wanted()) {
                case DesiredObject.Present present -> updating.update(linked, present);
                case DesiredObject.Gone gone -> deleting.remove(linked);
                case DesiredObject.Replaced replaced -> deleting.replaced(linked);
                case DesiredObject.Outside outside -> item.settled();
            };
        }
    }

    /** The result of a cycle for one entity. */
    sealed interface PushOutcome {
        boolean pushed();

        /** Returns the outcome of waiting for a list that accepts nothing; it is no failure of the entity. */
        static PushOutcome waitsFor(ClosedLists.Wait wait) {
            return new Retry(wait.reason(), wait.left(), false, false);
        }

        /** Both sides agree, or nothing has to be agreed on. */
        record Settled(boolean pushed) implements PushOutcome {}

        /**
         * The entity has to be looked at again.
         *
         * @param retryAfter the least time until the next look
         * @param failed true if this counts as a failure; the wait grows with failures
         * @param longest the limit to which the wait grows: lower if the entity waits for another one than if it was
         *     refused
         */
        record Retry(String reason, Duration retryAfter, boolean failed, boolean pushed, Duration longest)
                implements PushOutcome {
            Retry(String reason, Duration retryAfter, boolean failed, boolean pushed) {
                this(reason, retryAfter, failed, pushed, PendingWork.LONGEST_WAIT);
            }

            Retry and(String more) {
                return new Retry(reason + "; " + more, retryAfter, failed, pushed, longest);
            }
        }
    }
}
