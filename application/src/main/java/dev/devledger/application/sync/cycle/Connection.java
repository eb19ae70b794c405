package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.memory.Cycles;
import java.time.Clock;

/** An account and the ledger that it is kept in step with: what a cycle has on both its sides. */
public record Connection(Connector connector, LedgerPorts ledger, SyncPorts ports, Clock clock) {
    public ConnectedAccount account() {
        return connector.account();
    }

    public SyncSettings settings() {
        return connector.settings();
    }

    public ExistenceTable table() {
        return new ExistenceTable(ports.meters());
    }

    public RecentValues recentValues() {
        return new RecentValues(
                settings(), () -> Cycles.Read.known(ports.cycles().reads(account()), clock.instant()));
    }
}
