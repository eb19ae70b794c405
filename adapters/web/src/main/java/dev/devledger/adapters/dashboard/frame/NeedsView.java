package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.Attention;
import dev.devledger.application.Attention.Counts;
import dev.devledger.application.Attention.Since;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What needs the user, by kind. */
public record NeedsView(Counts counts, int conflicts, int held) {
    public static final NeedsView NONE = of(Counts.NONE, List.of());

    /** The largest number that a badge has room for. */
    private static final int MOST = 99;

    static NeedsView of(Counts counts, List<SyncView> syncs) {
        return new NeedsView(
                counts,
                syncs.stream().mapToInt(sync -> sync.status().openConflicts()).sum(),
                syncs.stream().mapToInt(sync -> sync.status().held()).sum());
    }

    /** @param href the address of the list that the kind counts */
    public record Kind(int count, String one, String several, String why, String href) {
        public String words() {
            return count == 1 ? one : several;
        }
    }

    /** Returns the kinds that need the user. */
    public List<Kind> kinds() {
        return Stream.of(
                        new Kind(
                                counts.overdue(),
                                "overdue task",
                                "overdue tasks",
                                "Not done when it was due.",
                                "/tasks?view=overdue"),
                        new Kind(
                                counts.blocked(),
                                "blocked task",
                                "blocked tasks",
                                "Waiting for a task that is not done.",
                                "/tasks?view=blocked"),
                        new Kind(
                                conflicts,
                                "open conflict",
                                "open conflicts",
                                "Changed in Devledger and in a service.",
                                "/conflicts"),
                        new Kind(
                                counts.replaced(),
                                "replaced edit",
                                "replaced edits",
                                "A service replaced your value since you last looked.",
                                "/conflicts?state=applied"),
                        new Kind(
                                held, "held change", "held changes", "The sync waits for your approval.", "/sync#held"),
                        new Kind(
                                counts.ended(),
                                "ended claim",
                                "ended claims",
                                "An agent's time ran out before its task was done.",
                                "/agents#ended"),
                        new Kind(
                                counts.refused(),
                                "refused change",
                                "refused changes",
                                "Devledger or a service did not take it over.",
                                "/sync"))
                .filter(kind -> kind.count() > 0)
                .toList();
    }

    public int total() {
        return kinds().stream().mapToInt(Kind::count).sum();
    }

    public String badge() {
        return badge(total());
    }

    static String badge(int count) {
        return count > MOST ? MOST + "+" : String.valueOf(count);
    }

    public String words() {
        return new CountPhrase(total(), "needs attention", "need attention").toString();
    }

    /** Counts what needs the user. */
    public record Needs(Attention attention, Clock clock) {
        NeedsView of(List<SyncView> syncs, HttpServletRequest request) {
            Instant now = clock.instant();
            Since since = new Since(
                    LastLook.CONFLICTS.of(request, now),
                    LastLook.AGENTS.of(request, now),
                    LastLook.SYNC.of(request, now));
            return NeedsView.of(attention.counts(since), syncs);
        }
    }
}
