package dev.devledger.bootstrap.settings;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings of ClickUp: the account, the access to it, and what is synchronized (docs/contract.md, section 6). */
public record ClickUpProperties(
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
        @DefaultValue("list") Placement placement,

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

    /** The users whose time entries are synchronized. */
    public enum TimeOwners {
        ME,
        ALL
    }

    /** What a deletion in ClickUp does in the ledger. */
    public enum Deletions {
        FOLLOW,
        ASK
    }
}
