package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the moment that a page is asked for, and the change sets beside it. */
public record PageMoments(HistoryQueries history, AskedMoments moments, Connectors connectors, Clock clock) {
    public static final HistoryFilter EVERYTHING =
            new HistoryFilter(null, false, false, null, null, null, null, null, false);

    private static final String PROJECT = "/projects/";
    private static final String TASK = "/tasks/";

    /** A change set of more is gone through in several steps. */
    private static final int BESIDE = 50;

    /** Null where the page is to show what is now. */
    @Nullable
    public Moment of(Asked asked) {
        Long position = moments.position(asked, Asked.AS_OF);
        return position == null ? null : at(position, asked);
    }

    private Moment at(long position, Asked asked) {
        List<HistoryView> until = history.list(EVERYTHING.upTo(position), new PageRequest(BESIDE, null))
                .items();
        List<HistoryView> since = history.follow(EVERYTHING, new PageRequest(BESIDE, history.end(position)))
                .items();
        HistoryView last = until.isEmpty() ? null : until.getFirst();
        Instant now = clock.instant();
        return new Moment(
                position,
                last == null ? Instant.EPOCH : last.at(),
                asked,
                last == null ? null : new ChangeView(last, connectors, now),
                last == null ? null : asked.with(Asked.AS_OF, String.valueOf(before(until, last.changeSet()))),
                since.isEmpty() ? null : asked.with(Asked.AS_OF, String.valueOf(end(since))),
                asked.with(Asked.AS_OF, null),
                since(asked.path(), position),
                marks(asked.path()));
    }

    /** Of a task it is told in its project, as all that differs is. */
    private static String since(String path, long position) {
        String all = "/diff?from=" + position;
        return path.startsWith(PROJECT) ? all + "&project=" + path.substring(PROJECT.length()) : all;
    }

    private static String marks(String path) {
        if (path.startsWith(PROJECT)) {
            return "/api/history/marks?tasks=true&entity=" + path.substring(PROJECT.length());
        }
        return path.startsWith(TASK)
                ? "/api/history/marks?entity=" + path.substring(TASK.length())
                : "/api/history/marks";
    }

    private static long before(List<HistoryView> newestFirst, UUID changeSet) {
        return newestFirst.stream()
                .filter(each -> !each.changeSet().equals(changeSet))
                .findFirst()
                .map(HistoryView::position)
                .orElse(newestFirst.getLast().position() - 1);
    }

    private static long end(List<HistoryView> oldestFirst) {
        UUID next = oldestFirst.getFirst().changeSet();
        return oldestFirst.stream()
                .takeWhile(each -> each.changeSet().equals(next))
                .mapToLong(HistoryView::position)
                .max()
                .orElseThrow();
    }
}
