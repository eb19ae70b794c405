package dev.devledger.application.connection;

import dev.devledger.application.sync.connector.ConnectedAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a token of somebody else's account away from our links: to the sync every linked task would be gone there. An
 * account that does not tell whose it is gets the benefit of the doubt (ADR 0009).
 */
public final class SameOwner {
    private static final Logger LOG = LoggerFactory.getLogger(SameOwner.class);
    private static final Duration ASK_AGAIN = Duration.ofHours(1);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);
    private static final Instant NEVER = Instant.MAX;

    /** What was found of that token; {@code until} says how long that is good. */
    private record Found(String token, boolean same, Instant until) {}

    private final ConnectedAccount account;
    private final OwnerLookup lookup;
    private final KnownOwners owners;
    private final Clock clock;
    private @Nullable Found found;

    public SameOwner(ConnectedAccount account, OwnerLookup lookup, KnownOwners owners, Clock clock) {
        this.account = account;
        this.lookup = lookup;
        this.owners = owners;
        this.clock = clock;
    }

    /** Whether the token may be used; asks the server where it is a new one. */
    synchronized boolean holds(String token) {
        Found last = found;
        if (last == null || !last.token().equals(token) || !clock.instant().isBefore(last.until())) {
            last = look(token);
            found = last;
        }
        return last.same();
    }

    /** What is known of it already, without asking. */
    synchronized boolean knownToFail(String token) {
        return found != null && found.token().equals(token) && !found.same();
    }

    private Found look(String token) {
        Instant now = clock.instant();
        return switch (lookup.owner(token)) {
            case OwnerLookup.Owner.Known(var id) -> {
                boolean same = owners.keep(account, id).equals(id);
                if (!same) {
                    LOG.warn("The token belongs to a different account, not to the one that this ledger is linked"
                            + " with.");
                }
                yield new Found(token, same, NEVER);
            }
            case OwnerLookup.Owner.Hidden() -> new Found(token, true, now.plus(ASK_AGAIN));
            case OwnerLookup.Owner.NoAnswer() -> new Found(token, true, now.plus(TRY_AGAIN));
        };
    }

    /** Asks a service whose account a token opens. Nothing here throws for what it says or does not say. */
    public interface OwnerLookup {

        Owner owner(String token);

        sealed interface Owner {
            /** The id of an account never changes. */
            record Known(String id) implements Owner {}

            /** The account shows nothing that would tell. */
            record Hidden() implements Owner {}

            record NoAnswer() implements Owner {}
        }
    }

    /** Whose account the links of a connected account are with, once it was told. */
    public interface KnownOwners {

        /** Keeps the first one it is given; answers that. */
        String keep(ConnectedAccount account, String owner);
    }
}
