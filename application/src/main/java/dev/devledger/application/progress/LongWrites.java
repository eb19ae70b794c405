package dev.devledger.application.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The long writes and the undos of the last day that came to this node since it was started. */
public final class LongWrites {
    private static final int MOST = 200;
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock;

    /** By the change set that each is stored under. */
    private final Map<UUID, LongWrite> writes = new LinkedHashMap<>();

    private final Map<String, UUID> byRequest = new LinkedHashMap<>();
    private final Map<UUID, UUID> byUndone = new LinkedHashMap<>();

    public LongWrites(Clock clock) {
        this.clock = clock;
    }

    /** From the beginning, be it for the first time or once more. */
    public synchronized LongWrite begin(UUID changeSet, String requestId) {
        LongWrite known = writes.get(changeSet);
        LongWrite write = known == null ? add(changeSet, requestId) : known;
        write.begin();
        return write;
    }

    /** One that nobody else is told of. */
    public LongWrite unseen(UUID changeSet, String requestId) {
        return new LongWrite(changeSet, requestId, clock);
    }

    /** As {@link #begin}, for who takes these change sets back. */
    public synchronized LongWrite undoing(Collection<UUID> undone, UUID changeSet, String requestId) {
        LongWrite write = begin(changeSet, requestId);
        undone.forEach(each -> {
            byUndone.remove(each);
            byUndone.put(each, changeSet);
        });
        return write;
    }

    private LongWrite add(UUID changeSet, String requestId) {
        Instant oldest = clock.instant().minus(KEPT);
        writes.values().removeIf(each -> each.isOverBefore(oldest));
        if (writes.size() >= MOST) {
            writes.remove(leastMissed());
        }
        byRequest.values().retainAll(writes.keySet());
        byUndone.values().retainAll(writes.keySet());
        LongWrite write = new LongWrite(changeSet, requestId, clock);
        writes.put(changeSet, write);
        byRequest.put(requestId, changeSet);
        return write;
    }

    /** The oldest that is over; one that runs only where all do. */
    private UUID leastMissed() {
        return writes.entrySet().stream()
                .filter(each -> each.getValue().isOver())
                .findFirst()
                .or(() -> writes.entrySet().stream().findFirst())
                .orElseThrow()
                .getKey();
    }

    /** That of this change set, where it is a long one or an undo. */
    public synchronized Optional<LongWrite> find(UUID changeSet) {
        return Optional.ofNullable(writes.get(changeSet));
    }

    public synchronized Optional<WriteProgress> ofRequest(String requestId) {
        return snapshot(byRequest.get(requestId));
    }

    /** The newest undo of that change set. */
    public synchronized Optional<WriteProgress> undoOf(UUID changeSet) {
        return snapshot(byUndone.get(changeSet));
    }

    /** The undos that run, and those that were over after that moment. */
    public synchronized List<WriteProgress> undosSince(Instant over) {
        return byUndone.values().stream()
                .distinct()
                .map(writes::get)
                .filter(each -> !each.isOverBefore(over))
                .map(LongWrite::snapshot)
                .toList();
    }

    private Optional<WriteProgress> snapshot(@Nullable UUID changeSet) {
        return Optional.ofNullable(changeSet).map(writes::get).map(LongWrite::snapshot);
    }
}
