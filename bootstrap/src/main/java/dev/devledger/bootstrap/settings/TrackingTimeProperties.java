package dev.devledger.bootstrap.settings;

import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings of TrackingTime: the account, the access to it, and the sync (docs/contract.md, section 7). */
public record TrackingTimeProperties(
        @DefaultValue("auto") Mode mode,
        @Nullable String appPassword,
        @Nullable String accountId,
        @DefaultValue("https://api.trackingtime.co/api/v4") URI apiUrl,

        @DefaultValue("15s") Duration timeLimit,
        @DefaultValue("5m") Duration pollInterval,
        @DefaultValue("60s") Duration settle,
        @DefaultValue("1h") Duration absence,
        @DefaultValue(TrackingTimeClient.DEFAULT_BUDGET) String budget,
        @DefaultValue("project") Placement placement,
        @DefaultValue("follow") Deletions deletions,
        @DefaultValue("me") TimeOwners people,
        @DefaultValue(RemoteTimeEntries.Reach.USUAL) String window,
        @DefaultValue("standard") Tools tools) {

    /** The sets of direct calls that can be offered. */
    public enum Tools {
        STANDARD,
        ALL
    }

    /** The form of a new project in TrackingTime. */
    public enum Placement {
        PROJECT,
        NONE
    }

    /** What a deletion in TrackingTime does in the ledger. */
    public enum Deletions {
        FOLLOW,
        ASK
    }

    /** The users whose time entries are synchronized. */
    public enum TimeOwners {
        ME,
        ALL
    }

    /** Returns the mode. {@code auto} is live if an app password is set, and off otherwise. */
    public Mode effectiveMode() {
        return mode != Mode.AUTO ? mode : isSet(appPassword) ? Mode.LIVE : Mode.OFF;
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "TrackingTime[" + effectiveMode() + ", " + apiUrl + "]";
    }
}
