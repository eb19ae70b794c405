package dev.devledger.adapters.rest.http;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.query.PageRequest;
import java.util.List;
import java.util.UUID;

/** What one change would be, as the history would show it. */
public record Rehearsed(
        HistoryView.Entity entity, String event, String summary, List<HistoryView.ChangedField> changes) {
    private static final PageRequest SHOWN = new PageRequest(PageRequest.MAX_LIMIT, null);

    /** The first changes of a change set that nothing is kept of, read where its rows still are. */
    public static List<Rehearsed> of(HistoryQueries history, UUID changeSet) {
        HistoryFilter all = HistoryFilter.ofChangeSet(changeSet);
        return history.list(all, SHOWN).items().reversed().stream()
                .map(entry -> new Rehearsed(entry.entity(), entry.event(), entry.summary(), entry.changes()))
                .toList();
    }
}
