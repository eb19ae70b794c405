package dev.devledger.application.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which lists a poll reads: the card list, every one in which something was changed a short while ago or that could not be
 * read when it was last its turn, and of the quiet ones those that were not read for longest, so that each has its turn.
 */
final class ScopeTurns {
    static final Duration HOT = Duration.ofMinutes(10);
    private static final int QUIET = 2;

    private ScopeTurns() {}

    static List<Scope> choose(List<Scope> scopes, Map<String, Cycles.Read> reads, Instant now) {
        List<Scope> quiet = scopes.stream()
                .filter(scope -> !isHot(scope, reads, now))
                .sorted(Comparator.comparing((Scope scope) -> readAt(scope, reads))
                        .thenComparing(Scope::list))
                .limit(QUIET)
                .toList();
        return scopes.stream()
                .filter(scope -> quiet.contains(scope) || isHot(scope, reads, now))
                .toList();
    }

    private static boolean isHot(Scope scope, Map<String, Cycles.Read> reads, Instant now) {
        Cycles.Read read = reads.get(scope.list());
        return scope.cards()
                || !scope.linked()
                || (read != null
                        && (read.unread() != null || read.changedAt().plus(HOT).isAfter(now)));
    }

    private static Instant readAt(Scope scope, Map<String, Cycles.Read> reads) {
        Cycles.Read read = reads.get(scope.list());
        return read == null || read.readAt() == null ? Instant.EPOCH : read.readAt();
    }
}
