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
     * @param position of the last entry of its change set: the moment behind it
     * @param changeSets how many are gathered in it
     * @param changes how many entries these have
     * @param status whether a status changed
     */
    record Mark(long position, Instant at, long changeSets, long changes, boolean status) {}

    /**
     * Oldest first, at most {@link #MOST}: the newest change sets each for itself, and if there are more what was before them
     * gathered. None is within a change set, as far as the filter goes.
     */
    List<Mark> of(HistoryFilter filter);

    /** The moments at which something changed, with what that was. */
    record MarksTold(HistoryMarks marks, HistoryQueries history) {
        /**
         * The components are those of an entry of the history and of a mark.
         *
         * @param summary of the last entry
         */
        public record ToldMark(
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

        public List<ToldMark> of(HistoryFilter filter) {
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

        /** Null where it went meanwhile: a task may leave the project that is looked at. */
        private static @Nullable ToldMark told(Mark mark, @Nullable HistoryView last) {
            return last == null
                    ? null
                    : new ToldMark(
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
