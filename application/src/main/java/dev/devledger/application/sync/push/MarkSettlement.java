package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.cycle.Connection;
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

/** Takes away the marks of what is done with, and sets the time of the next try for the others. */
final class MarkSettlement {
    /** By then what was sent without a record of it is to be seen. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    /** So many marks are taken away at once; until then they still count as pending. */
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

    MarkSettlement(Connection connection, Progress progress) {
        this.work = connection.ports().work();
        this.account = connection.account();
        this.clock = connection.clock();
        this.progress = progress;
    }

    /** How many entities were changed at the remote, so far. */
    int pushed() {
        return pushed;
    }

    /** Whether nothing has to be looked at again, so far. */
    boolean complete() {
        return complete;
    }

    /** What has, and why. */
    Map<EntityRef, String> left() {
        return left;
    }

    void begin(List<PendingWork.Item> items) {
        marks = items.stream().collect(Collectors.toMap(PendingWork.Item::entity, Function.identity()));
    }

    /** Many at once: they are counted together, and settled one by one. */
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

    /** It is not tried, and its time stays what it is. */
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
            case PushOutcome.Later later -> {
                complete = false;
                left.put(item.entity(), later.reason());
                int attempts = attempts(item, later);
                work.later(account, item, clock.instant().plus(wait(later, attempts)), attempts, later.reason());
                progress.concluded(item.entity(), false);
            }
        }
    }

    /** Where something of it came through, what failed before says nothing of the rest. */
    private static int attempts(PendingWork.Item item, PushOutcome.Later later) {
        int before = later.pushed() ? 0 : item.attempts();
        return later.failed() ? before + 1 : before;
    }

    /** What waits for days is looked at meanwhile, and put off again: a later time would be taken for a wrong clock's. */
    private static Duration wait(PushOutcome.Later later, int attempts) {
        Duration wait = grown(later, attempts);
        return wait.compareTo(PendingWork.LONGEST_WAIT) < 0 ? wait : PendingWork.LONGEST_WAIT;
    }

    /** Doubles with each failure in a row, from the first wait to the longest. */
    private static Duration grown(PushOutcome.Later later, int attempts) {
        if (!later.failed() || attempts <= 1) {
            return later.retryAfter();
        }
        Duration doubled = later.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(later.longest()) < 0 ? doubled : later.longest();
    }

    /** Where the process ends before it, the next cycle finds them settled. */
    void takeAway() {
        List<PendingWork.Item> done = List.copyOf(settled);
        settled.clear();
        if (!done.isEmpty()) {
            work.done(account, done);
            done.forEach(each -> progress.concluded(each.entity(), true));
        }
    }

    /** A card or list that is new there has tasks that may never have been marked, such as after a change of placement. */
    void markTasksOf(EntityRef entity) {
        work.markTasksOf(account, entity.id());
    }
}
