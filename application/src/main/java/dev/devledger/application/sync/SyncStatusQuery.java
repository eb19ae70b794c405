package dev.devledger.application.sync;

import dev.devledger.application.sync.ConnectorStates.ConnectorState;
import java.util.function.ToIntFunction;

/** Puts together how a connector is doing. */
public final class SyncStatusQuery {
    private final ConnectedAccount account;
    private final RemoteBudget budget;
    private final SyncWork work;
    private final Cycles cycles;
    private final ConnectorStates states;
    private final ToIntFunction<ConnectedAccount> openConflicts;
    private final ToIntFunction<ConnectedAccount> held;

    /**
     * @param openConflicts how many conflicts wait for a person
     * @param held how many operations a guard holds
     */
    public SyncStatusQuery(
            ConnectedAccount account,
            RemoteBudget budget,
            SyncWork work,
            Cycles cycles,
            ConnectorStates states,
            ToIntFunction<ConnectedAccount> openConflicts,
            ToIntFunction<ConnectedAccount> held) {
        this.account = account;
        this.budget = budget;
        this.work = work;
        this.cycles = cycles;
        this.states = states;
        this.openConflicts = openConflicts;
        this.held = held;
    }

    /** {@code running} says whether this node runs a cycle at the moment. */
    SyncStatus now(boolean running) {
        ConnectorState state = states.get(account);
        boolean off = account.off();
        return new SyncStatus(
                account.connector(),
                account.mode(),
                off ? "off" : running ? "running" : state.state(),
                off ? "TickTick is off (devledger.ticktick.mode=off); changes wait in the ledger." : state.message(),
                cycles.last(account).orElse(null),
                work.pending(account),
                openConflicts.applyAsInt(account),
                held.applyAsInt(account),
                budget.use().stream()
                        .map(use -> new SyncStatus.Window(use.window().toSeconds() + "s", use.limit(), use.used()))
                        .toList());
    }
}
