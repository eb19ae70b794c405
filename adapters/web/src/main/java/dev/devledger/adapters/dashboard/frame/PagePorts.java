package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.DayCounts;
import dev.devledger.application.history.EntityNames;
import dev.devledger.application.history.HistoryNames;
import dev.devledger.application.history.LatestChanges;
import dev.devledger.application.ports.CommonPorts;
import dev.devledger.application.sync.connector.Connectors;

/** What the pages ask of the inside. */
public interface PagePorts extends CommonPorts {
    Connectors connectors();

    ConnectOffers connectOffers();

    OwnerTokenFile ownerTokenFile();

    EntityNames entityNames();

    LatestChanges latestChanges();

    DayCounts dayCounts();

    HistoryNames historyNames();

    AgentWork agentWork();
}
