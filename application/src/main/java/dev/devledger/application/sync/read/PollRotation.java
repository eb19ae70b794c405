package dev.devledger.application.sync.read;

import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
}
