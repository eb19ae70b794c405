package dev.devledger.bootstrap;

import dev.devledger.adapters.remote.CallBudget;
import dev.devledger.adapters.remote.HttpLimits;
import dev.devledger.adapters.remote.Tries;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.trackingtime.client.TrackingTimeAccount;
import dev.devledger.adapters.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.trackingtime.client.TrackingTimeSettings;
import dev.devledger.adapters.trackingtime.direct.TrackingTimeCalls;
import dev.devledger.adapters.trackingtime.direct.TrackingTimeOff;
import dev.devledger.adapters.trackingtime.direct.WatchedCalls;
import dev.devledger.adapters.trackingtimesandbox.people.People;
import dev.devledger.application.sync.connector.CallLogs;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.bootstrap.account.TrackingTimeAccess;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import dev.devledger.bootstrap.settings.TrackingTimeProperties;
import dev.devledger.bootstrap.settings.TrackingTimeProperties.Tools;
import dev.devledger.bootstrap.start.ServerAddress;
import java.time.Clock;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which TrackingTime there is, how we are let into it, and the calls that go straight to it. */
@Configuration(proxyBeanMethods = false)
class TrackingTimeConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingTimeConfiguration.class);

    private final TrackingTimeProperties trackingtime;

    TrackingTimeConfiguration(DevledgerProperties properties) {
        this.trackingtime = properties.trackingtime();
    }

    @Bean
    TrackingTimeAccount trackingTimeAccess(ServerAddress server, OwnerToken ownerToken) {
        return switch (trackingtime.effectiveMode()) {
            case LIVE -> TrackingTimeAccess.live(trackingtime);
            case OFF, AUTO -> TrackingTimeAccess.none();
            case SANDBOX ->
                TrackingTimeAccess.sandbox(trackingtime, server, ownerToken, String.valueOf(People.SANDBOX));
        };
    }

    @Bean
    TrackingTimeSettings trackingTimeSettings(ObjectProvider<BuildProperties> build) {
        String version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        return new TrackingTimeSettings(
                HttpLimits.STANDARD.answeringWithin(trackingtime.timeLimit()),
                trackingtime.budget(),
                String.valueOf(version));
    }

    /** All nodes share it; each account has its own. */
    @Bean
    CallBudget trackingtimeBudget(TrackingTimeSettings settings, ConnectedAccount trackingtimeAccount, CallLogs calls) {
        return new CallBudget(
                settings.budget(), settings.limits().call(), calls.of(trackingtimeAccount), System::nanoTime);
    }

    @Bean(destroyMethod = "close")
    TrackingTimeClient trackingTimeClient(
            TrackingTimeSettings settings, TrackingTimeAccount access, CallBudget trackingtimeBudget) {
        return new TrackingTimeClient(settings, access, trackingtimeBudget, Tries.JITTER);
    }

    @Bean
    WatchedCalls trackingTimeCalls(TrackingTimeClient client, ZoneId zone, Clock clock) {
        boolean all = trackingtime.tools() == Tools.ALL;
        return new WatchedCalls(
                trackingtime.effectiveMode() == Mode.OFF
                        ? new TrackingTimeOff(all)
                        : new TrackingTimeCalls(client, zone, clock, all));
    }

    /** Who has set a password wants to know at once whether it opens the account. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> lookAtTrackingTime(WatchedCalls calls) {
        return event -> {
            if (trackingtime.effectiveMode() == Mode.LIVE) {
                Thread.ofVirtual().name("trackingtime").start(() -> {
                    calls.look();
                    calls.complaint().ifPresent(what -> LOG.warn("{}", what));
                });
            }
        };
    }
}
