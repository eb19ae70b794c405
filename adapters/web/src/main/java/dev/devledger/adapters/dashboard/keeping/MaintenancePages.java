package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.history.PageFactory;
import dev.devledger.adapters.dashboard.keeping.AgentWorkPart.DayInHistory;
import java.util.List;

/** The pages for maintaining the ledger. */
public final class MaintenancePages extends PageFactory {
    public static final List<Class<?>> TYPES = List.of(TokenPage.class, ImportPage.class, LedgerPage.class);

    public MaintenancePages(PagePorts in) {
        super(in);
    }

    public List<Object> pages() {
        return List.of(
                new TokenPage(in.accessTokens(), connectors, frames, clock),
                new ImportPage(frames, in.importRuns(), clock),
                new LedgerPage(in.sealing(), in.replays(), in.parkedEvents(), in.verificationRuns(), frames, clock));
    }

    /** Returns a part of the agents' page. */
    public AgentWorkPart agentWork() {
        return new AgentWorkPart(in.agentWork(), new DayInHistory(sets, named), clock, zone);
    }
}
