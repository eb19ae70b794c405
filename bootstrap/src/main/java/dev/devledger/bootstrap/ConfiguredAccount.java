package dev.devledger.bootstrap;

import dev.devledger.adapters.ticktick.TickTickAccount;
import java.net.URI;
import java.util.Optional;

/** A real account, with a personal token from the configuration. */
record ConfiguredAccount(DevledgerProperties.TickTick settings) implements TickTickAccount {
    @Override
    public Optional<URI> apiUrl() {
        return Optional.of(settings.apiUrl());
    }

    @Override
    public Optional<String> token() {
        return Optional.ofNullable(settings.accessToken()).filter(token -> !token.isBlank());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ConfiguredAccount[" + settings.apiUrl() + "]";
    }
}
