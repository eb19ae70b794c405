package dev.devledger.bootstrap.settings;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings that all services share: the account, and the access to it. */
public interface ServiceProperties {

    @Nullable
    String accessToken();

    @Nullable
    String clientId();

    @Nullable
    String clientSecret();

    @Nullable
    URI redirectUrl();

    URI authorizeUrl();

    URI tokenUrl();

    URI apiUrl();

    String account();

    Mode mode();

    Duration timeLimit();

    /** Returns the mode that {@code auto} means if no account can be connected. */
    Mode otherwise();

    /** Returns the mode. {@code auto} is live if an account can be connected. */
    default Mode effectiveMode() {
        if (mode() != Mode.AUTO) {
            return mode();
        }
        return hasToken() || hasClient() ? Mode.LIVE : otherwise();
    }

    default boolean hasToken() {
        return isSet(accessToken());
    }

    default boolean hasClient() {
        return isSet(clientId());
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    enum Mode {
        AUTO,
        LIVE,
        SANDBOX,
        OFF
    }

    /** The settings of TickTick: the account, the access to it, and the sync. */
    record TickTickProperties(
            @Nullable String accessToken,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable URI redirectUrl,

            @DefaultValue("https://ticktick.com/oauth/authorize")
            URI authorizeUrl,

            @DefaultValue("https://ticktick.com/oauth/token")
            URI tokenUrl,

            @DefaultValue("live") String account,

            @DefaultValue("https://api.ticktick.com/open/v1")
            URI apiUrl,

            @DefaultValue("auto") Mode mode,
            @DefaultValue("15s") Duration timeLimit,
            @DefaultValue("60s") Duration pollInterval,
            @DefaultValue("60s") Duration settle,
            @DefaultValue(TickTickClient.DEFAULT_BUDGET) String budget,
            @DefaultValue("Dev Projects") String listName,
            @DefaultValue("subtasks") CardTasks cardTasks)
            implements ServiceProperties {

        /** Omits the secrets. */
        @Override
        public String toString() {
            return "TickTick[" + effectiveMode() + ", " + apiUrl + "]";
        }

        @Override
        public Mode otherwise() {
            return Mode.SANDBOX;
        }

        public enum CardTasks {
            SUBTASKS,
            NONE
        }
    }

    /** What a deletion in the service does in the ledger. */
    enum Deletions {
        FOLLOW,
        ASK
    }

    /** The users whose time entries are synchronized. */
    enum TimeOwners {
        ME,
        ALL
    }

    /** The settings of TrackingTime: the account, the access to it, and the sync (docs/contract.md, section 7). */
    record TrackingTimeProperties(
            @DefaultValue("auto") Mode mode,
            @Nullable String appPassword,
            @Nullable String accountId,

            @DefaultValue("https://api.trackingtime.co/api/v4")
            URI apiUrl,

            @DefaultValue("15s") Duration timeLimit,
            @DefaultValue("5m") Duration pollInterval,
            @DefaultValue("60s") Duration settle,
            @DefaultValue("1h") Duration absence,
            @DefaultValue(TrackingTimeClient.DEFAULT_BUDGET) String budget,
            @DefaultValue("project") TrackingTimeProperties.Placement placement,
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

    /** The settings of ClickUp: the account, the access to it, and what is synchronized (docs/contract.md, section 6). */
    record ClickUpProperties(
            @Nullable String accessToken,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable URI redirectUrl,
            @DefaultValue("https://app.clickup.com/api") URI authorizeUrl,

            @DefaultValue("https://api.clickup.com/api/v2/oauth/token")
            URI tokenUrl,

            @DefaultValue("live") String account,
            @DefaultValue("https://api.clickup.com/api/v2") URI apiUrl,

            @DefaultValue("https://api.clickup.com/api/v3") URI apiV3Url,

            @DefaultValue("auto") Mode mode,
            @DefaultValue("15s") Duration timeLimit,
            @DefaultValue("60s") Duration pollInterval,
            @DefaultValue("60s") Duration settle,
            @DefaultValue(ClickUpClient.DEFAULT_BUDGET) String budget,
            @Nullable String workspace,
            @DefaultValue("folder:Dev Projects") String scope,
            @Nullable String space,
            @DefaultValue("list") ClickUpProperties.Placement placement,

            @DefaultValue({"cancelled", "canceled", "abandoned", "won't do"})
            List<String> abandonedStatus,

            @DefaultValue("ask") Deletions deletions,
            @DefaultValue("true") boolean time,
            @DefaultValue("me") TimeOwners people,
            @Nullable URI webhookUrl)
            implements ServiceProperties {

        /** Omits the secrets. */
        @Override
        public String toString() {
            return "ClickUp[" + effectiveMode() + ", " + apiUrl + "]";
        }

        @Override
        public Mode otherwise() {
            return Mode.OFF;
        }

        /** The form of a new project in ClickUp. */
        public enum Placement {
            LIST,
            NONE
        }
    }
}
