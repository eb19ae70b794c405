package dev.devledger.bootstrap.account;

import dev.devledger.adapters.services.ticktick.client.TickTickAccount;
import dev.devledger.application.connection.AccountTokens;
import java.net.URI;
import java.util.Optional;

/** A real account, with a personal token from the configuration or one that connecting brought. */
public record ConfiguredAccount(URI api, AccountTokens tokens) implements TickTickAccount {
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
