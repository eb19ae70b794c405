package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Instant;
import java.util.UUID;

/** The base of the tests of each store of the sync: one account, as the stores in memory have no other. */
public abstract class StoreContract {
    protected static final ConnectedAccount ACCOUNT =
            new ConnectedAccount("ticktick", "sandbox", ConnectorMode.SANDBOX, RemoteRef::id);
    protected static final EntityRef ONE = EntityRef.project(new UUID(0, 1));
    protected static final EntityRef TWO = EntityRef.task(new UUID(0, 2));
    protected static final EntityRef THREE = EntityRef.list(new UUID(0, 3));
    protected static final Instant NOW = Instant.parse("2026-03-31T09:15:00.123456Z");
}
