package dev.devledger.bootstrap.account;

import dev.devledger.adapters.services.ticktick.client.TickTickAccount;
import java.net.URI;
import java.util.Optional;

/** TickTick is off. */
public record NoAccount() implements TickTickAccount {
    @Override
    public Optional<URI> apiUrl() {
        return Optional.empty();
    }

    @Override
    public Optional<String> token() {
        return Optional.empty();
    }
}
