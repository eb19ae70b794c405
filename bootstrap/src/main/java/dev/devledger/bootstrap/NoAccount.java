package dev.devledger.bootstrap;

import dev.devledger.adapters.ticktick.TickTickAccount;
import java.net.URI;
import java.util.Optional;

/** TickTick is off. */
record NoAccount() implements TickTickAccount {
    @Override
    public Optional<URI> apiUrl() {
        return Optional.empty();
    }

    @Override
    public Optional<String> token() {
        return Optional.empty();
    }
}
