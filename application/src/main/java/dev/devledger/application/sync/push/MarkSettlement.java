package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.Progress;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Removes the marks of settled entities, and sets the time of the next try for all other entities. */
final class MarkSettlement {
    /** The time within which the effect of a write that is not on record can be seen. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    /** The number of marks that are removed at once; until then they still count as pending. */
    private static final int AT_ONCE = 50;

    private final PendingWork work;
    private final ConnectedAccount account;
    private final Clock clock;
    private final Progress progress;
    private final List<PendingWork.Item> settled = new ArrayList<>();
    private Map<EntityRef, PendingWork.Item> marks = Map.of();
    private int pushed;
    private final Map<EntityRef, String> left = new LinkedHashMap<>();
    private boolean complete = true;

    MarkSettlement(CycleContext connection, Progress progress) {
        this.work = connection.ports().work();
        this.account = connection.account();
        this.clock = connection.clock();
        this.progress = progress;
    }

    /** Returns the number of entities changed in the service, so far. */
    int pushed() {
        return pushed;
    }

    /** True if nothing has to be looked at again, so far. */
    boolean complete() {
        return complete;
    }

    /** Returns the entities that have to be looked at again, and why. */
    Map<EntityRef, String> left() {
        return left;
    }

    void begin(List<PendingWork.Item> items) {
        marks = items.stream().collect(Collectors.toMap(PendingWork.Item::entity, Function.identity()));
    }

    /** Counts many created entities at once; their marks are removed one by one. */
    void created(Collection<EntityRef> entities) {
        progress.created(entities);
    }

    void count(int made) {
        pushed += made;
    }

    void settle(EntityRef entity) {
        conclude(mark(entity), new PushOutcome.Settled(false));
    }

    void putOff(EntityRef entity) {
        PendingWork.Item item = mark(entity);
        work.later(account, item, clock.instant().plus(UNDER_WAY), item.attempts(), null);
    }

    private PendingWork.Item mark(EntityRef entity) {
        return Objects.requireNonNull(marks.get(entity));
    }

    /** Leaves an entity untried; the time of its next try stays as set. */
    void leave() {
        complete = false;
    }

    void conclude(PendingWork.Item item, PushOutcome outcome) {
        if (outcome.pushed()) {
            pushed++;
        }
        switch (outcome) {
            case PushOutcome.Settled done -> {
                left.remove(item.entity());
                settled.add(item);
                if (settled.size() >= AT_ONCE) {
                    takeAway();
                }
            }
            case PushOutcome.Retry later -> {
                complete = false;
                left.put(item.entity(), later.reason());
                int attempts = attempts(item, later);
                work.later(account, item, clock.instant().plus(wait(later, attempts)), attempts, later.reason());
                progress.concluded(item.entity(), false);
            }
        }
    }

    /**
     * Returns the failures that count: if part of the change was written this time, earlier failures say nothing about
     * the rest.
     */
    private static int attempts(PendingWork.Item item, PushOutcome.Retry later) {
        int before = later.pushed() ? 0 : item.attempts();
        return later.failed() ? before + 1 : before;
    }

    /**
     * Returns the wait, at most {@link PendingWork#LONGEST_WAIT}, since a time further ahead would look like a wrong
     * clock's. An entity that has to wait for days is therefore tried in between.
     */
    private static Duration wait(PushOutcome.Retry later, int attempts) {
        Duration wait = grown(later, attempts);
        return wait.compareTo(PendingWork.LONGEST_WAIT) < 0 ? wait : PendingWork.LONGEST_WAIT;
    }

    /** Doubles the wait with each failure in a row, from the outcome's first wait to its longest. */
    private static Duration grown(PushOutcome.Retry later, int attempts) {
        if (!later.failed() || attempts <= 1) {
            return later.retryAfter();
        }
        Duration doubled = later.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(later.longest()) < 0 ? doubled : later.longest();
    }

    /** Removes the marks. If the process ends before that, the next cycle finds the entities settled. */
    void takeAway() {
        List<PendingWork.Item> done = List.copyOf(settled);
        settled.clear();
        if (!done.isEmpty()) {
            work.done(account, done);
            done.forEach(each -> progress.concluded(each.entity(), true));
        }
    }

    /**
     * Marks the tasks of a card or list that is new in the service: these tasks may never have been marked, such as
     * after a project's placement was changed.
     */
    void markTasksOf(EntityRef entity) {
        work.markTasksOf(account, entity.id());
    }
}
