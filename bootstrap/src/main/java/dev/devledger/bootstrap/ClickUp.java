package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.adapters.services.clickup.ClickUpConnector;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.direct.ClickUpCalls;
import dev.devledger.adapters.services.clickup.oauth.WorkspaceOwnerLookup;
import dev.devledger.adapters.services.clickup.oauth.WorkspaceOwnerLookup.ClickUpOAuth;
import dev.devledger.adapters.services.clickup.webhook.WebhookKeeper;
import dev.devledger.adapters.services.clickup.webhook.WebhookKeeper.ClickUpHints;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp.Tries;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.sync.Sync.HintIntake;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.local.LinkedTaskTranslator;
import dev.devledger.bootstrap.Setup.Secrets;
import dev.devledger.bootstrap.account.ServiceLogin;
import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.ServiceProperties.ClickUpProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.Deletions;
import dev.devledger.bootstrap.settings.ServiceProperties.Mode;
import dev.devledger.bootstrap.settings.ServiceProperties.TimeOwners;
import dev.devledger.bootstrap.settings.ShownSettings;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The configured ClickUp account: its access, its part in the sync, and the direct calls. */
public final class ClickUp implements AutoCloseable {
    public final ConnectedAccount account;
    public final ClickUpConnector connector;
    public final DirectCalls direct;
    private final ClickUpProperties properties;
    private final ServiceLogin login;
    private final Setup setup;
    private final Secrets secrets;
    private final ClickUpClient client;
    private final WorkspaceOwnerLookup owner;
    final ServiceModule module;

    ClickUp(Setup setup, Secrets secrets, PostgresSyncMemory memory, PostgresTables tables) {
        this.setup = setup;
        this.secrets = secrets;
        properties = setup.properties().clickup();
        login = new ServiceLogin("clickup", "ClickUp", properties);
        account = account();
        ClientLimits settings = setup.service(properties.timeLimit(), properties.budget());
        CallBudget budget = settings.budget(memory.callLogs.of(account));
        owner = new WorkspaceOwnerLookup(properties.apiUrl(), properties.workspace(), settings);
        module = new ServiceModule(service(), setup, secrets, memory);
        client = new ClickUpClient(settings, module.access(), budget, Tries.JITTER);
        SyncSettings sync = settings();
        ClickUpConnector knowing = new ClickUpConnector(
                        account,
                        sync,
                        profile(sync),
                        client,
                        budget,
                        tables.personDirectory,
                        memory.connectorStates.memory(account),
                        setup.clock())
                .knowing(words -> new LinkedTaskTranslator(words, memory.linkBook, tables.taskTree, account));
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

    private ServiceModule.Service service() {
        return new ServiceModule.Service(
                login,
                account,
                ClickUpOAuth.service(login.application(), properties.authorizeUrl(), properties.tokenUrl()),
                owner,
                base -> base.equals(ClickUpClient.V3) ? properties.apiV3Url() : properties.apiUrl(),
                base -> "/sandbox/clickup/api/" + (base.isEmpty() ? "v2" : base));
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
                        ? properties.people() == TimeOwners.ALL
                                ? ClickUpConnector.TimeOf.EVERYBODY
                                : ClickUpConnector.TimeOf.OWN_USER
                        : ClickUpConnector.TimeOf.NOBODY,
                ShownSettings.of(properties, sync.policies()));
    }

    /** Returns the work before each cycle, which keeps the webhook registered. */
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

    @Override
    public void close() {
        client.close();
        owner.close();
        module.close();
    }
}
