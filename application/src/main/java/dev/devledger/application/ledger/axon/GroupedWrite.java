package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger.Once;
import dev.devledger.application.ledger.Ledger.Together;
import dev.devledger.application.ledger.Ledger.Write;
import dev.devledger.application.ledger.Ledger.Written;
import dev.devledger.application.ledger.axon.AxonLedger.WriteAttempt;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A write on its way through a group. If the group cannot settle the write, it runs alone, in the thread of its caller.
 */
final class GroupedWrite<A> {
    private final Write<?, A> write;
    private final Supplier<WriteAttempt<?, A>> attempts;
    private final Function<Boolean, Written<A>> alone;
    private boolean trusting = true;
    private @Nullable Written<A> written;
    private @Nullable RuntimeException refused;

    /**
     * @param alone runs the write alone; its parameter is true if known states may be trusted
     */
    GroupedWrite(Write<?, A> write, Supplier<WriteAttempt<?, A>> attempts, Function<Boolean, Written<A>> alone) {
        this.write = write;
        this.attempts = attempts;
        this.alone = alone;
    }

    Optional<String> home() {
        return Optional.ofNullable(write.together()).map(Together::home);
    }

    Optional<IdempotencyKey> key() {
        return Optional.ofNullable(write.once()).map(Once::key);
    }

    WriteAttempt<?, A> attempt() {
        return attempts.get();
    }

    /** Settles the write: its group was committed with this attempt. */
    void settle(WriteAttempt<?, A> attempt) {
        written = attempt.written();
    }

    /**
     * Ends the write with an exception: a rule refused it by its stored events, or the database is away, which the
     * write need not find out alone.
     */
    void refuse(RuntimeException refusal) {
        refused = refusal;
    }

    /** Makes the write run alone on stored events, as the cached states may be outdated. */
    void distrust() {
        trusting = false;
    }

    Written<A> result() {
        if (refused != null) {
            throw refused;
        }
        return written != null ? written : alone.apply(trusting);
    }
}
