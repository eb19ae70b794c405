package dev.devledger.adapters.oauth;

import dev.devledger.application.connection.AccountTokens;
import dev.devledger.application.connection.AccountTokens.SameOwner;
import dev.devledger.application.connection.AccountTokens.SameOwner.OwnerLookup.Owner;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.OAuthService.AuthorizationServer;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.memory.ConnectorStates;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All that connecting needs beside the service: secrets in a map that all services share, and a sync that is idle. */
final class MemoryConnections implements SecretStore, ConnectorStates {
    final Map<String, String> secrets = new HashMap<>();

    Connecting connecting(AuthorizationServer server) {
        ConnectedAccount account =
                new ConnectedAccount(server.service().name(), "live", ConnectorMode.LIVE, task -> "");
        return new Connecting(
                Optional::empty, server, tokens(server, account), account, this, () -> {}, Clock.systemUTC());
    }

    private AccountTokens tokens(AuthorizationServer server, ConnectedAccount account) {
        SameOwner nobodyTells =
                new SameOwner(account, token -> new Owner.HiddenOwner(), (any, owner) -> owner, Clock.systemUTC());
        return new AccountTokens(account, null, this, server, nobodyTells);
    }

    @Override
    public void put(String name, String secret) {
        secrets.put(name, secret);
    }

    @Override
    public boolean add(String name, String secret) {
        return secrets.putIfAbsent(name, secret) == null;
    }

    @Override
    public Lookup get(String name) {
        return secrets.containsKey(name) ? new Lookup.Opened(secrets.get(name)) : new Lookup.Missing();
    }

    @Override
    public void remove(String name) {
        secrets.remove(name);
    }

    @Override
    public ConnectorState get(ConnectedAccount account) {
        return ConnectorState.IDLE;
    }

    @Override
    public void set(ConnectedAccount account, ConnectorState state) {}

    @Override
    public ConnectorMemory memory(ConnectedAccount account) {
        return ConnectorMemory.ofThisProcess();
    }
}
