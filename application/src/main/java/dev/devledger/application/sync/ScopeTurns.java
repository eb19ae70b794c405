package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lists a poll reads: the card list, every one in which something was changed or in doubt a short while ago or that
 * could not be read when it was last its turn, and of the quiet ones those that were not read for longest, so that each has
 * its turn; and in which order, as the budget may not reach to the last one.
 */
final class ScopeTurns {
    static final Duration HOT = Duration.ofMinutes(10);

    /** So many quiet ones at least, */
    private static final int FEWEST_QUIET = 2;

    /** and so many at most: a half of what the budget lets through in the long run stays for all else. */
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
    ScopeTurns(Map<String, Cycles.Read> reads, Set<String> doubted, Set<EntityRef> asked, Instant now) {
        this.reads = reads;
        this.doubted = doubted;
        this.asked = asked;
        this.now = now;
    }

    List<Scope> choose(List<Scope> scopes) {
        List<Scope> quiet = scopes.stream().filter(scope -> !isHot(scope)).toList();
        Set<Scope> turns =
                Set.copyOf(inOrder(quiet).stream().limit(turns(quiet.size())).toList());
        return scopes.stream()
                .filter(scope -> isHot(scope) || turns.contains(scope))
                .toList();
    }

    private static int turns(int quiet) {
        return Math.clamp((quiet + POLLS - 1) / POLLS, FEWEST_QUIET, MOST_QUIET);
    }

    /** What nobody has looked into so far, then what was not read for longest, then what waits for an answer. */
    List<Scope> inOrder(List<Scope> scopes) {
        return scopes.stream()
                .sorted(Comparator.comparing((Scope scope) -> !scope.linked() && asked.contains(scope.owner()))
                        .thenComparing(scope -> !scope.cards() && scope.linked())
                        .thenComparing(this::readAt)
                        .thenComparing(Scope::list))
                .toList();
    }

    private boolean isHot(Scope scope) {
        Cycles.Read read = reads.get(scope.list());
        return scope.cards()
                || !scope.linked()
                || doubted.contains(scope.list())
                || (read != null
                        && (read.unread() != null || read.changedAt().plus(HOT).isAfter(now)));
    }

    private Instant readAt(Scope scope) {
        Cycles.Read read = reads.get(scope.list());
        return read == null || read.readAt() == null ? Instant.EPOCH : read.readAt();
    }
}
