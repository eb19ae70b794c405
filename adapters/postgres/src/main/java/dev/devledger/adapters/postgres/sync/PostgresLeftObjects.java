package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LeftObjects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

public record PostgresLeftObjects(RowWrites rows) implements LeftObjects {
    @Override
    public List<Left> all(ConnectedAccount account) {
        return ofAccount(rows.jdbc(), account, """
            select * from sync_left where connector = :connector and account = :account
            order by since, remote_id
            """)
                .query((row, number) -> new Left(
                        row.getString("remote_list"),
                        row.getString("remote_id"),
                        row.getString("name"),
                        row.getString("reason"),
                        Times.get(row, "since"),
                        row.getBoolean("dismissed")))
                .list();
    }

    @Override
    public void keep(ConnectedAccount account, Set<String> lists, List<Left> now) {
        Map<String, Left> before = new HashMap<>();
        all(account).forEach(each -> before.put(each.id(), each));
        for (Left each : now) {
            Left known = each.after(before.get(each.id()));
            if (!known.equals(before.remove(each.id()))) {
                put(account, known);
            }
        }
        before.values().stream().filter(each -> lists.contains(each.list())).forEach(each -> remove(account, each));
    }

    private void put(ConnectedAccount account, Left left) {
        AccountRows.columns(account)
                .set("remote_list", left.list())
                .set("remote_id", left.id())
                .set("name", left.name())
                .set("reason", left.reason())
                .set("since", Times.of(left.since()))
                .set("dismissed", left.dismissed())
                .put(rows, "sync_left", "connector", "account", "remote_id");
    }

    private void remove(ConnectedAccount account, Left left) {
        ofAccount(rows.jdbc(), account, """
            delete from sync_left
            where connector = :connector and account = :account and remote_id = :id
            """).param("id", left.id()).update();
    }

    @Override
    public boolean dismiss(ConnectedAccount account, String id) {
        return ofAccount(rows.jdbc(), account, """
            update sync_left set dismissed = true
            where connector = :connector and account = :account and remote_id = :id and not dismissed
            """).param("id", id).update() > 0;
    }
}
