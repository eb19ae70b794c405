package dev.devledger.adapters.health;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.SyncMeters;
import dev.devledger.application.sync.memory.Cycles;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * The counters of this node since its start. All counters exist with the value zero from the beginning: a counter that
 * appears with its first failure does not show this failure as an increase.
 */
public final class SyncCounters implements SyncMeters {
    private final MeterRegistry registry;
    private final String connector;
    private final Counter pulled;
    private final Counter pushed;
    private final Counter conflicts;

    public SyncCounters(MeterRegistry registry, ConnectedAccount account) {
        this.registry = registry;
        this.connector = account.connector();
        this.pulled = counter("devledger.sync.pulled", "Entities changed in Devledger by the sync");
        this.pushed = counter("devledger.sync.pushed", "Entities changed in the connected service");
        this.conflicts = counter("devledger.sync.conflicts", "Conflicts raised");
        for (boolean complete : new boolean[] {true, false}) {
            cycles("narrow", complete);
            cycles("full", complete);
        }
        requests("ok");
        requests("refused");
        requests("unknown");
        for (RemoteAnswer.NotSentReason hold : RemoteAnswer.NotSentReason.values()) {
            if (!hold.isOfOneList()) {
                requests(word(hold));
            }
        }
    }

    @Override
    public void answered(RemoteAnswer<?> answer) {
        requests(
                        switch (answer) {
                            case RemoteAnswer.Ok<?> ok -> "ok";
                            case RemoteAnswer.Refused<?> refused -> "refused";
                            case RemoteAnswer.NotSent<?> notSent
                            when notSent.hold().isOfOneList() -> "refused";
                            case RemoteAnswer.NotSent<?> notSent -> word(notSent.hold());
                            case RemoteAnswer.Unknown<?> unknown -> "unknown";
                        })
                .increment();
    }

    @Override
    public void over(Cycles.Cycle cycle) {
        pulled.increment(cycle.pulled());
        pushed.increment(cycle.pushed());
        conflicts.increment(cycle.conflicts());
        if (cycle.finishedAt() != null) {
            cycles(cycle.kind(), cycle.complete()).record(Duration.between(cycle.startedAt(), cycle.finishedAt()));
        }
    }

    /** Returns a connector's state in the words of docs/contract.md, section 4. */
    private static String word(RemoteAnswer.NotSentReason hold) {
        return hold.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("connector", connector)
                .register(registry);
    }

    private Counter requests(String outcome) {
        return Counter.builder("devledger.sync.requests")
                .description("Requests of the sync cycles, by outcome; a rate-limited one was not sent")
                .tag("connector", connector)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Timer cycles(String kind, boolean complete) {
        return Timer.builder("devledger.sync.cycle")
                .description("Sync cycles, and how long they took")
                .tag("connector", connector)
                .tag("kind", kind)
                .tag("complete", String.valueOf(complete))
                .register(registry);
    }
}
