package dev.devledger.application.connection;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rejects a token of another account than the one with which the links are: in another account, the sync would find
 * every linked task gone. An account that does not show its owner is accepted (ADR 0009).
 */
public final class SameOwner {
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
