package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.services.kernel.HttpLimits;
import dev.devledger.adapters.services.kernel.OAuthClient;
import dev.devledger.adapters.services.ticktick.TickTickConnector;
import dev.devledger.adapters.services.ticktick.client.TickTickAccount;
import dev.devledger.adapters.services.ticktick.client.TickTickSettings;
import dev.devledger.adapters.services.ticktick.oauth.InboxOwner;
import dev.devledger.adapters.services.ticktick.oauth.TickTickOAuth;
import dev.devledger.application.connection.AccountTokens;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.SameOwner;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunners;
import dev.devledger.application.sync.connector.CardLayout;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.bootstrap.account.ConfiguredAccount;
import dev.devledger.bootstrap.account.NoAccount;
import dev.devledger.bootstrap.account.SandboxAccount;
import dev.devledger.bootstrap.account.ServiceLogin;
import dev.devledger.bootstrap.account.WebApp;
import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.ShownSettings;
import dev.devledger.bootstrap.settings.TickTickProperties;
import dev.devledger.bootstrap.settings.TickTickProperties.CardTasks;
import dev.devledger.bootstrap.start.ServerAddress;

/** Which TickTick there is, how we are let into it, and its place in the sync. */
public final class TickTick implements AutoCloseable {
    public final ConnectedAccount account;
    public final Connecting connecting;
    public final TickTickConnector connector;
    private final TickTickProperties properties;
    private final ServiceLogin login;
    private final Setup setup;
    private final OAuthClient oauth;
    private final InboxOwner owner;
    private final AccountTokens tokens;

    TickTick(Setup setup, Secrets secrets, PostgresSyncMemory memory) {
        this.setup = setup;
        properties = setup.properties().ticktick();
        login = new ServiceLogin("ticktick", "TickTick", properties);
        ServerAddress server = setup.server();
        account = login.account(
                new CardLayout(),
                new WebApp(properties.apiUrl()),
                task -> server.url("/sandbox/ticktick#" + task.id()));
        TickTickSettings settings = new TickTickSettings(
                HttpLimits.STANDARD.answeringWithin(properties.timeLimit()),
                properties.budget(),
                setup.version(),
                setup.zone());
        oauth = new OAuthClient(
                TickTickOAuth.service(login.application(), properties.authorizeUrl(), properties.tokenUrl()),
                properties.timeLimit(),
                setup.clock());
        owner = new InboxOwner(properties.apiUrl(), settings);
        tokens = new AccountTokens(
                account,
                properties.accessToken(),
                secrets.store,
                oauth,
                new SameOwner(account, owner, memory.knownOwners, setup.clock()));
        connecting = new Connecting(
                () -> login.whyNot(server),
                oauth,
                tokens,
                account,
                memory.connectorStates,
                setup.alarm(),
                setup.clock());
        SyncSettings sync = settings();
        connector = new TickTickConnector(
                account,
                sync,
                ShownSettings.of(properties, sync.policies()),
                settings,
                access(secrets),
                memory.callLogs.of(account));
    }

    private TickTickAccount access(Secrets secrets) {
        return switch (properties.effectiveMode()) {
            case LIVE -> new ConfiguredAccount(properties.apiUrl(), tokens);
            case OFF -> new NoAccount();
            case SANDBOX, AUTO -> new SandboxAccount(setup.server(), secrets.owner);
        };
    }

    private SyncSettings settings() {
        return new SyncSettings(
                properties.listName(),
                properties.cardTasks() == CardTasks.SUBTASKS,
                properties.settle(),
                properties.pollInterval(),
                ConfiguredPolicies.of(setup.environment(), "ticktick"),
                setup.zone());
    }

    /** What everybody is told of the sync. */
    Sync told(SyncRunners syncs) {
        return login.told(
                syncs.of("ticktick"), tokens, setup.server(), setup.clock().withZone(setup.zone()));
    }

    void tryAgain() {
        if (login.isLive()) {
            connecting.tryAgain();
        }
    }

    @Override
    public void close() {
        connector.close();
        owner.close();
        oauth.close();
    }
}
