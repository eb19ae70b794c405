package dev.devledger.application.sync;

import dev.devledger.application.sync.ConnectorStates.ConnectorState;

/** Puts together how a connector is doing. */
final class SyncStatusQuery {
    private final ConnectedAccount account;
    private final SyncPorts ports;

    SyncStatusQuery(ConnectedAccount account, SyncPorts ports) {
        this.account = account;
        this.ports = ports;
    }

    /** {@code running} says whether this node runs a cycle at the moment. */
    SyncStatus now(boolean running) {
        ConnectorState state = ports.states().get(account);
        boolean off = account.off();
        return new SyncStatus(
                account.connector(),
                account.mode(),
                off ? "off" : running ? "running" : state.state(),
                off ? "TickTick is off (devledger.ticktick.mode=off); changes wait in the ledger." : state.message(),
                ports.cycles().last(account).orElse(null),
                ports.work().pending(account),
                ports.conflicts().open(account),
                ports.holds().count(account),
                ports.budget().use().stream()
                        .map(use -> new SyncStatus.Window(use.window().toSeconds() + "s", use.limit(), use.used()))
                        .toList());
    }
}
