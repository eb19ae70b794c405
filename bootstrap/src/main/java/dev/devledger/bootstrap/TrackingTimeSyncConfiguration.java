package dev.devledger.bootstrap;

import dev.devledger.adapters.health.ConnectorHealth;
import dev.devledger.adapters.remote.CallBudget;
import dev.devledger.adapters.trackingtime.TrackingTimeConnector;
import dev.devledger.adapters.trackingtime.client.TrackingTimeAccount;
import dev.devledger.adapters.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.trackingtime.direct.WatchedCalls;
import dev.devledger.application.person.PersonDirectory;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunners;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorCondition;
import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.application.sync.connector.RemoteTime;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import dev.devledger.application.sync.memory.SyncAlarm;
import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import dev.devledger.bootstrap.settings.ShownSettings;
import dev.devledger.bootstrap.settings.TrackingTimeProperties;
import dev.devledger.bootstrap.settings.TrackingTimeProperties.Deletions;
import dev.devledger.bootstrap.start.ServerAddress;
import dev.devledger.domain.project.Placement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** TrackingTime as a service that is kept in step. */
@Configuration(proxyBeanMethods = false)
class TrackingTimeSyncConfiguration {
    private static final String NAME = "trackingtime";

    private final TrackingTimeProperties trackingtime;

    TrackingTimeSyncConfiguration(DevledgerProperties properties) {
        this.trackingtime = properties.trackingtime();
    }

    /** Each account of TrackingTime has its own links, and the sandbox others. */
    @Bean
    ConnectedAccount trackingtimeAccount(TrackingTimeAccount trackingTimeAccess, ServerAddress server) {
        String live = trackingTimeAccess.accountId().orElse("live");
        return switch (trackingtime.effectiveMode()) {
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
                        any -> server.url("/sandbox/trackingtime/projects"),
                        TrackingTimeConnector.LAYOUT);
        };
    }

    /** After the services that are known longer: with those a list of all begins. */
    @Bean
    @Order(3)
    TrackingTimeConnector trackingtimeConnector(
            ConnectedAccount trackingtimeAccount,
            SyncSettings trackingtimeSync,
            TrackingTimeAccount trackingTimeAccess,
            TrackingTimeClient client,
            CallBudget trackingtimeBudget,
            PersonDirectory people,
            Clock clock) {
        TrackingTimeConnector.Profile profile = new TrackingTimeConnector.Profile(
                trackingTimeAccess.accountId().orElse(""),
                trackingtime.placement() == TrackingTimeProperties.Placement.NONE ? Placement.NONE : Placement.PROJECT,
                trackingtime.people() == TrackingTimeProperties.Whose.ALL,
                RemoteTime.Reach.of(trackingtime.window()),
                ShownSettings.of(trackingtime, trackingtimeSync.policies()));
        return new TrackingTimeConnector(
                trackingtimeAccount, trackingtimeSync, profile, client, trackingtimeBudget, people, clock);
    }

    @Bean
    SyncSettings trackingtimeSync(Environment environment, ZoneId zone) {
        return new SyncSettings(
                "",
                true,
                trackingtime.settle(),
                trackingtime.pollInterval(),
                ConfiguredPolicies.of(environment, NAME),
                zone,
                trackingtime.deletions() == Deletions.ASK,
                trackingtime.absence());
    }

    /** What everybody is told of the sync. */
    @Bean
    Sync trackingtime(SyncRunners syncs) {
        return syncs.of(NAME);
    }

    /** A service that is not there is no reason to take Devledger out of service. */
    @Bean
    HealthIndicator trackingtimeHealthIndicator(Sync trackingtime, WatchedCalls calls, Clock clock) {
        Mode mode = this.trackingtime.effectiveMode();
        HealthIndicator sync = new ConnectorHealth(trackingtime, clock);
        return () -> {
            String complaint = mode == Mode.OFF
                    ? "TrackingTime is off."
                    : calls.complaint().orElse("");
            return complaint.isEmpty()
                    ? sync.health()
                    : Health.unknown()
                            .withDetail("mode", mode.name().toLowerCase(Locale.ROOT))
                            .withDetail("message", complaint)
                            .build();
        };
    }

    /** A start may have brought another password, or the account: what was refused before is over. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> tryTrackingTimeAgain(
            ConnectedAccount trackingtimeAccount, ConnectorStates states, @Lazy SyncAlarm alarm) {
        return event -> {
            if (trackingtime.effectiveMode() == Mode.LIVE
                    && states.get(trackingtimeAccount).state() == ConnectorCondition.NEEDS_AUTHORIZATION) {
                states.set(trackingtimeAccount, ConnectorState.IDLE);
                alarm.ring();
            }
        };
    }
}
