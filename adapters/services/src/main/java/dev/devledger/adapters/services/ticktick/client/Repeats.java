package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.kernel.Tries;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Broken;
import dev.devledger.adapters.services.ticktick.client.Outcome.Held;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries a call again where that cannot do anything twice and a moment later may well go better: no connection, no answer,
 * or a gateway's 502 to 504.
 */
final class Repeats {
    private final Tries tries;

    Repeats(IntervalFunction pause, Duration limit) {
        this.tries = new Tries(pause, limit);
    }

    Outcome call(Endpoint endpoint, Supplier<Outcome> attempt) {
        if (!endpoint.isRepeatable()) {
            return attempt.get();
        }
        if (endpoint.isRead()) {
            Outcome outcome = tries.run(attempt, Repeats::passing);
            // A read that was not answered did nothing, so unlike a write it leaves nothing open.
            return outcome instanceof Broken broken && broken.passing() ? Held.unreachable(broken.reason()) : outcome;
        }
        Open open = new Open(attempt);
        return open.closedBy(tries.run(open, Repeats::passing));
    }

    private static boolean passing(Outcome outcome) {
        return outcome instanceof Broken broken
                ? broken.passing()
                : outcome instanceof Held held && held.hold() == Backoff.UNREACHABLE;
    }

    /** What an earlier try of a write may have done, no later one takes back: only an answer closes that. */
    private static final class Open implements Supplier<Outcome> {
        private final Supplier<Outcome> attempt;
        private @Nullable Broken broken;

        Open(Supplier<Outcome> attempt) {
            this.attempt = attempt;
        }

        @Override
        public Outcome get() {
            Outcome outcome = attempt.get();
            if (outcome instanceof Broken one) {
                broken = one;
            }
            return outcome;
        }

        Outcome closedBy(Outcome last) {
            return broken == null || last instanceof Answered ? last : broken;
        }
    }
}
