package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.FeedCursors;
import java.util.Optional;

public record PostgresFeedCursors(RowWrites rows) implements FeedCursors {
    @Override
    public Optional<Position> of(ConnectedAccount account) {
        return ofAccount(
                        rows.jdbc(),
                        account,
                        "select * from sync_feed where connector = :connector and account = :account")
                .query((row, number) ->
                        new Position(row.getString("cursor"), Times.get(row, "sweep_at"), Times.get(row, "moved_at")))
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
