package dev.devledger.application.ledger;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The first answers to requests with an idempotency key, kept for 24 hours. */
public interface IdempotencyStore {

    record Saved(String answer, @Nullable UUID changeSet) {}

    /**
     * Claims the key within the transaction at hand; waits for another transaction that holds it. Where the transaction is
     * shared with others it is {@link NeedsOwnTransaction} unless the caller is the first.
     *
     * @return the first answer where there is one, empty where the caller is the first
     * @throws dev.devledger.domain.shared.Rejection where the key belongs to another request
     */
    Optional<Saved> claim(IdempotencyKey key);

    /** Keeps the answer within the transaction that claimed the key. */
    void save(IdempotencyKey key, Saved saved);

    /**
     * For work that must not run inside a transaction, such as a call to another system: claims the key durably, runs
     * the work, keeps its answer. A repeat waits for the first. Where the first was cut off in the middle it is a
     * {@link dev.devledger.domain.shared.Rejection}, as nobody knows whether it was done. Work that throws a Rejection says
     * that it did nothing: the key is free again.
     */
    Saved once(IdempotencyKey key, Supplier<Saved> work);

    /** Removes what is older than 24 hours; answers how many. */
    int forgetOld();
}
