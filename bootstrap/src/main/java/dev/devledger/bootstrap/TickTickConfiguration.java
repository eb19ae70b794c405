package dev.devledger.bootstrap;

import dev.devledger.adapters.health.ConnectorHealth;
import dev.devledger.adapters.oauth.client.OAuthClient;
import dev.devledger.adapters.remote.HttpLimits;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.ticktick.client.TickTickAccount;
import dev.devledger.adapters.ticktick.client.TickTickSettings;
import dev.devledger.adapters.ticktick.oauth.InboxOwner;
import dev.devledger.adapters.ticktick.oauth.TickTickOAuth;
import dev.devledger.application.connection.AccountTokens;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.KnownOwners;
import dev.devledger.application.connection.SameOwner;
import dev.devledger.application.connection.SecretStore;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunners;
import dev.devledger.application.sync.connector.CardLayout;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.SyncAlarm;
import dev.devledger.bootstrap.account.ConfiguredAccount;
import dev.devledger.bootstrap.account.NoAccount;
import dev.devledger.bootstrap.account.SandboxAccount;
import dev.devledger.bootstrap.account.ServiceLogin;
import dev.devledger.bootstrap.account.WebApp;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.TickTickProperties;
import dev.devledger.bootstrap.start.ServerAddress;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Which TickTick there is, and how we are let into it. */
@Configuration(proxyBeanMethods = false)
class TickTickConfiguration {
    private final TickTickProperties ticktick;
    private final ServiceLogin login;

    TickTickConfiguration(DevledgerProperties properties) {
        this.ticktick = properties.ticktick();
        this.login = new ServiceLogin("ticktick", "TickTick", ticktick);
    }

    @Bean
    ConnectedAccount ticktickAccount(ServerAddress server) {
        return login.account(
                new CardLayout(), new WebApp(ticktick.apiUrl()), task -> server.url("/sandbox/ticktick#" + task.id()));
    }

    @Bean
    TickTickAccount tickTickAccess(ServerAddress server, OwnerToken ownerToken, AccountTokens ticktickTokens) {
        return switch (ticktick.effectiveMode()) {
            case LIVE -> new ConfiguredAccount(ticktick.apiUrl(), ticktickTokens);
            case OFF -> new NoAccount();
            case SANDBOX, AUTO -> new SandboxAccount(server, ownerToken);
        };
    }

    @Bean
    TickTickSettings tickTickSettings(ZoneId zone, ObjectProvider<BuildProperties> build) {
        String version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        return new TickTickSettings(
                HttpLimits.STANDARD.answeringWithin(ticktick.timeLimit()),
                ticktick.budget(),
                String.valueOf(version),
                zone);
    }

    @Bean(destroyMethod = "close")
    OAuthClient ticktickOAuth(Clock clock) {
        return new OAuthClient(
                TickTickOAuth.service(login.application(), ticktick.authorizeUrl(), ticktick.tokenUrl()),
                ticktick.timeLimit(),
                clock);
    }

    @Bean(destroyMethod = "close")
    InboxOwner inboxOwner(TickTickSettings settings) {
        return new InboxOwner(ticktick.apiUrl(), settings);
    }

    @Bean
    AccountTokens ticktickTokens(
            ConnectedAccount ticktickAccount,
            SecretStore secrets,
            OAuthClient ticktickOAuth,
            InboxOwner lookup,
            KnownOwners owners,
            Clock clock) {
        SameOwner owner = new SameOwner(ticktickAccount, lookup, owners, clock);
        return new AccountTokens(ticktickAccount, ticktick.accessToken(), secrets, ticktickOAuth, owner);
    }

    @Bean
    Connecting ticktickConnecting(
            OAuthClient ticktickOAuth,
            AccountTokens ticktickTokens,
            ConnectedAccount ticktickAccount,
            ConnectorStates states,
            @Lazy SyncAlarm alarm,
            ServerAddress server,
            Clock clock) {
        return new Connecting(
                () -> login.whyNot(server), ticktickOAuth, ticktickTokens, ticktickAccount, states, alarm, clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> tryTickTickAgain(Connecting ticktickConnecting) {
        return event -> {
            if (login.isLive()) {
                ticktickConnecting.tryAgain();
            }
        };
    }

    /** What everybody is told of the sync. */
    @Bean
    Sync ticktick(SyncRunners syncs, AccountTokens ticktickTokens, ServerAddress server, Clock clock, ZoneId zone) {
        return login.told(syncs.of("ticktick"), ticktickTokens, server, clock.withZone(zone));
    }

    /** The bean's name, up to its last two words, is the component's. */
    @Bean
    HealthIndicator ticktickHealthIndicator(Sync ticktick, Clock clock) {
        return new ConnectorHealth(ticktick, clock);
    }
}
