package dev.devledger.application.ledger;

import dev.devledger.application.ledger.WriteGate.NeedsOwnTransaction;
import dev.devledger.domain.shared.Rejection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
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

    /**
     * A caller's own key for a request.
     *
     * @param scope caller and route: the same key of another caller or route is another key
     * @param key at most 64 characters
     * @param requestHash what tells another request with the same key from a repeat
     */
    record IdempotencyKey(String scope, String key, String requestHash) {}

    /** Does what must not run inside a transaction, such as a call to another system, once for each idempotency key. */
    record IdempotentCalls(IdempotencyStore answers) {
        /** @param replayed whether it is the answer of an earlier request */
        public record Done(String answer, boolean replayed) {}

        /**
         * Runs the work and keeps its answer, or gives the answer that an earlier request with this key has left. What the work
         * throws comes out as it is.
         *
         * @param frees whether a failure of the work says that nothing was done, or that it does no harm to do it again: then
         *     the key is free. After any other one nobody knows, and the key is used up
         */
        public Done run(IdempotencyKey key, Supplier<String> work, Predicate<RuntimeException> frees) {
            AtomicBoolean ran = new AtomicBoolean();
            AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
            try {
                IdempotencyStore.Saved saved = answers.once(key, () -> {
                    ran.set(true);
                    try {
                        return new IdempotencyStore.Saved(work.get(), null);
                    } catch (RuntimeException failure) {
                        failed.set(failure);
                        throw frees.test(failure) ? free() : failure;
                    }
                });
                return new Done(saved.answer(), !ran.get());
            } catch (RuntimeException refused) {
                RuntimeException own = failed.get();
                throw own == null ? refused : own;
            }
        }

        /** A rejection is what tells {@link IdempotencyStore#once} that nothing was done; callers never see this one. */
        private static Rejection free() {
            return Rejection.of(Rejection.Code.CONFLICT_STATE, "It was not done.");
        }
    }
}
