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
public interface HistoryMarks {
    int MOST = 500;

    /**
     * @param position the position of the last entry of its change set: the moment behind it
     * @param changeSets the number of change sets that are gathered in it
     * @param changes the number of their entries
     * @param status true if a status changed
     */
    record Mark(long position, Instant at, long changeSets, long changes, boolean status) {}

    /**
     * Returns the marks, oldest first, at most {@link #MOST}: the newest change sets each for itself, and if there are
     * more, the earlier ones gathered. None is within a change set, as far as the filter goes.
     */
    List<Mark> of(HistoryFilter filter);

    /** The moments at which something changed, with the change. */
    record MarkSummaries(HistoryMarks marks, HistoryQueries history) {
        /**
         * A mark; the components are those of an entry of the history and of a mark.
         *
         * @param summary the summary of the last entry
         */
        public record MarkSummary(
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

        public List<MarkSummary> of(HistoryFilter filter) {
            List<Mark> all = marks.of(filter);
            Map<Long, HistoryView> last = history
                    .at(filter, all.stream().map(Mark::position).toList())
                    .stream()
                    .collect(Collectors.toMap(HistoryView::position, Function.identity()));
            return all.stream()
                    .map(mark -> told(mark, last.get(mark.position())))
                    .filter(Objects::nonNull)
                    .toList();
        }

        /** Null if the entry went meanwhile: a task may leave the project of the filter. */
        private static @Nullable MarkSummary told(Mark mark, @Nullable HistoryView last) {
            return last == null
                    ? null
                    : new MarkSummary(
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
