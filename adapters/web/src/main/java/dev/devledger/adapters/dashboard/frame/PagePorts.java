package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.Attention;
import dev.devledger.application.CommonPorts;
import dev.devledger.application.entity.Labels.EntityNames;
import dev.devledger.application.history.AgentWork;
import dev.devledger.application.history.HistoryCounts.DayCounts;
import dev.devledger.application.history.HistoryQueries.HistoryNames;
import dev.devledger.application.history.HistoryQueries.RecentChanges;
import dev.devledger.application.sync.connector.Connectors;
import java.nio.file.Path;
import java.util.List;

/** The ports that the pages use. */
public interface PagePorts extends CommonPorts {
    Connectors connectors();

    ConnectOffers connectOffers();

    OwnerTokenFile ownerTokenFile();

    EntityNames entityNames();

    RecentChanges latestChanges();

    DayCounts dayCounts();

    HistoryNames historyNames();

    AgentWork agentWork();

    Attention attention();

    /** The services whose accounts can be connected. */
    interface ConnectOffers {
        List<Offer> all();

        /** Returns the services that this configuration can connect, and that are not connected yet. */
        default List<Offer> open() {
            return all().stream().filter(Offer::isOpen).toList();
        }

        /**
         * @param title the title of the service
         * @param path the page that begins the connection, or that shows what the connection still needs
         */
        record Offer(String title, String path, boolean isOpen) {}
    }

    /** The path of the owner token's file, for the commands that people copy. */
    record OwnerTokenFile(Path path) {
        /** Returns the path quoted for a shell command. */
        public String quoted() {
            String text = path.toAbsolutePath().toString();
            return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
        }
    }
}
