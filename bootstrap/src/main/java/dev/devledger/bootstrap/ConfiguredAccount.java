package dev.devledger.bootstrap;

import dev.devledger.adapters.ticktick.TickTickAccount;
import dev.devledger.application.authorization.AccountTokens;
import java.net.URI;
import java.util.Optional;

/** A real account, with a personal token from the configuration or one that connecting brought. */
record ConfiguredAccount(URI api, AccountTokens tokens) implements TickTickAccount {
    @Override
    public Optional<URI> apiUrl() {
        return Optional.of(api);
    }

    @Override
    public Optional<String> token() {
        return tokens.token();
    }

    @Override
    public Optional<String> insteadOf(String refused) {
        return tokens.insteadOf(refused);
    }
}
