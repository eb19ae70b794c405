package dev.devledger.application.sync.read;

import dev.devledger.application.sync.memory.Cycles;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which lists are read as a whole though something else tells what has changed: that nothing is missing only such a read
 * proves.
 *
 * @param reads when each was read last
 * @param wanted those in which something is not to be understood without all that is in them
 * @param waiting those of what is changed here and not there yet: now and then only a list tells why
 * @param from each is read that was not since then, once it is that time
 */
public record Sweep(
        Map<String, Cycles.Read> reads, Set<String> wanted, Set<String> waiting, Instant from, Instant now) {
    static final Duration EVERY = Duration.ofHours(6);

    public Sweep {
        wanted = Set.copyOf(wanted);
        waiting = Set.copyOf(waiting);
    }

    /** Whether that is a reason to look at the lists. */
    public boolean isDue(SyncedList scope) {
        Cycles.Read read = reads.get(scope.list());
        if (read == null || wanted.contains(scope.list())) {
            return true;
        }
        Instant readAt = read.readAt();
        return !read.isLocked()
                && (read.unread() != null
                        || readAt == null
                        || readAt.isBefore(now.minus(waiting.contains(scope.list()) ? FeedRead.AGAIN : EVERY))
                        || (readAt.isBefore(from) && !from.isAfter(now)));
    }

    /** Whether that is a reason to look at the lists for what is in none that was read lately. */
    public boolean isDue(Collection<SyncedList> known) {
        Set<String> unread = new HashSet<>(waiting);
        known.stream().filter(scope -> !isLocked(scope)).forEach(scope -> unread.remove(scope.list()));
        return !unread.isEmpty()
                && reads.values().stream()
                        .map(Cycles.Read::readAt)
                        .filter(Objects::nonNull)
                        .noneMatch(readAt -> readAt.isAfter(now.minus(FeedRead.AGAIN)));
    }

    /** Whether nothing could be written there: it is no reason to look, and is looked at where there is one. */
    public boolean isLocked(SyncedList scope) {
        Cycles.Read read = reads.get(scope.list());
        return read != null && read.isLocked();
    }
}
