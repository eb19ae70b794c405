package dev.devledger.adapters.dashboard.history;

import dev.devledger.application.history.Differences;

/** The pages of the history. */
public final class HistoryPages {
    private HistoryPages() {}

    public static void addTo(PageParts.Pages pages) {
        pages.add(
                HistoryPage.class,
                (ports, parts) -> new HistoryPage(
                        ports.historyQueries(),
                        parts.sets,
                        ports.dayCounts(),
                        parts.entities,
                        parts.named,
                        ports.historyNames(),
                        parts.frames,
                        parts.moments,
                        ports.clock(),
                        ports.zone()));
        pages.add(
                ChangeSetPage.class,
                (ports, parts) -> new ChangeSetPage(
                        parts.sets, ports.historyQueries(), parts.named, parts.frames, ports.clock()));
        pages.add(
                DiffPage.class,
                (ports, parts) -> new DiffPage(
                        new Differences(
                                ports.projectQueries(),
                                ports.taskQueries(),
                                ports.noteQueries(),
                                ports.personQueries(),
                                ports.changedEntities(),
                                ports.moments()),
                        parts.entities,
                        ports.historyQueries(),
                        parts.asked,
                        new AroundChangeSets(ports.historyQueries()),
                        ports.connectors(),
                        parts.frames,
                        ports.clock(),
                        ports.zone()));
        pages.add(
                SearchPage.class,
                (ports, parts) -> new SearchPage(parts.entities, parts.newest, parts.frames, ports.clock()));
    }
}
