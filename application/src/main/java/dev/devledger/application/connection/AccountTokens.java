package dev.devledger.application.connection;

import dev.devledger.application.connection.OAuthService.AuthorizationServer;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.AccessToken;
import dev.devledger.application.connection.OAuthService.AuthorizationServer.Grant;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
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

    /**
     * Secrets by name, encrypted at rest. A stored secret is available to all nodes at once, whatever transaction is under
     * way.
     */
    public interface SecretStore {

        void put(String name, String secret);

        /**
         * Adds a secret that several nodes may create at the same time.
         *
         * @return false if there is one of that name already, which stays as it is
         */
        boolean add(String name, String secret);

        Lookup get(String name);

        /** Removes a secret; does nothing if there is none. */
        void remove(String name);

        /** The result of a lookup by name. */
        sealed interface Lookup {

            record Missing() implements Lookup {}

            record Opened(String secret) implements Lookup {
                /** Returns the result without the secret. */
                @Override
                public String toString() {
                    return "Opened[…]";
                }
            }

            /** A secret that the present key does not open: it was encrypted with another key, or changed since. */
            record Undecryptable() implements Lookup {}
        }

        /**
         * The store of encrypted secrets. A write takes effect at once, even if the surrounding transaction is rolled back.
         */
        interface SealedSecrets {

            /**
             * @param ciphertext the text with the authentication tag at its end
             * @param nonce never used before with that key
             * @param keyId the id of the key that opens it, which reveals nothing of the key
             */
            @SuppressWarnings("ArrayRecordComponent") // never compared, and stored in the database as they are
            record Sealed(byte[] ciphertext, byte[] nonce, String keyId) {}

            /**
             * @param seal called while no {@link #reseal} is under way, so that it does not use a key that has just been
             *     replaced
             */
            void put(String name, Supplier<Sealed> seal);

            /**
             * @param seal as for {@link #put}
             * @return false if there is one of that name already, which stays as it is
             */
            boolean add(String name, Supplier<Sealed> seal);

            Optional<Sealed> get(String name);

            void remove(String name);

            /**
             * Reseals all secrets at once, or none; waits for writes under way.
             *
             * @param with returns the new sealed form for a name and its sealed secret; empty if that is to stay
             */
            void reseal(BiFunction<String, Sealed, Optional<Sealed>> with);
        }

        /**
         * Gives all stored secrets a new key, and forgets the old one. A rotation that broke off is finished by the next
         * rotation.
         */
        interface KeyRotation {

            /** The result of a rotation. */
            sealed interface Rotated {

                /**
                 * @param keyId the id of the key that is the only one now
                 * @param secrets the number of secrets that it encrypts
                 * @param locked the number of secrets that no key opens: they stay as they are
                 * @param finished true if the call only finished a rotation that had broken off
                 */
                record Done(String keyId, int secrets, int locked, boolean finished) implements Rotated {}

                /** The configuration sets the key, so that Devledger cannot rotate it. */
                record ConfiguredKey() implements Rotated {}
            }

            Rotated rotate();
        }
    }

    /**
     * Rejects a token of another account than the one with which the links are: in another account, the sync would find
     * every linked task gone. An account that does not show its owner is accepted (ADR 0009).
     */
    public static final class SameOwner {
        private static final Logger LOG = LoggerFactory.getLogger(SameOwner.class);
        private static final Duration ASK_AGAIN = Duration.ofHours(1);
        private static final Duration TRY_AGAIN = Duration.ofSeconds(30);
        private static final Instant NEVER = Instant.MAX;

        /** The result for a token; it can be used until {@code until}. */
        private record OwnerAnswer(String token, boolean same, Instant until) {}

        private final ConnectedAccount account;
        private final OwnerLookup lookup;
        private final LinkedOwners owners;
        private final Clock clock;
        private @Nullable OwnerAnswer found;

        public SameOwner(ConnectedAccount account, OwnerLookup lookup, LinkedOwners owners, Clock clock) {
            this.account = account;
            this.lookup = lookup;
            this.owners = owners;
            this.clock = clock;
        }

        /** True if the token may be used; asks the service if no recent result for the token is known. */
        synchronized boolean holds(String token) {
            OwnerAnswer last = found;
            if (last == null || !last.token().equals(token) || !clock.instant().isBefore(last.until())) {
                last = look(token);
                found = last;
            }
            return last.same();
        }

        /** True if the last result for this token was another owner; sends no request. */
        synchronized boolean knownToFail(String token) {
            return found != null && found.token().equals(token) && !found.same();
        }

        private OwnerAnswer look(String token) {
            Instant now = clock.instant();
            return switch (lookup.owner(token)) {
                case OwnerLookup.Owner.KnownOwner(var id) -> {
                    boolean same = owners.keep(account, id).equals(id);
                    if (!same) {
                        LOG.warn("The token belongs to a different account, not to the one that this ledger is linked"
                                + " with.");
                    }
                    yield new OwnerAnswer(token, same, NEVER);
                }
                case OwnerLookup.Owner.HiddenOwner() -> new OwnerAnswer(token, true, now.plus(ASK_AGAIN));
                case OwnerLookup.Owner.NoAnswer() -> new OwnerAnswer(token, true, now.plus(TRY_AGAIN));
            };
        }

        /**
         * Asks a service whose account a token opens. Does not throw because of the service's answer, or of a missing one.
         */
        public interface OwnerLookup {

            Owner owner(String token);

            sealed interface Owner {
                /** An account whose owner has this id, which never changes. */
                record KnownOwner(String id) implements Owner {}

                /** An account that does not show its owner. */
                record HiddenOwner() implements Owner {}

                record NoAnswer() implements Owner {}
            }
        }

        /** The remote account with which the links of a connected account are, once it is known. */
        public interface LinkedOwners {

            /** Stores the owner if none is stored for the account; returns the stored one. */
            String keep(ConnectedAccount account, String owner);
        }
    }
}
