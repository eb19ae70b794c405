package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.Entities;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.Closures;
import java.util.List;

public record PostgresClosures(RowWrites rows) implements Closures {
    @Override
    public List<Closure> all(ConnectedAccount account) {
        return ofAccount(rows.jdbc(), account, """
                        select * from sync_closure where connector = :connector and account = :account
                        order by since, remote_list
                        """)
                .query((row, number) -> new Closure(
                        row.getString("remote_list"),
                        row.getBoolean("adding"),
                        row.getString("reason"),
                        Times.get(row, "since"),
                        Times.get(row, "closed_until"),
                        row.getInt("tries"),
                        Entities.get(row)))
                .list();
    }

    @Override
    public void close(ConnectedAccount account, Closure closure) {
        AccountRows.columns(account)
                .set("remote_list", closure.list())
                .set("adding", closure.adding())
                .set("reason", closure.reason())
                .set("since", Times.of(closure.since()))
                .set("closed_until", Times.of(closure.until()))
                .set("tries", closure.tries())
                .set("entity_kind", EnumColumns.of(closure.probe().kind()))
                .set("entity_id", closure.probe().id())
                .put(rows, "sync_closure", "connector", "account", "remote_list");
    }

    @Override
    public void open(ConnectedAccount account, String list) {
        ofAccount(rows.jdbc(), account, """
                        delete from sync_closure
                        where connector = :connector and account = :account and remote_list = :list
                        """).param("list", list).update();
    }
}
