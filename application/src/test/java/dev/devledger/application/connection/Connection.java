package dev.devledger.application.connection;

import dev.devledger.application.connection.AccountTokens.SameOwner;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.memory.ConnectorStates;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that connecting a service needs, in memory, with a clock that only a test moves. */
final class Connection {
    static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    static final URI BACK = URI.create("http://localhost:8080/oauth/ticktick/callback");
    static final ConnectedAccount ACCOUNT = new ConnectedAccount("ticktick", "live", ConnectorMode.LIVE, task -> "");
    static final String NAME = "ticktick/live/token";

    final MemorySecrets secrets = new MemorySecrets();
    final MemoryServer server = new MemoryServer();
    final Map<String, String> owners = new HashMap<>();
    final Map<String, ConnectorStates.ConnectorState> states = new HashMap<>();
    final AtomicInteger rings = new AtomicInteger();
    final AccountTokens tokens = tokens(null);
    final Connecting connecting = connecting(null);
    private Instant now = START;

    AccountTokens tokens(String personal) {
        return new AccountTokens(
                ACCOUNT,
                personal,
                secrets,
                server,
                new SameOwner(
                        ACCOUNT,
                        server,
                        (account, owner) -> {
                            owners.putIfAbsent(account.account(), owner);
                            return owners.get(account.account());
                        },
                        clock()));
    }

    Connecting connecting(String whyNot) {
        ConnectorStates kept = new ConnectorStates() {
            @Override
            public ConnectorState get(ConnectedAccount account) {
                return states.getOrDefault(account.account(), ConnectorState.IDLE);
            }

            @Override
            public void set(ConnectedAccount account, ConnectorState state) {
                states.put(account.account(), state);
            }

            @Override
            public ConnectorMemory memory(ConnectedAccount account) {
                return ConnectorMemory.ofThisProcess();
            }
        };
        return new Connecting(
                () -> Optional.ofNullable(whyNot), server, tokens, ACCOUNT, kept, rings::incrementAndGet, clock());
    }

    void forward(Duration by) {
        now = now.plus(by);
    }

    void store(String token, String renewal, Instant endsAt) {
        secrets.put(NAME, new AccessToken(token, renewal, endsAt).toText());
    }

    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
