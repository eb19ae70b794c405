package dev.devledger.application.sync.connector;

import dev.devledger.application.sync.connector.SharedCallBudget.BudgetUsage.Use;
import java.time.Duration;
import java.util.List;

/** A log that cannot be reached. */
public final class AwayCallLog implements SharedCallBudget {
    @Override
    public CallDecision take(CallPurpose share, Limits limits, List<EndedCall> ended) {
        throw unavailable();
    }

    @Override
    public Duration exceeded(Duration pause, Duration longPause) {
        throw unavailable();
    }

    @Override
    public Duration pauseLeft() {
        throw unavailable();
    }

    @Override
    public List<Use> use(List<Window> windows) {
        throw unavailable();
    }

    private static Unavailable unavailable() {
        return new Unavailable(new IllegalStateException("away"));
    }
}
