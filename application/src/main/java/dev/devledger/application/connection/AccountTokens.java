package dev.devledger.application.connection;

import dev.devledger.application.connection.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.AuthorizationServer.Grant;
import dev.devledger.application.sync.connector.ConnectedAccount;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token of the connected account: the configured token if there is one, else the token that a person got by
 * connecting.
 */
public final class AccountTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccountTokens.class);

    private final @Nullable String personal;
    private final SecretStore secrets;
    private final String name;
    private final AuthorizationServer server;
    private final SameOwner owner;
    private final ReentrantLock renewing = new ReentrantLock();

    /** @param personal the configured token; blank counts as none */
    public AccountTokens(
            ConnectedAccount account,
            @Nullable String personal,
            SecretStore secrets,
            AuthorizationServer server,
            SameOwner owner) {
        this.personal = personal == null || personal.isBlank() ? null : personal.strip();
        this.secrets = secrets;
        this.name = account.connector() + "/" + account.account() + "/token";
        this.server = server;
        this.owner = owner;
    }

    OAuthService service() {
        return server.service();
    }

    /**
     * Returns the token for the next call; empty if a person has to do something first. May ask the server to whose
     * account the token belongs.
     */
    public Optional<String> token() {
        return state().value().filter(owner::holds);
    }

    /**
     * Returns another token for one more try, after the server refused the given one: a token that came in the
     * meantime, else a renewed one. Concurrent callers wait for the renewal.
     */
    public Optional<String> insteadOf(String refused) {
        renewing.lock();
        try {
            if (!(state() instanceof TokenState.Connected(var token))) {
                return Optional.empty();
            }
            if (!token.value().equals(refused)) {
                return token();
            }
            String renewal = token.renewal();
            return renewal == null ? Optional.empty() : renewed(token, renewal);
        } finally {
            renewing.unlock();
        }
    }

    /** Renews the token, and stores the new one before it is used: the old one may be invalid from now on. */
    private Optional<String> renewed(AccessToken old, String renewal) {
        switch (server.renew(renewal)) {
            case Grant.Granted(var fresh) -> {
                store(fresh.orRenewal(renewal));
                LOG.info("The connection of {} was renewed; it ends at {}", name, fresh.endsAt());
                return Optional.of(fresh.value());
            }
            case Grant.NoAnswer(var reason) -> {
                LOG.warn("The connection of {} could not be renewed: {}", name, reason);
                return Optional.empty();
            }
            case Grant.Refused(var reason) -> {
                return anotherNodes(old, reason);
            }
        }
    }

    /**
     * Returns the token of another node that renewed first, as a renewal can be used once; else gives up the renewal.
     */
    private Optional<String> anotherNodes(AccessToken old, String reason) {
        if (state() instanceof TokenState.Connected(var now) && !now.equals(old)) {
            return Optional.of(now.value());
        }
        LOG.warn("The connection of {} cannot be renewed: {}", name, reason);
        store(old.withoutRenewal());
        return Optional.empty();
    }

    void store(AccessToken token) {
        secrets.put(name, token.toText());
    }

    /** True if the token opens the account with which the links are, or if its account cannot be found out. */
    boolean mayUse(AccessToken token) {
        return owner.holds(token.value());
    }

    TokenState state() {
        if (personal != null) {
            return new TokenState.Personal(personal);
        }
        return switch (secrets.get(name)) {
            case SecretStore.Lookup.Missing() -> new TokenState.NoToken();
            case SecretStore.Lookup.Undecryptable() -> new TokenState.Undecryptable();
            case SecretStore.Lookup.Opened(var text) ->
                AccessToken.parse(text)
                        .<TokenState>map(TokenState.Connected::new)
                        .orElseGet(TokenState.Undecryptable::new);
        };
    }

    /** True if the token is known to belong to another account; sends no request. */
    boolean isOfAnotherAccount(TokenState state) {
        return state.value().filter(owner::knownToFail).isPresent();
    }

    /** The token to call with, if there is one. */
    sealed interface TokenState {
        record NoToken() implements TokenState {}

        /** A configured token; it does not say when it ends. */
        record Personal(String token) implements TokenState {
            /** Returns the state without the token. */
            @Override
            public String toString() {
                return "Personal[…]";
            }
        }

        record Connected(AccessToken token) implements TokenState {}

        /** A token stored under another key than the present one. */
        record Undecryptable() implements TokenState {}

        default boolean isToken() {
            return value().isPresent();
        }

        default Optional<String> value() {
            return switch (this) {
                case Personal(var token) -> Optional.of(token);
                case Connected(var token) -> Optional.of(token.value());
                case NoToken() -> Optional.empty();
                case Undecryptable() -> Optional.empty();
            };
        }
    }
}
