package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Moment;
import dev.devledger.application.history.ChangeSets;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was changed last, beside something else; each change set as large as the page of the history says it is. */
public record NewestChanges(HistoryQueries history, ChangeSets sets, NamedChanges named) {
    /** @param most so many entries at most */
    public List<ChangeSetView> of(HistoryFilter filter, int most, Instant now, @Nullable Moment moment) {
        Page<HistoryView> newest = history.list(filter, new PageRequest(most, null));
        List<ChangeSetView> found = named.of(newest.items(), now, moment);
        if (newest.nextCursor() == null) {
            return found;
        }
        return counted(found, filter.upTo(newest.items().getFirst().position()));
    }

    /** The last of them may have more than was read, and each that others stand between: a sync takes its time. */
    private List<ChangeSetView> counted(List<ChangeSetView> found, HistoryFilter filter) {
        Map<UUID, ChangeSets.Listed> all = sets.list(filter, new PageRequest(found.size(), null)).items().stream()
                .collect(Collectors.toMap(ChangeSets.Listed::id, Function.identity()));
        return found.stream().map(set -> counted(set, all.get(set.id()))).toList();
    }

    private static ChangeSetView counted(ChangeSetView set, ChangeSets.@Nullable Listed all) {
        return all == null ? set : set.of(ChangeSetView.Whole.of(all));
    }
}
