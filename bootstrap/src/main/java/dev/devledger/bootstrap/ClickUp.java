package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.services.clickup.ClickUpConnector;
import dev.devledger.adapters.services.clickup.client.ClickUpAccount;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.client.ClickUpSettings;
import dev.devledger.adapters.services.clickup.direct.ClickUpCalls;
import dev.devledger.adapters.services.clickup.oauth.ClickUpOAuth;
import dev.devledger.adapters.services.clickup.oauth.WorkspaceOwner;
import dev.devledger.adapters.services.clickup.webhook.ClickUpHints;
import dev.devledger.adapters.services.clickup.webhook.WebhookKeeper;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.HttpLimits;
import dev.devledger.adapters.services.kernel.OAuthClient;
import dev.devledger.adapters.services.kernel.Tries;
import dev.devledger.application.connection.AccountTokens;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.SameOwner;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.sync.HintIntake;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunners;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.local.LinkedTaskWords;
import dev.devledger.bootstrap.account.ClickUpAccess;
import dev.devledger.bootstrap.account.ServiceLogin;
import dev.devledger.bootstrap.settings.ClickUpProperties;
import dev.devledger.bootstrap.settings.ClickUpProperties.Deletions;
import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import dev.devledger.bootstrap.settings.ShownSettings;
import dev.devledger.bootstrap.start.ServerAddress;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.RemoteRef;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Which ClickUp there is, how we are let into it, its place in the sync, and the calls that go straight to it. */
public final class ClickUp implements AutoCloseable {
    public final ConnectedAccount account;
    public final Connecting connecting;
    public final ClickUpConnector connector;
    public final DirectCalls direct;
    private final ClickUpProperties properties;
    private final ServiceLogin login;
    private final Setup setup;
    private final Secrets secrets;
    private final ClickUpClient client;
    private final OAuthClient oauth;
    private final WorkspaceOwner owner;
    private final AccountTokens tokens;

    ClickUp(Setup setup, Secrets secrets, PostgresSyncMemory memory, PostgresTables tables) {
        this.setup = setup;
        this.secrets = secrets;
        properties = setup.properties().clickup();
        login = new ServiceLogin("clickup", "ClickUp", properties);
        ServerAddress server = setup.server();
        Clock clock = setup.clock();
        account = account();
        ClickUpSettings settings = new ClickUpSettings(
                HttpLimits.STANDARD.answeringWithin(properties.timeLimit()), properties.budget(), setup.version());
        CallBudget budget = new CallBudget(
                settings.budget(), settings.limits().call(), memory.callLogs.of(account), System::nanoTime);
        oauth = new OAuthClient(
                ClickUpOAuth.service(login.application(), properties.authorizeUrl(), properties.tokenUrl()),
                properties.timeLimit(),
                clock);
        owner = new WorkspaceOwner(properties.apiUrl(), properties.workspace(), settings);
        tokens = new AccountTokens(
                account,
                properties.accessToken(),
                secrets.store,
                oauth,
                new SameOwner(account, owner, memory.knownOwners, clock));
        connecting = new Connecting(
                () -> login.whyNot(server), oauth, tokens, account, memory.connectorStates, setup.alarm(), clock);
        client = new ClickUpClient(settings, access(), budget, Tries.JITTER);
        SyncSettings sync = settings();
        ClickUpConnector knowing = new ClickUpConnector(
                        account,
                        sync,
                        profile(sync),
                        client,
                        budget,
                        tables.personDirectory,
                        memory.connectorStates.memory(account),
                        clock)
                .knowing(words -> new LinkedTaskWords(words, memory.linkBook, tables.taskTree, account));
        connector = properties.webhookUrl() == null
                ? knowing
                : knowing.delivering(new ClickUpHints(secrets.store, account));
        direct = properties.effectiveMode() == Mode.OFF
                ? ClickUpCalls.off()
                : ClickUpCalls.of(client, properties.workspace());
    }

    private ConnectedAccount account() {
        URI app = properties.authorizeUrl();
        String site = app.getScheme() + "://" + app.getRawAuthority();
        return login.account(
                ClickUpConnector.LAYOUT,
                task -> site + (isList(task) ? "/v/li/" : "/t/") + task.id(),
                task -> setup.server().url("/sandbox/clickup" + (isList(task) ? "/lists/" : "/tasks/") + task.id()));
    }

    private static boolean isList(RemoteRef task) {
        return task.list().equals(task.id());
    }

    private ClickUpAccount access() {
        return switch (properties.effectiveMode()) {
            case LIVE -> ClickUpAccess.live(properties, tokens);
            case OFF -> ClickUpAccess.none();
            case SANDBOX, AUTO -> ClickUpAccess.sandbox(setup.server(), secrets.owner);
        };
    }

    private SyncSettings settings() {
        return new SyncSettings(
                "",
                true,
                properties.settle(),
                properties.pollInterval(),
                ConfiguredPolicies.of(setup.environment(), "clickup"),
                setup.zone(),
                properties.deletions() == Deletions.ASK);
    }

    private ClickUpConnector.Profile profile(SyncSettings sync) {
        return new ClickUpConnector.Profile(
                set(properties.workspace()),
                properties.scope(),
                set(properties.space()),
                properties.abandonedStatus(),
                properties.placement() == ClickUpProperties.Placement.NONE ? Placement.NONE : Placement.LIST,
                properties.time()
                        ? properties.people() == ClickUpProperties.Whose.ALL
                                ? ClickUpConnector.TimeOf.EVERYBODY
                                : ClickUpConnector.TimeOf.OWN_USER
                        : ClickUpConnector.TimeOf.NOBODY,
                ShownSettings.of(properties, sync.policies()));
    }

    /** What is done before each cycle. */
    Runnable upkeep(HintIntake intake) {
        URI endpoint = properties.webhookUrl();
        if (endpoint == null) {
            return () -> {};
        }
        return new WebhookKeeper(
                client,
                new WebhookKeeper.Address(endpoint, set(properties.workspace())),
                secrets.store,
                account,
                hint -> intake.take(account, hint),
                setup.clock())::keep;
    }

    private static @Nullable String set(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** What everybody is told of the sync. */
    Sync told(SyncRunners syncs) {
        return login.told(
                syncs.of("clickup"), tokens, setup.server(), setup.clock().withZone(setup.zone()));
    }

    void tryAgain() {
        if (login.isLive()) {
            connecting.tryAgain();
        }
    }

    @Override
    public void close() {
        client.close();
        owner.close();
        oauth.close();
    }
}
