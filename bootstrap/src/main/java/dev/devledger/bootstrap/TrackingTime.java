package dev.devledger.bootstrap;

import dev.devledger.adapters.health.ConnectorHealth;
import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp.Tries;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.adapters.services.trackingtime.TrackingTimeConnector;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.direct.TrackingTimeCalls;
import dev.devledger.adapters.services.trackingtime.direct.TrackingTimeCalls.WatchedCalls;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import dev.devledger.bootstrap.Setup.Secrets;
import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.ServiceProperties.Deletions;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import dev.devledger.bootstrap.settings.ServiceProperties.TimeOwners;
import dev.devledger.bootstrap.settings.ServiceProperties.TrackingTimeProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.TrackingTimeProperties.Tools;
import dev.devledger.bootstrap.settings.ShownSettings;
import dev.devledger.domain.project.Placement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The configured TrackingTime account: its access, its part in the sync, and the direct calls. */
public final class TrackingTime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingTime.class);
    private static final String NAME = "trackingtime";

    public final ConnectedAccount account;
    public final TrackingTimeConnector connector;
    public final WatchedCalls direct;
    private final TrackingTimeProperties properties;
    private final Setup setup;
    private final PostgresSyncMemory memory;
    private final ServiceAccount access;
    private final TrackingTimeClient client;

    TrackingTime(Setup setup, Secrets secrets, PostgresSyncMemory memory, PostgresTables tables) {
        this.setup = setup;
        this.memory = memory;
        properties = setup.properties().trackingtime();
        access = access(secrets);
        account = account();
        ClientLimits settings = setup.service(properties.timeLimit(), properties.budget());
        // All nodes share the budget; each account has a budget of its own.
        CallBudget budget = settings.budget(memory.callLogs.of(account));
        client = new TrackingTimeClient(settings, access, budget, Tries.JITTER);
        SyncSettings sync = settings();
        connector = new TrackingTimeConnector(
                account, sync, profile(sync), client, budget, tables.personDirectory, setup.clock());
        boolean all = properties.tools() == Tools.ALL;
        direct = new WatchedCalls(
                properties.effectiveMode() == Mode.OFF
                        ? TrackingTimeCalls.off(all)
                        : TrackingTimeCalls.of(client, setup.zone(), setup.clock(), all));
    }

    private ServiceAccount access(Secrets secrets) {
        return switch (properties.effectiveMode()) {
            case LIVE ->
                ServiceAccount.of(base -> Optional.of(properties.apiUrl()), () -> set(properties.appPassword()))
                        .with(set(properties.accountId()));
            case OFF, AUTO -> ServiceAccount.none();
            case SANDBOX ->
                setup.sandbox(base -> "/sandbox/trackingtime/api/v4", secrets.owner)
                        .with(set(properties.accountId()).or(() -> Optional.of(String.valueOf(People.SANDBOX))));
        };
    }

    private static Optional<String> set(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns the account, by its id: each account of TrackingTime has its own links, and so has the sandbox. */
    private ConnectedAccount account() {
        String live = access.id().orElse("live");
        return switch (properties.effectiveMode()) {
            case LIVE ->
                new ConnectedAccount(
                        NAME,
                        live,
                        ConnectorMode.LIVE,
                        any -> "https://pro.trackingtime.co/",
                        TrackingTimeConnector.LAYOUT);
            case OFF, AUTO ->
                new ConnectedAccount(NAME, live, ConnectorMode.OFF, any -> "", TrackingTimeConnector.LAYOUT);
            case SANDBOX ->
                new ConnectedAccount(
                        NAME,
                        "sandbox",
                        ConnectorMode.SANDBOX,
                        any -> setup.server().url("/sandbox/trackingtime/projects"),
                        TrackingTimeConnector.LAYOUT);
        };
    }

    private SyncSettings settings() {
        return new SyncSettings(
                "",
                true,
                properties.settle(),
                properties.pollInterval(),
                ConfiguredPolicies.of(setup.environment(), NAME),
                setup.zone(),
                properties.deletions() == Deletions.ASK,
                properties.absence());
    }

    private TrackingTimeConnector.Profile profile(SyncSettings sync) {
        return new TrackingTimeConnector.Profile(
                access.id().orElse(""),
                properties.placement() == TrackingTimeProperties.Placement.NONE ? Placement.NONE : Placement.PROJECT,
                properties.people() == TimeOwners.ALL,
                RemoteTimeEntries.Reach.of(properties.window()),
                ShownSettings.of(properties, sync.policies()));
    }

    /** Reports the health: up even if the service is unreachable, as Devledger then still works. */
    HealthIndicator health(Sync sync) {
        Mode mode = properties.effectiveMode();
        HealthIndicator inStep = new ConnectorHealth(sync, setup.clock());
        return () -> {
            String complaint = mode == Mode.OFF
                    ? "TrackingTime is off."
                    : direct.complaint().orElse("");
            return complaint.isEmpty()
                    ? inStep.health()
                    : Health.unknown()
                            .withDetail("mode", mode.name().toLowerCase(Locale.ROOT))
                            .withDetail("message", complaint)
                            .build();
        };
    }

    /**
     * Clears an earlier refusal, as another password or account may now be set. It checks the password at once, as a
     * user who has just set it waits for the result.
     */
    void tryAgain() {
        if (properties.effectiveMode() != Mode.LIVE) {
            return;
        }
        if (memory.connectorStates.get(account).state() == ConnectorCondition.NEEDS_AUTHORIZATION) {
            memory.connectorStates.set(account, ConnectorState.IDLE);
            setup.alarm().ring();
        }
        Thread.ofVirtual().name(NAME).start(() -> {
            direct.look();
            direct.complaint().ifPresent(what -> LOG.warn("{}", what));
        });
    }

    @Override
    public void close() {
        client.close();
    }
}
