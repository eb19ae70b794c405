package dev.devledger.adapters.dashboard.history;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Stream;

/** The moments around change sets that were chosen: before the first of all their entries, and behind the last. */
record AroundChangeSets(HistoryQueries history) {
    private static final PageRequest ONE = new PageRequest(1, null);

    private static final int MOST = 2;

    /** The address of what differs between these moments. */
    String difference(List<String> ids) {
        if (ids.size() > MOST) {
            throw Rejection.invalid("set", "has " + ids.size() + " change sets; choose two, or one for itself");
        }
        LongSummaryStatistics ends = ids.stream()
                .flatMap(this::ends)
                .mapToLong(HistoryView::position)
                .summaryStatistics();
        return "/diff?from=" + (ends.getMin() - 1) + "&to=" + ends.getMax();
    }

    /** The first entry of one and its last: a page may have a part of it alone. */
    private Stream<HistoryView> ends(String id) {
        HistoryFilter all = HistoryFilter.ALL.with(to -> {
            to.changeSet = ChangeSetPage.known(id);
            to.sync = true;
        });
        List<HistoryView> last = history.list(all, ONE).items();
        if (last.isEmpty()) {
            throw ChangeSetPage.unknown(id);
        }
        return Stream.concat(last.stream(), history.follow(all, ONE).items().stream());
    }
}
