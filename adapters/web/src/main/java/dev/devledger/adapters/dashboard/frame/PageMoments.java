package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.history.Moments;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.shared.Rejection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the moment that a page is asked for, and the change sets beside it. */
public record PageMoments(HistoryQueries history, Moments moments, Connectors connectors, Clock clock, ZoneId zone) {
    public static final HistoryFilter EVERYTHING =
            new HistoryFilter(null, false, false, null, null, null, null, null, false);

    private static final String PROJECT = "/projects/";
    private static final String TASK = "/tasks/";

    private static final int DAY = "2026-03-31".length();

    /** A change set of more is gone through in several steps. */
    private static final int BESIDE = 50;

    /** Null where the page is to show what is now. */
    @Nullable
    public Moment of(Asked asked) {
        String moment = asked.text(Asked.AS_OF);
        return moment == null ? null : at(position(moment), asked);
    }

    private long position(String moment) {
        try {
            return moment.matches("\\d{1,18}")
                    ? moments.at(Asked.AS_OF, Long.parseLong(moment))
                    : moments.at(Asked.AS_OF, instant(moment));
        } catch (DateTimeException e) {
            throw Rejection.invalid(
                    Asked.AS_OF,
                    "is \"" + moment
                            + "\"; use a position such as 4711, a day such as 2026-03-31, or a time such as 2026-03-31T09:00:00Z");
        }
    }

    /** A day is its start. */
    private Instant instant(String moment) {
        return moment.length() > DAY
                ? OffsetDateTime.parse(moment).toInstant()
                : LocalDate.parse(moment).atStartOfDay(zone).toInstant();
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
