package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.services.kernel.OAuthClient;
import dev.devledger.adapters.services.kernel.ServiceAccount;
import dev.devledger.application.connection.AccountTokens;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.OAuthService;
import dev.devledger.application.connection.SameOwner;
import dev.devledger.application.connection.SameOwner.OwnerLookup;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncRunner.SyncRunners;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.bootstrap.Setup.Secrets;
import dev.devledger.bootstrap.account.ServiceLogin;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A service that a person lets us into: its app, the account that this opens, and the connection to it. */
final class ServiceModule implements AutoCloseable {

    /**
     * What a service brings.
     *
     * @param account which of its accounts there is
     * @param oauth how it speaks OAuth
     * @param owner whose account a token opens
     * @param api its addresses, by the base of an endpoint
     * @param sandbox where the sandbox plays it, by the same
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

    /** What calls go with: a token from the configuration or one that connecting brought, or the sandbox's. */
    ServiceAccount access() {
        return switch (service.login().properties().effectiveMode()) {
            case LIVE ->
                ServiceAccount.of(base -> Optional.of(service.api().apply(base)), tokens::token)
                        .orElse(tokens::insteadOf);
            case OFF -> ServiceAccount.none();
            case SANDBOX, AUTO -> setup.sandbox(service.sandbox(), secrets.owner);
        };
    }

    /** What everybody is told of the sync. */
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
