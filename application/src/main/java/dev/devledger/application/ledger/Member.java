package dev.devledger.application.ledger;

import dev.devledger.application.command.Ledger.Written;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A write on its way through a group. What the group cannot settle, it does alone, in the thread of its caller. */
final class Member<A> {
    private final Supplier<Attempt<?, A>> attempts;
    private final Supplier<Written<A>> alone;
    private @Nullable Written<A> written;
    private @Nullable RuntimeException refused;

    Member(Supplier<Attempt<?, A>> attempts, Supplier<Written<A>> alone) {
        this.attempts = attempts;
        this.alone = alone;
    }

    Attempt<?, A> attempt() {
        return attempts.get();
    }

    /** The group is committed, and with it this attempt of the write. */
    void settle(Attempt<?, A> attempt) {
        written = attempt.written();
    }

    /** A rule said no, on stored events. */
    void refuse(RuntimeException refusal) {
        refused = refusal;
    }

    void runAlone() {
        try {
            written = alone.get();
        } catch (RuntimeException e) {
            refused = e;
        }
    }

    Written<A> result() {
        if (refused != null) {
            throw refused;
        }
        return written != null ? written : alone.get();
    }
}
