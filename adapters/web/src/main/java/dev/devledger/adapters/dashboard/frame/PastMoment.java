package dev.devledger.adapters.dashboard.frame;

import dev.devledger.adapters.dashboard.frame.PageQuery.MomentParameters;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the past that a page shows.
 *
 * @param at the time of the last event before the moment
 * @param asked the request for the page, without its moment
 * @param last the last change before the moment; null before all changes
 * @param before the address of the same page before that change's change set; null if nothing was before
 * @param after the address of the same page after the next change set; null if none follows
 * @param now the address of the page as of now
 * @param since the address of the changes since the moment, in the shown part
 * @param marks the address of the moments at which the shown part changed
 */
public record PastMoment(
        LedgerMoment of,
        Instant at,
        PageQuery asked,
        @Nullable ChangeView last,
        @Nullable String before,
        @Nullable String after,
        String now,
        String since,
        String marks) {
    public long position() {
        return of.position();
    }

    /**
     * Returns the moment for an address. A time stays a time, as a page depends on more than the events before the
     * time.
     */
    public String asOf() {
        Instant instant = of.instant();
        return instant == null ? String.valueOf(of.position()) : instant.toString();
    }

    /** Returns the time for everything on the page that depends on the clock. */
    public Instant clock() {
        Instant instant = of.instant();
        return instant == null ? at : instant;
    }

    /** Returns the parameters that a page keeps when its moment changes. */
    Map<String, String> kept() {
        Map<String, String> kept = new TreeMap<>(asked.parameters());
        kept.keySet().removeAll(Set.of(PageQuery.AS_OF, PageQuery.CURSOR));
        return kept;
    }

    /** Finds the moment of a page, and the change sets before and after the moment. */
    public record PageMoments(HistoryQueries history, MomentParameters moments, Connectors connectors, Clock clock) {
        private static final Pattern OF_ONE = Pattern.compile("/(?:projects|tasks)/(.+)");

        /**
         * The number of entries to read beside a moment. Most change sets are smaller; the end of a larger change set
         * is looked up.
         */
        private static final int BESIDE = 50;

        /** Returns the moment of the page; null for a page of now. */
        @Nullable
        public PastMoment of(PageQuery asked) {
            Matcher ofOne = OF_ONE.matcher(asked.path());
            return of(asked, ofOne.matches() ? ofOne.group(1) : null);
        }

        /**
         * Returns the moment of a page whose path does not name its subject.
         *
         * @param about the key of the project or task on the page; null for all
         */
        @Nullable
        public PastMoment of(PageQuery asked, @Nullable String about) {
            LedgerMoment moment = moments.of(asked, PageQuery.AS_OF);
            return moment == null ? null : at(moment, asked, about);
        }

        /**
         * Returns the address of the same page fixed at the present moment; null if the page already is of the past.
         */
        @Nullable
        public String asOfNow(PageQuery asked, @Nullable PastMoment moment) {
            return moment == null ? asked.with(PageQuery.AS_OF, clock.instant().toString()) : null;
        }

        private PastMoment at(LedgerMoment moment, PageQuery asked, @Nullable String about) {
            long position = moment.position();
            List<HistoryView> until = history.list(HistoryFilter.ALL.upTo(position), new PageRequest(BESIDE, null))
                    .items();
            List<HistoryView> since = history.follow(HistoryFilter.ALL, new PageRequest(BESIDE, history.end(position)))
                    .items();
            ChangeSetSteps steps = new ChangeSetSteps(history);
            HistoryView last = until.isEmpty() ? null : until.getFirst();
            Instant now = clock.instant();
            return new PastMoment(
                    moment,
                    last == null ? Instant.EPOCH : last.at(),
                    asked,
                    last == null ? null : new ChangeView(last, connectors, now),
                    last == null ? null : asked.with(PageQuery.AS_OF, String.valueOf(steps.before(until))),
                    since.isEmpty() ? null : asked.with(PageQuery.AS_OF, String.valueOf(steps.after(since))),
                    asked.with(PageQuery.AS_OF, null),
                    since(about, position),
                    marks(about));
        }

        /**
         * Returns the address of the changes since the moment, filtered by project. A task gives no filter, as
         * differences are grouped by project.
         */
        private static String since(@Nullable String about, long position) {
            String all = "/diff?from=" + position;
            return about != null && isProject(about) ? all + "&project=" + about : all;
        }

        private static String marks(@Nullable String about) {
            if (about == null) {
                return "/api/history/marks";
            }
            return isProject(about)
                    ? "/api/history/marks?tasks=true&entity=" + about
                    : "/api/history/marks?entity=" + about;
        }

        private static boolean isProject(String key) {
            return key.startsWith("P-");
        }
    }

    /**
     * Finds the ends of the change sets beside a moment, so that no step ends within a change set, however long the set
     * is. Change sets of concurrent writers overlap; the steps beside such a moment are found as far as the entries
     * beside the moment show them.
     */
    record ChangeSetSteps(HistoryQueries history) {
        private static final PageRequest ONE = new PageRequest(1, null);

        /** @param newestFirst the entries up to the moment, at least one */
        long before(List<HistoryView> newestFirst) {
            UUID last = newestFirst.getFirst().changeSet();
            long lowest = newestFirst.getLast().position();
            Set<UUID> goingOn = new HashSet<>(Set.of(last));
            for (HistoryView each : newestFirst) {
                if (goingOn.add(each.changeSet()) && end(each.changeSet()) == each.position()) {
                    return each.position();
                }
            }
            long first = history.follow(of(last), ONE).items().stream()
                    .mapToLong(HistoryView::position)
                    .findFirst()
                    .orElse(lowest);
            long below = Math.min(first, lowest) - 1;
            return history.list(HistoryFilter.ALL.upTo(below), ONE).items().stream()
                    .mapToLong(HistoryView::position)
                    .findFirst()
                    .orElse(below);
        }

        /** @param oldestFirst the entries since the moment, at least one */
        long after(List<HistoryView> oldestFirst) {
            Map<UUID, Long> seen = oldestFirst.stream()
                    .collect(Collectors.toMap(HistoryView::changeSet, HistoryView::position, Math::max));
            long next = Long.MAX_VALUE;
            Map<Long, UUID> inOrder = new TreeMap<>();
            seen.forEach((changeSet, position) -> inOrder.put(position, changeSet));
            for (Map.Entry<Long, UUID> each : inOrder.entrySet()) {
                long end = end(each.getValue());
                if (end <= each.getKey()) {
                    return each.getKey();
                }
                next = Math.min(next, end);
            }
            return next;
        }

        private long end(UUID changeSet) {
            return history.list(of(changeSet), ONE).items().stream()
                    .mapToLong(HistoryView::position)
                    .findFirst()
                    .orElse(0);
        }

        private static HistoryFilter of(UUID changeSet) {
            return HistoryFilter.ofChangeSet(changeSet);
        }
    }
}
