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
 * Chooses the lists that a poll reads: all lists with a recent change, doubt or failed read, and some of the quiet
 * ones: card lists first, then the lists not read for longest, so that each list has its turn. Also orders the lists,
 * as the budget may end before the last one.
 */
public final class PollRotation {
    static final Duration HOT = Duration.ofMinutes(10);

    /**
     * The most quiet card lists of a poll: few accounts have more, and an account that has them needs calls for sending
     * as well.
     */
    private static final int MOST_CARDS = 10;

    /** The fewest quiet project lists of a poll. */
    private static final int FEWEST_QUIET = 2;

    /**
     * The most quiet lists of a poll, counted with all card lists but the first: half of the budget stays for other
     * calls.
     */
    private static final int MOST_QUIET = 25;

    /** The number of polls within which each quiet list has its turn, as far as the limits on quiet lists allow. */
    private static final int POLLS = 10;

    private final Map<String, Cycles.ListReadState> reads;
    private final Set<String> doubted;
    private final Set<EntityRef> asked;
    private final Instant now;

    /**
     * @param doubted the lists in which something was recently missed, or seen where it should not be
     * @param asked the owners about whose list a person was asked if it is the right one
     */
    public PollRotation(
            Map<String, Cycles.ListReadState> reads, Set<String> doubted, Set<EntityRef> asked, Instant now) {
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

    /**
     * Sorts the lists: first lists that are just found by their name and card lists, then linked project lists, each
     * group with the lists not read for longest first. Lists about which a person is asked come last.
     */
    public List<SyncedList> inOrder(List<SyncedList> scopes) {
        return scopes.stream()
                .sorted(Comparator.comparing((SyncedList scope) -> !scope.linked() && asked.contains(scope.owner()))
                        .thenComparing(scope -> !scope.cards() && scope.linked())
                        .thenComparing(this::readAt)
                        .thenComparing(SyncedList::list))
                .toList();
    }

    private boolean isHot(SyncedList scope) {
        Cycles.ListReadState read = reads.get(scope.list());
        return !scope.linked()
                || doubted.contains(scope.list())
                || (read != null
                        && (read.unread() != null || read.changedAt().plus(HOT).isAfter(now)));
    }

    private Instant readAt(SyncedList scope) {
        Cycles.ListReadState read = reads.get(scope.list());
        return read == null || read.readAt() == null ? Instant.EPOCH : read.readAt();
    }

    /**
     * Chooses the lists that are read as a whole though the feed reports changes: only a read of a whole list proves
     * that nothing is missing.
     *
     * @param reads the last read of each list
     * @param wanted the lists with something that cannot be judged without the whole list
     * @param waiting the lists of changes that are not sent yet: sometimes only a read of the list shows why
     * @param from a time after which each list is read once more, as soon as the time has come
     */
    public record Sweep(
            Map<String, Cycles.ListReadState> reads,
            Set<String> wanted,
            Set<String> waiting,
            Instant from,
            Instant now) {
        static final Duration EVERY = Duration.ofHours(6);

        public Sweep {
            wanted = Set.copyOf(wanted);
            waiting = Set.copyOf(waiting);
        }

        /** True if this list has to be read. */
        public boolean isDue(SyncedList scope) {
            Cycles.ListReadState read = reads.get(scope.list());
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

        /** True if a change waits in an unknown or locked list, and no list was read lately. */
        public boolean isDue(Collection<SyncedList> known) {
            Set<String> unread = new HashSet<>(waiting);
            known.stream().filter(scope -> !isLocked(scope)).forEach(scope -> unread.remove(scope.list()));
            return !unread.isEmpty()
                    && reads.values().stream()
                            .map(Cycles.ListReadState::readAt)
                            .filter(Objects::nonNull)
                            .noneMatch(readAt -> readAt.isAfter(now.minus(FeedRead.AGAIN)));
        }

        /**
         * True if nothing could be written in the list: such a list is no reason for a read, but is read when others
         * are.
         */
        public boolean isLocked(SyncedList scope) {
            Cycles.ListReadState read = reads.get(scope.list());
            return read != null && read.isLocked();
        }
    }
}
