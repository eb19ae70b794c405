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

    /** The services that an account can be connected of. */
    interface ConnectOffers {
        List<Offer> all();

        /** Those that can be connected as things are, where nobody has done so. */
        default List<Offer> open() {
            return all().stream().filter(Offer::isOpen).toList();
        }

        /**
         * @param title of the service
         * @param path where connecting begins, or that says what is missing for it
         */
        record Offer(String title, String path, boolean isOpen) {}
    }

    /** Where the owner token is, for the commands that people copy. */
    record OwnerTokenFile(Path path) {
        /** As a word of a shell command. */
        public String quoted() {
            String text = path.toAbsolutePath().toString();
            return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
        }
    }
}
