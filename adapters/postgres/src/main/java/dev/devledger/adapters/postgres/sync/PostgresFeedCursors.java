package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.FeedCursors;
import java.util.Optional;

public final class PostgresFeedCursors implements FeedCursors {

    private final RowWrites rows;

    public PostgresFeedCursors(RowWrites rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Position> of(ConnectedAccount account) {
        return rows.jdbc()
                .sql("select * from sync_feed where connector = :connector and account = :account")
                .param("connector", account.connector())
                .param("account", account.account())
                .query((row, number) ->
                        new Position(row.getString("cursor"), Times.get(row, "sweep_at"), Times.get(row, "moved_at")))
                .optional();
    }

    @Override
    public void keep(ConnectedAccount account, Position position) {
        new Columns()
                .set("connector", account.connector())
                .set("account", account.account())
                .set("cursor", position.cursor())
                .set("sweep_at", Times.of(position.sweepAt()))
                .set("moved_at", Times.of(position.movedAt()))
                .put(rows, "sync_feed", "connector", "account");
    }
}
