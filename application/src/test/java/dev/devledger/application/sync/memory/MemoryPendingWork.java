package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.simulation.Steps;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

public final class MemoryPendingWork implements PendingWork {
    private record Mark(
            long generation,
            int attempts,
            Instant notBefore,
            @Nullable String reason,
            @Nullable UUID changeSet) {}

    private final Steps steps;
    private final Function<UUID, List<EntityRef>> tasksOf;
    private final Map<EntityRef, Mark> marks = new LinkedHashMap<>();
    private long generations;
    private int writes;
    private int takenAway;

    /** Runs before marks are removed; a test can plant a bug here. */
    public Runnable onDone = () -> {};

    /** Runs before marks are counted; a test can make the ledger unreachable here. */
    public Runnable onPending = () -> {};

    public MemoryPendingWork(Steps steps, Function<UUID, List<EntityRef>> tasksOf) {
        this.steps = steps;
        this.tasksOf = tasksOf;
    }

    /** Returns the reason why the entity waits; null if it is not marked or was marked just now. */
    @Nullable
    public String reason(EntityRef entity) {
        Mark mark = marks.get(entity);
        return mark == null ? null : mark.reason();
    }

    /** Removes the marks of entities that are not stored, after a process has died in their transaction. */
    public void rolledBack(Predicate<EntityRef> stored) {
        marks.keySet().removeIf(stored.negate());
    }

    /** Returns the number of writes. */
    public int writes() {
        return writes;
    }

    /** Returns the number of calls that removed marks, one or many at once. */
    public int takenAway() {
        return takenAway;
    }

    public boolean marked(EntityRef entity) {
        return marks.containsKey(entity);
    }

    @Override
    public void mark(ConnectedAccount account, Collection<EntityRef> entities, @Nullable UUID changeSet) {
        steps.before("marking");
        writes++;
        entities.forEach(
                each -> marks.put(each, new Mark(++generations, 0, Instant.EPOCH, null, changeSet(each, changeSet))));
    }

    /** Returns the newest known change set of the entity, as the table does. */
    private @Nullable UUID changeSet(EntityRef entity, @Nullable UUID now) {
        Mark before = marks.get(entity);
        return now != null || before == null ? now : before.changeSet();
    }

    /** Returns all marked entities. */
    public Set<EntityRef> marked() {
        return Set.copyOf(marks.keySet());
    }

    @Override
    public int markBehind(ConnectedAccount account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int markFrom(List<ConnectedAccount> accounts) {
        if (accounts.isEmpty()) {
            return 0;
        }
        throw new UnsupportedOperationException();
    }

    @Override
    public int markTasksOf(ConnectedAccount account, UUID project) {
        steps.before("marking the tasks");
        List<EntityRef> tasks = tasksOf.apply(project);
        mark(account, tasks);
        return tasks.size();
    }

    @Override
    public List<Item> due(ConnectedAccount account, Instant now, int limit) {
        steps.before("reading the marks");
        return marks.entrySet().stream()
                .filter(each -> !each.getValue().notBefore().isAfter(now)
                        || each.getValue().notBefore().minus(LONGEST_WAIT).isAfter(now))
                .limit(limit)
                .map(each -> new Item(
                        each.getKey(),
                        each.getValue().generation(),
                        each.getValue().attempts(),
                        each.getValue().changeSet(),
                        each.getValue().reason()))
                .toList();
    }

    @Override
    public void done(ConnectedAccount account, Collection<Item> items) {
        steps.before("taking a mark away");
        onDone.run();
        writes++;
        takenAway++;
        items.stream().filter(this::newest).forEach(item -> marks.remove(item.entity()));
    }

    @Override
    public void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, @Nullable String reason) {
        steps.before("putting it off");
        writes++;
        if (newest(item)) {
            marks.put(
                    item.entity(),
                    new Mark(item.generation(), attempts, notBefore, reason, changeSet(item.entity(), null)));
        }
    }

    private boolean newest(Item item) {
        Mark mark = marks.get(item.entity());
        return mark != null && mark.generation() == item.generation();
    }

    @Override
    public List<Failing> failing(ConnectedAccount account, int attempts, int limit) {
        return marks.entrySet().stream()
                .filter(each -> each.getValue().attempts() >= attempts)
                .limit(limit)
                .map(each -> new Failing(each.getKey(), each.getValue().reason()))
                .toList();
    }

    @Override
    public int pending(ConnectedAccount account) {
        onPending.run();
        return marks.size();
    }

    /** No clock is kept here. */
    @Override
    public Duration waiting(ConnectedAccount account) {
        return Duration.ZERO;
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return marks.values().stream()
                .map(Mark::notBefore)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
