package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** In the rows of its account. */
record PostgresConnectorMemory(RowWrites rows, ConnectedAccount account) implements ConnectorMemory {
    @Override
    public Map<String, String> all(Set<String> names) {
        Map<String, String> all = new HashMap<>();
        ofAccount(rows.jdbc(), account, """
                        select name, value from sync_known
                        where connector = :connector and account = :account and name = any(:names)
                        """)
                .param("names", names.toArray(String[]::new))
                .query(row -> {
                    all.put(row.getString("name"), row.getString("value"));
                });
        return all;
    }

    @Override
    public void put(String name, String value) {
        AccountRows.columns(account)
                .set("name", name)
                .set("value", value)
                .put(rows, "sync_known", "connector", "account", "name");
    }
}
