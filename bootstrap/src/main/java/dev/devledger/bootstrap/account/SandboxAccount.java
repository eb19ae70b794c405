package dev.devledger.bootstrap.account;

import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.services.ticktick.client.TickTickAccount;
import dev.devledger.bootstrap.start.ServerAddress;
import java.net.URI;
import java.util.Optional;

/** Our own sandbox, over real HTTP, opened by the owner token. */
public record SandboxAccount(ServerAddress server, OwnerToken ownerToken) implements TickTickAccount {
    @Override
    public Optional<URI> apiUrl() {
        return server.loopback("/sandbox/ticktick/open/v1");
    }

    @Override
    public Optional<String> token() {
        return Optional.of(ownerToken.secret());
    }
}
