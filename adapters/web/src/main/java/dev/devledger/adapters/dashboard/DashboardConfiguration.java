package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.history.HistoryPages;
import dev.devledger.adapters.dashboard.history.PageParts;
import dev.devledger.adapters.dashboard.keeping.KeepingPages;
import dev.devledger.adapters.dashboard.time.TimePages;
import dev.devledger.application.history.StatusTimelines;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** All pages of the dashboard. */
public final class DashboardConfiguration implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        PageParts.Pages pages = new PageParts.Pages(registry);
        pages.add(
                BoardPage.class,
                (ports, parts) -> new BoardPage(
                        ports.projectQueries(),
                        ports.historyQueries(),
                        ports.claimQueries(),
                        ports.latestChanges(),
                        ports.entityNames(),
                        ports.connectors(),
                        parts.frames,
                        parts.moments,
                        ports.ownerTokenFile(),
                        ports.clock()));
        pages.add(
                ProjectPage.class,
                (ports, parts) -> new ProjectPage(
                        ports.projectQueries(),
                        ports.taskQueries(),
                        ports.noteQueries(),
                        ports.historyQueries(),
                        parts.newest,
                        new StatusTimelines(ports.historyQueries(), ports.moments(), ports.clock()),
                        ports.timeEntryQueries(),
                        ports.connectors(),
                        parts.frames,
                        parts.moments,
                        parts.missing,
                        ports.clock(),
                        ports.zone()));
        pages.add(
                TaskPage.class,
                (ports, parts) -> new TaskPage(
                        ports.taskQueries(),
                        ports.tasks(),
                        ports.noteQueries(),
                        ports.historyQueries(),
                        parts.newest,
                        ports.connectors(),
                        parts.frames,
                        parts.moments,
                        parts.missing,
                        ports.clock()));
        HistoryPages.addTo(pages);
        pages.add(
                SyncPage.class,
                (ports, parts) -> new SyncPage(
                        ports.approvals(),
                        ports.leftOutList(),
                        ports.cycles(),
                        ports.connectors(),
                        ports.connectOffers(),
                        parts.frames,
                        ports.clock()));
        pages.add(
                ConflictPage.class,
                (ports, parts) -> new ConflictPage(ports.toldConflicts(), parts.frames, ports.clock()));
        pages.add(
                AgentPage.class,
                (ports, parts) -> new AgentPage(
                        ports.claimQueries(),
                        KeepingPages.agentWork(ports, parts),
                        parts.frames,
                        ports.ownerTokenFile(),
                        ports.clock()));
        TimePages.addTo(pages);
        KeepingPages.addTo(pages);
    }
}
