package dev.devledger.adapters.services.clickup.client;

import dev.devledger.adapters.services.clickup.client.Outcome.Answered;
import dev.devledger.adapters.services.clickup.client.Outcome.Broken;
import dev.devledger.adapters.services.clickup.client.Outcome.Deleted;
import dev.devledger.adapters.services.clickup.client.Outcome.Held;
import dev.devledger.adapters.services.kernel.Tries;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries a call again where that cannot do anything twice and a moment later may well go better. */
final class Repeats {
    private final Tries tries;

    Repeats(IntervalFunction pause, Duration limit) {
        this.tries = new Tries(pause, limit);
    }

    Outcome call(Endpoint endpoint, Supplier<Outcome> attempt) {
        if (!endpoint.repeatable()) {
            return attempt.get();
        }
        Open open = new Open(attempt);
        return open.closedBy(tries.run(open, Repeats::passing));
    }

    private static boolean passing(Outcome outcome) {
        return outcome instanceof Broken || (outcome instanceof Held held && held.hold() == Backoff.UNREACHABLE);
    }

    /** What an earlier try may have done, a later one that came to nothing does not take back. */
    private static final class Open implements Supplier<Outcome> {
        private final Supplier<Outcome> attempt;
        private @Nullable Broken broken;

        Open(Supplier<Outcome> attempt) {
            this.attempt = attempt;
        }

        @Override
        public Outcome get() {
            Outcome outcome = attempt.get();
            if (outcome instanceof Broken one && one.maybeDone()) {
                broken = one;
            }
            return outcome;
        }

        Outcome closedBy(Outcome last) {
            return broken == null || last instanceof Answered || last instanceof Deleted ? last : broken;
        }
    }
}
