package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the moment that a page is asked for, and the change sets beside it. */
public record PageMoments(HistoryQueries history, AskedMoments moments, Connectors connectors, Clock clock) {
    private static final Pattern OF_ONE = Pattern.compile("/(?:projects|tasks)/(.+)");

    /** Most change sets have fewer; of one that has more its end is asked for. */
    private static final int BESIDE = 50;

    /** Null where the page is to show what is now. */
    @Nullable
    public Moment of(Asked asked) {
        Matcher ofOne = OF_ONE.matcher(asked.path());
        return of(asked, ofOne.matches() ? ofOne.group(1) : null);
    }

    /**
     * The same of a page whose path does not say it.
     *
     * @param about the key of the project or task that it is about; null for all
     */
    @Nullable
    public Moment of(Asked asked, @Nullable String about) {
        AskedMoment moment = moments.of(asked, Asked.AS_OF);
        return moment == null ? null : at(moment, asked, about);
    }

    /** The address of the same page as it is now, to stay so; null where it is of the past already. */
    @Nullable
    public String asOfNow(Asked asked, @Nullable Moment moment) {
        return moment == null ? asked.with(Asked.AS_OF, clock.instant().toString()) : null;
    }

    private Moment at(AskedMoment moment, Asked asked, @Nullable String about) {
        long position = moment.position();
        List<HistoryView> until = history.list(HistoryFilter.ALL.upTo(position), new PageRequest(BESIDE, null))
                .items();
        List<HistoryView> since = history.follow(HistoryFilter.ALL, new PageRequest(BESIDE, history.end(position)))
                .items();
        ChangeSetSteps steps = new ChangeSetSteps(history);
        HistoryView last = until.isEmpty() ? null : until.getFirst();
        Instant now = clock.instant();
        return new Moment(
                moment,
                last == null ? Instant.EPOCH : last.at(),
                asked,
                last == null ? null : new ChangeView(last, connectors, now),
                last == null ? null : asked.with(Asked.AS_OF, String.valueOf(steps.before(until))),
                since.isEmpty() ? null : asked.with(Asked.AS_OF, String.valueOf(steps.after(since))),
                asked.with(Asked.AS_OF, null),
                since(about, position),
                marks(about),
                moments.zone().toString());
    }

    /** Of a task it is told in its project, as all that differs is. */
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
