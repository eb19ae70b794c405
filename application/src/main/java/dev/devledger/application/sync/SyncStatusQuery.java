package dev.devledger.application.sync;

import dev.devledger.application.sync.ConnectorStates.ConnectorState;
import org.jspecify.annotations.Nullable;

/** Puts together how a connector is doing. */
final class SyncStatusQuery {
    private final ConnectedAccount account;
    private final SyncPorts ports;

    SyncStatusQuery(ConnectedAccount account, SyncPorts ports) {
        this.account = account;
        this.ports = ports;
    }

    /**
     * @param running whether this node runs a cycle at the moment
     * @param progress how far it has come with a long sync, null where there is none
     */
    SyncStatus now(boolean running, @Nullable String progress) {
        ConnectorState state = ports.states().get(account);
        boolean off = account.off();
        String now = off ? "off" : running ? "running" : state.state();
        return new SyncStatus(
                account.connector(),
                account.mode(),
                now,
                message(now, state.message(), progress),
                ports.cycles().last(account).orElse(null),
                ports.work().pending(account),
                ports.conflicts().open(account),
                ports.holds().count(account),
                ports.budget().use().stream()
                        .map(use -> new SyncStatus.Window(use.window().toSeconds() + "s", use.limit(), use.used()))
                        .toList());
    }

    /** What stopped it is over while it runs; without an authorization it does not go on by itself. */
    private static @Nullable String message(String now, @Nullable String stopped, @Nullable String progress) {
        return switch (now) {
            case "off" -> "TickTick is off (devledger.ticktick.mode=off); changes wait in the ledger.";
            case "needs-authorization" -> stopped;
            case "running" -> progress == null ? stopped : progress;
            default -> stopped == null || progress == null ? stopped : stopped + "; " + progress;
        };
    }
}
