package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.ChangeView;
import dev.devledger.adapters.dashboard.frame.Moment;
import dev.devledger.application.history.ChangeSetsTold.ToldChangeSet;
import dev.devledger.application.history.EntityNames;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What changed, with the names of what it is about: nobody knows a task by its key alone. */
public record NamedChanges(EntityNames names, Connectors connectors) {

    /**
     * All of a page with one look at the names.
     *
     * @param entries newest first
     */
    public List<ChangeSetView> of(List<HistoryView> entries, Instant now, @Nullable Moment moment) {
        return named(ChangeSetView.of(entries, connectors, now), moment);
    }

    /** Of change sets of which all is known; each has as many of its changes as stand for it. */
    public List<ChangeSetView> told(List<ToldChangeSet> sets, Instant now, @Nullable Moment moment) {
        return named(
                sets.stream()
                        .map(each -> ChangeSetView.of(each, connectors, now))
                        .toList(),
                moment);
    }

    List<ChangeSetView> named(List<ChangeSetView> sets, @Nullable Moment moment) {
        List<UUID> entities = sets.stream()
                .flatMap(set -> set.changes().stream())
                .map(ChangeView::entry)
                .map(entry -> entry.entity().id())
                .distinct()
                .toList();
        var called = names.of(entities, moment == null ? null : moment.position());
        return sets.stream().map(set -> set.named(called)).toList();
    }
}
