package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.connection.SameOwner.KnownOwners;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorMemory;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.FeedCursors;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    public record PostgresKnownOwners(JdbcClient jdbc) implements KnownOwners {
        @Override
        public String keep(ConnectedAccount account, String owner) {
            ofAccount(jdbc, account, """
                        insert into connected_account (connector, account, remote_account)
                        values (:connector, :account, :owner) on conflict do nothing
                        """).param("owner", owner).update();
            return ofAccount(jdbc, account, """
                        select remote_account from connected_account where connector = :connector and account = :account
                        """).query(String.class).single();
        }
    }

    public record PostgresFeedCursors(RowWrites rows) implements FeedCursors {
        @Override
        public Optional<Position> of(ConnectedAccount account) {
            return ofAccount(
                            rows.jdbc(),
                            account,
                            "select * from sync_feed where connector = :connector and account = :account")
                    .query((row, number) -> new Position(
                            row.getString("cursor"), Times.get(row, "sweep_at"), Times.get(row, "moved_at")))
                    .optional();
        }

        @Override
        public void keep(ConnectedAccount account, Position position) {
            AccountRows.columns(account)
                    .set("cursor", position.cursor())
                    .set("sweep_at", Times.of(position.sweepAt()))
                    .set("moved_at", Times.of(position.movedAt()))
                    .put(rows, "sync_feed", "connector", "account");
        }
    }
}
