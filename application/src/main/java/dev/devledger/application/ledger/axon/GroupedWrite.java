package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger.Written;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A write on its way through a group. If the group cannot settle it, it runs alone, in the thread of its caller. */
final class GroupedWrite<A> {
    private final @Nullable String home;
    private final @Nullable IdempotencyKey key;
    private final Supplier<WriteAttempt<?, A>> attempts;
    private final Function<Boolean, Written<A>> alone;
    private boolean trusting = true;
    private @Nullable Written<A> written;
    private @Nullable RuntimeException refused;

    /**
     * @param home the project that it shares, null for none
     * @param key the key that it claims, null for none
     * @param alone runs the write alone; its parameter is true if known states may be trusted
     */
    GroupedWrite(
            @Nullable String home,
            @Nullable IdempotencyKey key,
            Supplier<WriteAttempt<?, A>> attempts,
            Function<Boolean, Written<A>> alone) {
        this.home = home;
        this.key = key;
        this.attempts = attempts;
        this.alone = alone;
    }

    Optional<String> home() {
        return Optional.ofNullable(home);
    }

    Optional<IdempotencyKey> key() {
        return Optional.ofNullable(key);
    }

    WriteAttempt<?, A> attempt() {
        return attempts.get();
    }

    /** Settles the write: the group is committed, and with it this attempt. */
    void settle(WriteAttempt<?, A> attempt) {
        written = attempt.written();
    }

    /**
     * Ends the write: a rule refused it, on stored events; or the database is away, which it need not find out alone.
     */
    void refuse(RuntimeException refusal) {
        refused = refusal;
    }

    /** Has the write decided alone on the stored events, as the known states may be old. */
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
