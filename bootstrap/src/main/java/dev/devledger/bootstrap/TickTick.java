package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.ticktick.TickTickConnector;
import dev.devledger.adapters.services.ticktick.oauth.InboxOwnerLookup;
import dev.devledger.adapters.services.ticktick.oauth.InboxOwnerLookup.TickTickOAuth;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.Layout.CardLayout;
import dev.devledger.bootstrap.Setup.Secrets;
import dev.devledger.bootstrap.account.ServiceLogin;
import dev.devledger.bootstrap.account.ServiceLogin.TaskWebAddress;
import dev.devledger.bootstrap.settings.ConfiguredPolicies;
import dev.devledger.bootstrap.settings.ServiceProperties.TickTickProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.TickTickProperties.CardTasks;
import dev.devledger.bootstrap.settings.ShownSettings;

/** The configured TickTick account: its access, and its part in the sync. */
public final class TickTick implements AutoCloseable {
    public final ConnectedAccount account;
    public final TickTickConnector connector;
    private final TickTickProperties properties;
    private final ServiceLogin login;
    private final Setup setup;
    private final InboxOwnerLookup owner;
    final ServiceModule module;

    TickTick(Setup setup, Secrets secrets, PostgresSyncMemory memory) {
        this.setup = setup;
        properties = setup.properties().ticktick();
        login = new ServiceLogin("ticktick", "TickTick", properties);
        account = login.account(new CardLayout(), new TaskWebAddress(properties.apiUrl()), task -> setup.server()
                .url("/sandbox/ticktick#" + task.id()));
        ClientLimits settings = setup.service(properties.timeLimit(), properties.budget());
        owner = new InboxOwnerLookup(properties.apiUrl(), settings);
        module = new ServiceModule(service(), setup, secrets, memory);
        SyncSettings sync = settings();
        connector = new TickTickConnector(
                account,
                sync,
                ShownSettings.of(properties, sync.policies()),
                settings,
                module.access(),
                memory.callLogs.of(account));
    }

    private ServiceModule.Service service() {
        return new ServiceModule.Service(
                login,
                account,
                TickTickOAuth.service(login.application(), properties.authorizeUrl(), properties.tokenUrl()),
                owner,
                base -> properties.apiUrl(),
                base -> "/sandbox/ticktick/open/v1");
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

    @Override
    public void close() {
        connector.close();
        owner.close();
        module.close();
    }
}
