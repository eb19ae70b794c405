package dev.devledger.adapters.dashboard.keeping;

import dev.devledger.adapters.dashboard.frame.PagePorts;
import dev.devledger.adapters.dashboard.history.PageParts;

/** All pages of who keeps the ledger. */
public final class KeepingPages {
    private KeepingPages() {}

    public static void addTo(PageParts.Pages pages) {
        pages.add(
                TokenPage.class,
                (ports, parts) -> new TokenPage(ports.accessTokens(), ports.connectors(), parts.frames, ports.clock()));
        pages.add(ImportPage.class, (ports, parts) -> new ImportPage(parts.frames, ports.importRuns(), ports.clock()));
        pages.add(
                LedgerPage.class,
                (ports, parts) -> new LedgerPage(
                        ports.sealing(),
                        ports.replays(),
                        ports.parkedEvents(),
                        ports.verificationRuns(),
                        parts.frames,
                        ports.clock()));
    }

    /** A part of the page of the agents. */
    public static AgentWorkPart agentWork(PagePorts ports, PageParts parts) {
        return new AgentWorkPart(
                ports.agentWork(), new DayInHistory(parts.sets, parts.named), ports.clock(), ports.zone());
    }
}
