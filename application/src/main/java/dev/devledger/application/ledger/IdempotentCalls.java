package dev.devledger.application.ledger;

import dev.devledger.domain.shared.Rejection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what must not run inside a transaction, such as a call to another system, once for each idempotency key. */
public record IdempotentCalls(IdempotencyStore answers) {
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
