package dev.devledger.bootstrap;

import dev.devledger.adapters.health.ConnectorHealth;
import dev.devledger.adapters.oauth.OAuthConfiguration;
import dev.devledger.adapters.oauth.OAuthSettings;
import dev.devledger.adapters.oauth.client.OAuthClient;
import dev.devledger.adapters.remote.HttpLimits;
import dev.devledger.adapters.rest.page.ConnectOffers;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.ticktick.client.TickTickAccount;
import dev.devledger.adapters.ticktick.client.TickTickSettings;
import dev.devledger.adapters.ticktick.oauth.InboxOwner;
import dev.devledger.adapters.ticktick.oauth.TickTickOAuth;
import dev.devledger.application.connection.AccountTokens;
import dev.devledger.application.connection.AuthorizationServer;
import dev.devledger.application.connection.AuthorizedSync;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.KnownOwners;
import dev.devledger.application.connection.OAuthApplication;
import dev.devledger.application.connection.OwnerLookup;
import dev.devledger.application.connection.SameOwner;
import dev.devledger.application.connection.SecretStore;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunner;
import dev.devledger.application.sync.SyncRunners;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.SyncAlarm;
import dev.devledger.bootstrap.account.ConfiguredAccount;
import dev.devledger.bootstrap.account.NoAccount;
import dev.devledger.bootstrap.account.SandboxAccount;
import dev.devledger.bootstrap.account.WebApp;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.settings.TickTickProperties;
import dev.devledger.bootstrap.settings.TickTickProperties.Mode;
import dev.devledger.bootstrap.start.ServerAddress;
import java.net.InetAddress;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/** Which TickTick there is, and how we are let into it. */
@Configuration(proxyBeanMethods = false)
@Import(OAuthConfiguration.class)
class AccountConfiguration {
    private static final String REGISTER =
            "To connect an account, register an app with TickTick and start Devledger with"
                    + " the app's client id and secret: the settings devledger.ticktick.client-id and devledger.ticktick.client-secret.";

    private final TickTickProperties ticktick;

    AccountConfiguration(DevledgerProperties properties) {
        this.ticktick = properties.ticktick();
    }

    @Bean
    ServerAddress serverAddress(@Value("${server.address:#{null}}") @Nullable InetAddress address) {
        return new ServerAddress(address);
    }

    @Bean
    OAuthSettings oauthSettings(ServerAddress server) {
        return new OAuthSettings(server::url);
    }

    @Bean
    ConnectedAccount ticktickAccount(ServerAddress server) {
        return switch (ticktick.effectiveMode()) {
            case LIVE -> live(ConnectorMode.LIVE);
            case OFF -> live(ConnectorMode.OFF);
            case SANDBOX, AUTO ->
                new ConnectedAccount(
                        "ticktick",
                        "sandbox",
                        ConnectorMode.SANDBOX,
                        task -> server.url("/sandbox/ticktick#" + task.id()));
        };
    }

    private ConnectedAccount live(ConnectorMode mode) {
        return new ConnectedAccount("ticktick", ticktick.account(), mode, new WebApp(ticktick.apiUrl()));
    }

    @Bean
    TickTickAccount tickTickAccount(ServerAddress server, OwnerToken ownerToken, AccountTokens tokens) {
        return switch (ticktick.effectiveMode()) {
            case LIVE -> new ConfiguredAccount(ticktick.apiUrl(), tokens);
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
    OAuthClient oauthClient(Clock clock) {
        OAuthApplication application =
                new OAuthApplication(ticktick.clientId(), ticktick.clientSecret(), ticktick.redirectUrl());
        return new OAuthClient(
                TickTickOAuth.service(application, ticktick.authorizeUrl(), ticktick.tokenUrl()),
                ticktick.timeLimit(),
                clock);
    }

    @Bean(destroyMethod = "close")
    InboxOwner inboxOwner(TickTickSettings settings) {
        return new InboxOwner(ticktick.apiUrl(), settings);
    }

    @Bean
    AccountTokens accountTokens(
            ConnectedAccount ticktickAccount,
            SecretStore secrets,
            AuthorizationServer server,
            OwnerLookup lookup,
            KnownOwners owners,
            Clock clock) {
        SameOwner owner = new SameOwner(ticktickAccount, lookup, owners, clock);
        return new AccountTokens(ticktickAccount, ticktick.accessToken(), secrets, server, owner);
    }

    @Bean
    Connecting connecting(
            AuthorizationServer server,
            AccountTokens tokens,
            ConnectedAccount ticktickAccount,
            ConnectorStates states,
            @Lazy SyncAlarm alarm,
            Clock clock) {
        return new Connecting(whyNot(), server, tokens, ticktickAccount, states, alarm, clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> tryTheAccountAgain(Connecting connecting) {
        return event -> {
            if (ticktick.effectiveMode() == Mode.LIVE) {
                connecting.tryAgain();
            }
        };
    }

    private @Nullable String whyNot() {
        if (ticktick.effectiveMode() != Mode.LIVE) {
            return "TickTick is " + (ticktick.effectiveMode() == Mode.OFF ? "off" : "the sandbox") + ". " + REGISTER;
        }
        if (ticktick.hasToken()) {
            return "Devledger uses the token of the setting devledger.ticktick.access-token. To connect an account here,"
                    + " start Devledger without that setting.";
        }
        return ticktick.hasClient() ? null : "There is no client id. " + REGISTER;
    }

    @Bean
    ConnectOffers connectOffers(List<Connecting> services) {
        return () -> services.stream()
                .filter(Connecting::isOffered)
                .map(Connecting::service)
                .map(service -> new ConnectOffers.Offer(service.title(), service.path("connect")))
                .toList();
    }

    /** What everybody is told of the sync: with how the connection to the account stands. */
    @Bean
    Sync ticktick(
            SyncRunners syncs,
            AccountTokens tokens,
            AuthorizationServer oauth,
            ServerAddress server,
            Clock clock,
            ZoneId zone) {
        Supplier<String> how = () -> ticktick.hasClient()
                ? "connect it at " + server.url(oauth.service().path("connect"))
                : "set devledger.ticktick.access-token, or devledger.ticktick.client-id to connect it in the browser";
        SyncRunner sync = syncs.of("ticktick");
        return ticktick.effectiveMode() == Mode.LIVE
                ? new AuthorizedSync(sync, tokens, how, clock.withZone(zone))
                : sync;
    }

    /** The bean's name, up to its last two words, is the component's. */
    @Bean
    HealthIndicator ticktickHealthIndicator(Sync ticktick, Clock clock) {
        return new ConnectorHealth(ticktick, clock);
    }
}
