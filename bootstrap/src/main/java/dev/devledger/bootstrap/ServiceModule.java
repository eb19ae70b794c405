package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.services.kernel.OAuthClient;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.application.connection.AccountTokens;
import dev.devledger.application.connection.AccountTokens.SameOwner;
import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunner.SyncRunners;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.bootstrap.Setup.Secrets;
import dev.devledger.bootstrap.account.ServiceLogin;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A service that is connected in the browser: its app, the connection, and the account that the connection opens. */
final class ServiceModule implements AutoCloseable {

    /**
     * The parts that differ between services.
     *
     * @param account the configured account of the service
     * @param oauth the service's form of OAuth
     * @param owner finds the account that a token opens
     * @param api returns the service's address for the base of an endpoint
     * @param sandbox returns the sandbox's path for the base of an endpoint
     */
    record Service(
            ServiceLogin login,
            ConnectedAccount account,
            OAuthService oauth,
            OwnerLookup owner,
            Function<String, URI> api,
            UnaryOperator<String> sandbox) {}

    final Connecting connecting;
    private final Service service;
    private final Setup setup;
    private final Secrets secrets;
    private final OAuthClient oauth;
    private final AccountTokens tokens;

    ServiceModule(Service service, Setup setup, Secrets secrets, PostgresSyncMemory memory) {
        this.service = service;
        this.setup = setup;
        this.secrets = secrets;
        ServiceLogin login = service.login();
        ConnectedAccount account = service.account();
        oauth = new OAuthClient(service.oauth(), login.properties().timeLimit(), setup.clock());
        tokens = new AccountTokens(
                account,
                login.properties().accessToken(),
                secrets.store,
                oauth,
                new SameOwner(account, service.owner(), memory.knownOwners, setup.clock()));
        connecting = new Connecting(
                () -> login.whyNot(setup.server()),
                oauth,
                tokens,
                account,
                memory.connectorStates,
                setup.alarm(),
                setup.clock());
    }

    /** Returns the credentials for calls: a token that was configured or comes from connecting, or the sandbox's. */
    ServiceAccount access() {
        return switch (service.login().properties().effectiveMode()) {
            case LIVE ->
                ServiceAccount.of(base -> Optional.of(service.api().apply(base)), tokens::token)
                        .orElse(tokens::insteadOf);
            case OFF -> ServiceAccount.none();
            case SANDBOX, AUTO -> setup.sandbox(service.sandbox(), secrets.owner);
        };
    }

    /** Returns the sync with the state that callers see. */
    Sync told(SyncRunners syncs) {
        return service.login()
                .told(
                        syncs.of(service.login().name()),
                        tokens,
                        setup.server(),
                        setup.clock().withZone(setup.zone()));
    }

    void tryAgain() {
        if (service.login().isLive()) {
            connecting.tryAgain();
        }
    }

    @Override
    public void close() {
        oauth.close();
    }
}
