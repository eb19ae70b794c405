package dev.devledger.application.ledger;

import dev.devledger.application.ledger.Ledger.WriteGate.NeedsOwnTransaction;
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

    record SavedAnswer(String answer, @Nullable UUID changeSet) {}

    /**
     * Claims the key within the transaction at hand; waits for another transaction that holds it. In a shared
     * transaction it throws {@link NeedsOwnTransaction} unless the caller is the first.
     *
     * @return the first answer if there is one, empty if the caller is the first
     * @throws dev.devledger.domain.shared.Rejection if the key belongs to another request
     */
    Optional<SavedAnswer> claim(IdempotencyKey key);

    /** Stores the answer within the transaction that claimed the key. */
    void save(IdempotencyKey key, SavedAnswer saved);

    /**
     * Runs work that must not run inside a transaction, such as a call to another system: claims the key durably, runs
     * the work, and keeps its answer. A repeated request waits for the first one. If the first one was cut off in the
     * middle, the repeat gets a {@link dev.devledger.domain.shared.Rejection}, as the outcome is unknown. Work that
     * throws a Rejection counts as not done: the key is free again.
     */
    SavedAnswer once(IdempotencyKey key, Supplier<SavedAnswer> work);

    /** Removes answers that are older than 24 hours, and returns their number. */
    int forgetOld();

    /**
     * A key that a caller gave a request, so that a repeat is recognised.
     *
     * @param scope caller and route: the same key of another caller or route is another key
     * @param key at most 64 characters
     * @param requestHash the hash that tells another request with the same key from a repeat
     */
    record IdempotencyKey(String scope, String key, String requestHash) {}

    /**
     * Runs work that must not run inside a transaction, such as a call to another system, once for each idempotency
     * key.
     */
    record IdempotentCalls(IdempotencyStore answers) {
        /** @param replayed true if {@code answer} is an earlier request's */
        public record Done(String answer, boolean replayed) {}

        /**
         * Runs the work and keeps its answer, or returns the answer that an earlier request with this key has left.
         * Throws the exceptions of the work as they are.
         *
         * @param frees true for a failure that frees the key, because nothing was done or a repeat does no harm. After
         *     any other failure the outcome is unknown, and the key is used up
         */
        public Done run(IdempotencyKey key, Supplier<String> work, Predicate<RuntimeException> frees) {
            AtomicBoolean ran = new AtomicBoolean();
            AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
            try {
                IdempotencyStore.SavedAnswer saved = answers.once(key, () -> {
                    ran.set(true);
                    try {
                        return new IdempotencyStore.SavedAnswer(work.get(), null);
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

        /** Returns a rejection that tells {@link IdempotencyStore#once} that nothing was done; callers never see it. */
        private static Rejection free() {
            return Rejection.of(Rejection.Code.CONFLICT_STATE, "It was not done.");
        }
    }
}
