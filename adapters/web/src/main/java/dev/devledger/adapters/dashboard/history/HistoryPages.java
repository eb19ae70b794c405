package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.history.ChangeSetPage.SurroundingMoments;
import dev.devledger.application.history.Differences;
import java.util.List;

/** The pages of the history. */
public final class HistoryPages extends PageFactory {
    public static final List<Class<?>> TYPES =
            List.of(HistoryPage.class, ChangeSetPage.class, DiffPage.class, SearchPage.class);

    public HistoryPages(PagePorts in) {
        super(in);
    }

    public List<Object> pages() {
        Differences all = new Differences(
                projects, tasks, in.noteQueries(), in.personQueries(), in.changedEntities(), in.moments());
        SurroundingMoments around = new SurroundingMoments(history);
        return List.of(
                new HistoryPage(
                        history, sets, in.dayCounts(), entities, named, in.historyNames(), frames, moments, clock),
                new ChangeSetPage(sets, history, named, frames, clock),
                new DiffPage(all, entities, history, asked, around, connectors, frames, clock),
                new SearchPage(entities, in.entityNames(), newest, frames, clock));
    }
}
