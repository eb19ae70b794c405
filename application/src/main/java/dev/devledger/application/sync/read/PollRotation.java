package dev.devledger.application.sync.read;

import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.read.Snapshot.SyncedList;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which lists a poll reads: every one in which something was changed or in doubt a short while ago or that could not be
 * read when it was last its turn, and of the quiet ones, the card lists before the others, those that were not read for
 * longest, so that each has its turn; and in which order, as the budget may not reach to the last one.
 */
public final class PollRotation {
    static final Duration HOT = Duration.ofMinutes(10);

    /** So many card lists at most: few accounts have more, and there what is to be sent needs calls as well. */
    private static final int MOST_CARDS = 10;

    /** So many quiet ones at least, */
    private static final int FEWEST_QUIET = 2;

    /**
     * and so many at most, with the card lists but the first: a half of what the budget lets through in the long run stays
     * for all else.
     */
    private static final int MOST_QUIET = 25;

    /** In between, each has its turn within so many polls. */
    private static final int POLLS = 10;

    private final Map<String, Cycles.Read> reads;
    private final Set<String> doubted;
    private final Set<EntityRef> asked;
    private final Instant now;

    /**
     * @param doubted the lists in which something was missed, or seen where it should not be, a short while ago
     * @param asked those of whose list a person has been asked whether it is theirs
     */
    public PollRotation(Map<String, Cycles.Read> reads, Set<String> doubted, Set<EntityRef> asked, Instant now) {
        this.reads = reads;
        this.doubted = doubted;
        this.asked = asked;
        this.now = now;
    }

    public List<SyncedList> choose(List<SyncedList> scopes) {
        List<SyncedList> quiet =
                inOrder(scopes.stream().filter(scope -> !isHot(scope)).toList());
        List<SyncedList> cards =
                quiet.stream().filter(SyncedList::cards).limit(MOST_CARDS).toList();
        List<SyncedList> others = quiet.stream().filter(scope -> !scope.cards()).toList();
        Set<SyncedList> turns = new HashSet<>(cards);
        others.stream().limit(turns(others.size(), cards.size())).forEach(turns::add);
        return scopes.stream()
                .filter(scope -> isHot(scope) || turns.contains(scope))
                .toList();
    }

    private static int turns(int quiet, int cards) {
        int most = MOST_QUIET - Math.max(0, cards - 1);
        return Math.clamp((quiet + POLLS - 1) / POLLS, FEWEST_QUIET, most);
    }

    /** What nobody has looked into so far, then what was not read for longest, then what waits for an answer. */
    public List<SyncedList> inOrder(List<SyncedList> scopes) {
        return scopes.stream()
                .sorted(Comparator.comparing((SyncedList scope) -> !scope.linked() && asked.contains(scope.owner()))
                        .thenComparing(scope -> !scope.cards() && scope.linked())
                        .thenComparing(this::readAt)
                        .thenComparing(SyncedList::list))
                .toList();
    }

    private boolean isHot(SyncedList scope) {
        Cycles.Read read = reads.get(scope.list());
        return !scope.linked()
                || doubted.contains(scope.list())
                || (read != null
                        && (read.unread() != null || read.changedAt().plus(HOT).isAfter(now)));
    }

    private Instant readAt(SyncedList scope) {
        Cycles.Read read = reads.get(scope.list());
        return read == null || read.readAt() == null ? Instant.EPOCH : read.readAt();
    }

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
}
