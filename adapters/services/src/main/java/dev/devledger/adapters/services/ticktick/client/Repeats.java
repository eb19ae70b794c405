package dev.devledger.adapters.services.ticktick.client;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Tries;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Broken;
import dev.devledger.adapters.services.ticktick.client.Outcome.Held;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.function.Supplier;

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
        if (!endpoint.repeatable()) {
            return attempt.get();
        }
        if (endpoint.reads()) {
            Outcome outcome = tries.run(attempt, Repeats::passing);
            // A read that was not answered did nothing, so unlike a write it leaves nothing open.
            return outcome instanceof Broken broken && broken.passing() ? Held.unreachable(broken.reason()) : outcome;
        }
        return tries.keeping(attempt, Repeats::passing, Broken.class::isInstance, Answered.class::isInstance);
    }

    private static boolean passing(Outcome outcome) {
        return outcome instanceof Broken broken
                ? broken.passing()
                : outcome instanceof Held held && held.hold() == Backoff.UNREACHABLE;
    }
}
