package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.PendingWork;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The runners of the connectors, one each, and what is done for all of them at once. */
public final class SyncRunners {
    private static final Duration CYCLES_KEPT = Duration.ofDays(30);

    private final Connectors connectors;
    private final Map<String, SyncRunner> runners = new LinkedHashMap<>();
    private final PendingWork work;
    private final Cycles cycles;
    private final Clock clock;

    public SyncRunners(
            Connectors connectors, Function<Connector, SyncRunner> made, PendingWork work, Cycles cycles, Clock clock) {
        this.connectors = connectors;
        this.work = work;
        this.cycles = cycles;
        this.clock = clock;
        connectors.all().forEach(each -> runners.put(each.account().connector(), made.apply(each)));
    }

    public SyncRunner of(String connector) {
        return Objects.requireNonNull(runners.get(connector));
    }

    /** The names of those that are not off. */
    public List<String> on() {
        return connectors.on().stream().map(each -> each.account().connector()).toList();
    }

    /** Before the process ends: a cycle that runs sends nothing more, and what it leaves is due at the next start. */
    public void end() {
        runners.values().forEach(SyncRunner::end);
    }

    /** Marks what the accounts were not told of, such as while others were configured. Answers how much. */
    public int markBehind() {
        return work.markFrom(connectors.on().stream().map(Connector::account).toList());
    }

    /** Removes what nobody looks at any more. */
    public void tidy() {
        cycles.forget(clock.instant().minus(CYCLES_KEPT));
    }
}
