package dev.devledger.adapters.postgres;

import dev.devledger.application.sync.ConnectedAccount;
import dev.devledger.application.sync.ConnectorStates;
import org.springframework.jdbc.core.simple.JdbcClient;

final class PostgresConnectorStates implements ConnectorStates {

    private final JdbcClient jdbc;
    private final RowWrites rows;

    PostgresConnectorStates(RowWrites rows) {
        this.rows = rows;
        this.jdbc = rows.jdbc();
    }

    @Override
    public ConnectorState get(ConnectedAccount account) {
        return jdbc.sql("select * from sync_connector where connector = :connector and account = :account")
                .param("connector", account.connector())
                .param("account", account.account())
                .query((row, number) -> new ConnectorState(
                        row.getString("state"),
                        row.getString("message"),
                        Times.find(row, "not_before"),
                        row.getInt("failures")))
                .optional()
                .orElse(ConnectorState.IDLE);
    }

    @Override
    public void set(ConnectedAccount account, ConnectorState state) {
        new Columns()
                .set("connector", account.connector())
                .set("account", account.account())
                .set("state", state.state())
                .set("message", state.message())
                .set("not_before", Times.of(state.notBefore()))
                .set("failures", state.failures())
                .put(rows, "sync_connector", "connector", "account");
    }
}
