package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The progress of this node with a lot of work, such as a first sync. It begins with a cycle that has much to do, and
 * ends with the first cycle that reaches its end; the budget may stop several cycles in between. It is not stored:
 * after a restart it begins with the remaining items.
 */
public final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    /** The least number of items for which progress is reported: fewer are done before a person reads it. */
    static final int MUCH = 20;

    private static final Duration LOG_EVERY = Duration.ofSeconds(30);

    private final IntSupplier pending;
    private final BudgetUsage budget;
    private final Clock clock;

    private @Nullable Instant begunAt;
    private Instant loggedAt = Instant.EPOCH;
    private long sentBefore;
    private int settled;
    private final Set<EntityRef> created = new HashSet<>();
    private @Nullable Count entries;

    /** @param pending counts the marked items */
    public Progress(IntSupplier pending, BudgetUsage budget, Clock clock) {
        this.pending = pending;
        this.budget = budget;
        this.clock = clock;
    }

    /** Begins with a cycle over this many items. */
    public synchronized void begin(int items) {
        if (begunAt == null && items >= MUCH) {
            begunAt = clock.instant();
            loggedAt = clock.instant();
            sentBefore = budget.sent();
        }
    }

    /** Counts these entities as done, as the rest of their work is negligible. */
    public synchronized void created(Collection<EntityRef> entities) {
        if (begunAt != null) {
            created.addAll(entities);
            tell();
        }
    }

    /** Counts an item that a cycle has finished, either for good or until a later try. */
    public synchronized void concluded(EntityRef entity, boolean forGood) {
        if (begunAt != null) {
            created.remove(entity);
            settled += forGood ? 1 : 0;
            tell();
        }
    }

    /** Ends the progress when a cycle reaches its end: items that still wait do not wait for their turn. */
    public synchronized void over() {
        begunAt = null;
        settled = 0;
        created.clear();
    }

    /** The items done, and their total. */
    public record Count(int done, int total) {}

    /** Reports the number of time entries taken over, of a total. */
    public synchronized void entries(int done, int total) {
        entries = total >= MUCH && done < total ? new Count(done, total) : null;
    }

    /** Returns null if there is not much to do. */
    synchronized @Nullable public Count count() {
        if (entries != null) {
            return entries;
        }
        if (begunAt == null) {
            return null;
        }
        int waiting = pending.getAsInt();
        int done = settled + created.size();
        return waiting == 0 ? null : new Count(done, done + Math.max(0, waiting - created.size()));
    }

    /**
     * Describes the progress, such as {@code 412 of 1040 done, about 6 min left with this request budget}; null if
     * there is not much to do.
     */
    synchronized @Nullable public String words() {
        if (entries != null) {
            return entries.done() + " of " + entries.total() + " time entries are taken over";
        }
        Count count = count();
        if (begunAt == null || count == null) {
            return null;
        }
        int done = count.done();
        String words = done + " of " + count.total() + " done";
        return done == 0 ? words : words + timeLeft(begunAt, done, count.total() - done);
    }

    /** Estimates the remaining time by the pace so far, or by the budget if that gives a longer time. */
    private String timeLeft(Instant begun, int done, int left) {
        long millis = Math.max(0, Duration.between(begun, clock.instant()).toMillis()); // the clock may be set back
        Duration atThisPace = Duration.ofMillis(millis).multipliedBy(left).dividedBy(done);
        double requests = (double) (budget.sent() - sentBefore) * left / done;
        Duration atThisBudget = budget.use().stream()
                .map(use -> untilRoomFor(requests, use))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return atThisBudget.compareTo(atThisPace) > 0
                ? ", " + words(atThisBudget) + " left with this request budget"
                : ", " + words(atThisPace) + " left";
    }

    private static Duration untilRoomFor(double requests, BudgetUsage.Use use) {
        double beyond = requests - (use.limit() - use.used());
        return beyond <= 0
                ? Duration.ZERO
                : Duration.ofMillis((long) (use.window().toMillis() * beyond / use.limit()));
    }

    private static String words(Duration time) {
        long minutes = (time.toSeconds() + 59) / 60;
        if (time.toSeconds() < 60) {
            return "less than a minute";
        }
        return minutes < 120 ? "about " + minutes + " min" : "about " + (minutes + 59) / 60 + " h";
    }

    private void tell() {
        Instant now = clock.instant();
        if (!now.isBefore(loggedAt.plus(LOG_EVERY))) {
            loggedAt = now;
            LOG.info("The sync is running: {}", words());
        }
    }
}
