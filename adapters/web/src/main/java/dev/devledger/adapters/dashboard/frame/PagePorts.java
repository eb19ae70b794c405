package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.CommonPorts;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.HistoryCounts.DayCounts;
import dev.devledger.application.history.HistoryQueries.HistoryNames;
import dev.devledger.application.history.LatestChanges;
import dev.devledger.application.sync.connector.Connectors;
import java.nio.file.Path;
import java.util.List;

/** The ports of the pages. */
public interface PagePorts extends CommonPorts {
    Connectors connectors();

    ConnectOffers connectOffers();

    OwnerTokenFile ownerTokenFile();

    EntityNames entityNames();

    LatestChanges latestChanges();

    DayCounts dayCounts();

    HistoryNames historyNames();

    AgentWork agentWork();

    /** The services whose accounts can be connected. */
    interface ConnectOffers {
        List<Offer> all();

        /** The services that this configuration can connect, and that are not connected. */
        default List<Offer> open() {
            return all().stream().filter(Offer::isOpen).toList();
        }

        /**
         * @param title the title of the service
         * @param path the page that begins the connection, or shows what is missing for it
         */
        record Offer(String title, String path, boolean isOpen) {}
    }

    /** The path of the owner token, for the commands that people copy. */
    record OwnerTokenFile(Path path) {
        /** The path quoted for a shell command. */
        public String quoted() {
            String text = path.toAbsolutePath().toString();
            return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
        }
    }
}
