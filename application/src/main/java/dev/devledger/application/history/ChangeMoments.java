package dev.devledger.application.history;

import dev.devledger.application.history.HistoryQueries.HistoryView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The moments at which something changed. */
public interface ChangeMoments {
    int MOST = 500;

    /**
     * @param position the position of the last entry of the mark's last change set: the mark is the moment after it
     * @param changeSets the number of change sets in the mark
     * @param changes the number of entries of these change sets
     * @param status true if a status changed
     */
    record ChangeMoment(long position, Instant at, long changeSets, long changes, boolean status) {}

    /**
     * Returns the marks, oldest first, at most {@link #MOST}: one for each of the newest change sets; if there are
     * more, the earlier ones share marks. No mark is inside a change set, as far as the filter goes.
     */
    List<ChangeMoment> of(HistoryFilter filter);

    /** The moments at which something changed, with the change. */
    record ChangeMomentSummaries(ChangeMoments marks, HistoryQueries history) {
        /**
         * A mark; its components come from {@link ChangeMoment} and from the last entry.
         *
         * @param summary the summary of the last entry
         */
        public record ChangeMomentSummary(
                long position,
                Instant at,
                long changeSets,
                long changes,
                boolean status,
                HistoryView.Entity entity,
                String event,
                String summary,
                String actor,
                @Nullable String agent) {}

        public List<ChangeMomentSummary> of(HistoryFilter filter) {
            List<ChangeMoment> all = marks.of(filter);
            Map<Long, HistoryView> last = history
                    .at(filter, all.stream().map(ChangeMoment::position).toList())
                    .stream()
                    .collect(Collectors.toMap(HistoryView::position, Function.identity()));
            return all.stream()
                    .map(mark -> told(mark, last.get(mark.position())))
                    .filter(Objects::nonNull)
                    .toList();
        }

        /** Null if the entry does not match any more: a task may have left the project of the filter meanwhile. */
        private static @Nullable ChangeMomentSummary told(ChangeMoment mark, @Nullable HistoryView last) {
            return last == null
                    ? null
                    : new ChangeMomentSummary(
                            mark.position(),
                            mark.at(),
                            mark.changeSets(),
                            mark.changes(),
                            mark.status(),
                            last.entity(),
                            last.event(),
                            last.summary(),
                            last.actor(),
                            last.agent());
        }
    }
}
