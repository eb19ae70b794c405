package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorCondition;
import dev.devledger.application.sync.connector.ConnectorMemory;
import dev.devledger.application.sync.memory.ConnectorStates;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresConnectorStates implements ConnectorStates {

    private final JdbcClient jdbc;
    private final RowWrites rows;

    public PostgresConnectorStates(RowWrites rows) {
        this.rows = rows;
        this.jdbc = rows.jdbc();
    }

    @Override
    public ConnectorState get(ConnectedAccount account) {
        return ofAccount(
                        jdbc,
                        account,
                        "select * from sync_connector where connector = :connector and account = :account")
                .query((row, number) -> new ConnectorState(
                        ConnectorCondition.of(row.getString("state")),
                        row.getString("message"),
                        Times.find(row, "not_before"),
                        row.getInt("failures")))
                .optional()
                .orElse(ConnectorState.IDLE);
    }

    @Override
    public void set(ConnectedAccount account, ConnectorState state) {
        AccountRows.columns(account)
                .set("state", state.state().word())
                .set("message", state.message())
                .set("not_before", Times.of(state.notBefore()))
                .set("failures", state.failures())
                .put(rows, "sync_connector", "connector", "account");
    }

    @Override
    public ConnectorMemory memory(ConnectedAccount account) {
        return new PostgresConnectorMemory(rows, account);
    }
}
