package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorMemory;
import java.util.Optional;

/** In the rows of its account. */
record PostgresConnectorMemory(RowWrites rows, ConnectedAccount account) implements ConnectorMemory {
    @Override
    public Optional<String> get(String name) {
        return ofAccount(
                        rows.jdbc(),
                        account,
                        "select value from sync_known where connector = :connector and account = :account and name ="
                                + " :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    @Override
    public void put(String name, String value) {
        AccountRows.columns(account)
                .set("name", name)
                .set("value", value)
                .put(rows, "sync_known", "connector", "account", "name");
    }
}
