package dev.devledger.bootstrap.settings;

import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings of TickTick: the account, the access to it, and the sync. */
public record TickTickProperties(
        @Nullable String accessToken,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable URI redirectUrl,

        @DefaultValue("https://ticktick.com/oauth/authorize")
        URI authorizeUrl,

        @DefaultValue("https://ticktick.com/oauth/token") URI tokenUrl,

        @DefaultValue("live") String account,

        @DefaultValue("https://api.ticktick.com/open/v1") URI apiUrl,

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
