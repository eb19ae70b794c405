package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.PageRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Where the change sets beside a moment end, so that no step is within one, however long it is. Those of writers who take turns
 * end within each other; of such a one the steps beside a moment are found as far as the entries beside it show them.
 */
record ChangeSetSteps(HistoryQueries history) {
    private static final PageRequest ONE = new PageRequest(1, null);

    /** @param newestFirst the entries up to the moment, of which there is one */
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

    /** @param oldestFirst the entries since the moment, of which there is one */
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
