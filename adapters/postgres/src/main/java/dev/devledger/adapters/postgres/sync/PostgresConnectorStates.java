package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountTable.ofAccount;

import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.connection.AccountTokens.SameOwner.LinkedOwners;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Cycles.FeedCursors;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresConnectorStates implements ConnectorStates {
    private final RowWrites rows;
    private final AccountTable states;

    public PostgresConnectorStates(RowWrites rows) {
        this.rows = rows;
        this.states = new AccountTable(rows, "sync_connector");
    }

    @Override
    public ConnectorState get(ConnectedAccount account) {
        return states.select(account, "*", "")
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
        states.put(AccountTable.row(account)
                .set("state", state.state().word())
                .set("message", state.message())
                .set("not_before", Times.of(state.notBefore()))
                .set("failures", state.failures()));
    }

    @Override
    public ConnectorMemory memory(ConnectedAccount account) {
        return new PostgresConnectorMemory(new AccountTable(rows, "sync_known", "name"), account);
    }

    /** Keeps a connector's values in the rows of its account. */
    record PostgresConnectorMemory(AccountTable known, ConnectedAccount account) implements ConnectorMemory {
        @Override
        public Map<String, String> all(Set<String> names) {
            return RowMap.of(
                    known.select(account, "name, value", "and name = any(:names)")
                            .param("names", names.toArray(String[]::new)),
                    row -> row.getString("name"),
                    row -> row.getString("value"));
        }

        @Override
        public void put(String name, String value) {
            known.put(AccountTable.row(account).set("name", name).set("value", value));
        }
    }

    public record PostgresLinkedOwners(JdbcClient jdbc) implements LinkedOwners {
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

    public static final class PostgresFeedCursors implements FeedCursors {
        private final AccountTable feeds;

        public PostgresFeedCursors(RowWrites rows) {
            feeds = new AccountTable(rows, "sync_feed");
        }

        @Override
        public Optional<Position> of(ConnectedAccount account) {
            return feeds.select(account, "*", "")
                    .query((row, number) -> new Position(
                            row.getString("cursor"), Times.get(row, "sweep_at"), Times.get(row, "moved_at")))
                    .optional();
        }

        @Override
        public void keep(ConnectedAccount account, Position position) {
            feeds.put(AccountTable.row(account)
                    .set("cursor", position.cursor())
                    .set("sweep_at", Times.of(position.sweepAt()))
                    .set("moved_at", Times.of(position.movedAt())));
        }
    }
}
