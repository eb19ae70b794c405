package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.CallLog.RemoteBudget;
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
 * How far this node has come with a lot of work, such as a first sync. It begins with a cycle that has much to do, and is
 * over with one that gets to its end: in between the budget may stop many. Not kept: after a restart it begins with what
 * is left.
 */
public final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    /** Fewer are done before anyone reads how many are left. */
    static final int MUCH = 20;

    private static final Duration LOG_EVERY = Duration.ofSeconds(30);

    private final IntSupplier pending;
    private final RemoteBudget budget;
    private final Clock clock;

    private @Nullable Instant begunAt;
    private Instant loggedAt = Instant.EPOCH;
    private long sentBefore;
    private int settled;
    private final Set<EntityRef> created = new HashSet<>();
    private @Nullable Count entries;

    /** @param pending how many are marked now */
    public Progress(IntSupplier pending, RemoteBudget budget, Clock clock) {
        this.pending = pending;
        this.budget = budget;
        this.clock = clock;
    }

    /** A cycle begins with so many. */
    public synchronized void begin(int items) {
        if (begunAt == null && items >= MUCH) {
            begunAt = clock.instant();
            loggedAt = clock.instant();
            sentBefore = budget.sent();
        }
    }

    /** These are there now; what is left to do of them takes no time worth counting. */
    public synchronized void created(Collection<EntityRef> entities) {
        if (begunAt != null) {
            created.addAll(entities);
            tell();
        }
    }

    /** A cycle is through with it, for good or for now. */
    public synchronized void concluded(EntityRef entity, boolean forGood) {
        if (begunAt != null) {
            created.remove(entity);
            settled += forGood ? 1 : 0;
            tell();
        }
    }

    /** A cycle got to its end; what still waits does not wait for its turn. */
    public synchronized void over() {
        begunAt = null;
        settled = 0;
        created.clear();
    }

    /** How much is done, and of how much. */
    public record Count(int done, int total) {}

    /** So many time entries of so many are taken over here. */
    public synchronized void entries(int done, int total) {
        entries = total >= MUCH && done < total ? new Count(done, total) : null;
    }

    /** Null where there is nothing much to do. */
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

    /** Such as {@code 412 of 1040 done, about 6 min left with this request budget}; null where there is nothing much to do. */
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

    /** At the pace so far, or longer where the budget does not allow that. */
    private String timeLeft(Instant begun, int done, int left) {
        long millis = Math.max(0, Duration.between(begun, clock.instant()).toMillis()); // clocks are set back
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

    private static Duration untilRoomFor(double requests, RemoteBudget.Use use) {
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
