package dev.devledger.application.connection;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a token of another account away from our links: to the sync every linked task would be gone in it. An account
 * that does not tell whose it is gets the benefit of the doubt (ADR 0009).
 */
public final class SameOwner {
    private static final Logger LOG = LoggerFactory.getLogger(SameOwner.class);
    private static final Duration ASK_AGAIN = Duration.ofHours(1);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);
    private static final Instant NEVER = Instant.MAX;

    /** The result for a token; {@code until} is the end of its use. */
    private record OwnerAnswer(String token, boolean same, Instant until) {}

    private final ConnectedAccount account;
    private final OwnerLookup lookup;
    private final KnownOwners owners;
    private final Clock clock;
    private @Nullable OwnerAnswer found;

    public SameOwner(ConnectedAccount account, OwnerLookup lookup, KnownOwners owners, Clock clock) {
        this.account = account;
        this.lookup = lookup;
        this.owners = owners;
        this.clock = clock;
    }

    /** True if the token may be used; asks the server if it is a new one. */
    synchronized boolean holds(String token) {
        OwnerAnswer last = found;
        if (last == null || !last.token().equals(token) || !clock.instant().isBefore(last.until())) {
            last = look(token);
            found = last;
        }
        return last.same();
    }

    /** True if the token is known to fail, without a request. */
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
     * Asks a service whose account a token opens. It does not throw for what the service answers or does not answer.
     */
    public interface OwnerLookup {

        Owner owner(String token);

        sealed interface Owner {
            /** An account with that id, which never changes. */
            record KnownOwner(String id) implements Owner {}

            /** An account that does not show whose it is. */
            record HiddenOwner() implements Owner {}

            record NoAnswer() implements Owner {}
        }
    }

    /** The remote account that the links of a connected account are with, once it is known. */
    public interface KnownOwners {

        /** Keeps the first owner of an account, and returns it. */
        String keep(ConnectedAccount account, String owner);
    }
}
