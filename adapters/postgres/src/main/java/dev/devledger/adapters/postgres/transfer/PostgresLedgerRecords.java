package dev.devledger.adapters.postgres.transfer;

import dev.devledger.adapters.postgres.eventstore.EventRow;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRecords;
import dev.devledger.application.backup.SandboxRow;
import dev.devledger.application.backup.StoredAccount;
import dev.devledger.application.backup.StoredBatch;
import java.sql.ResultSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Reads all tables in one snapshot, and never more rows at a time than a fetch brings. */
public final class PostgresLedgerRecords implements LedgerRecords {

    /** A row can have some hundred thousand letters. */
    private static final int FETCH = 200;

    private final JdbcTemplate jdbc;
    private final ConsistentSnapshot snapshot;

    public PostgresLedgerRecords(DataSource database, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(database);
        this.jdbc.setFetchSize(FETCH);
        this.snapshot = new ConsistentSnapshot(database, transactions);
    }

    @Override
    public void read(Consumer<LedgerRecord> each) {
        snapshot.read(() -> {
            events(each);
            batches(each);
            accounts(each);
            sandbox(each);
        });
    }

    private void events(Consumer<LedgerRecord> each) {
        jdbc.query(
                """
                        select *, encode(previous_hash, 'hex') as previous_hex, encode(hash, 'hex') as hash_hex
                        from event order by position
                        """,
                (ResultSet row) ->
                        each.accept(EventRow.of(row).stored(row.getString("previous_hex"), row.getString("hash_hex"))));
    }

    private void batches(Consumer<LedgerRecord> each) {
        jdbc.query(
                """
                        select number, first_position, last_position, count, encode(previous_hash, 'hex') as previous_hash,
                          encode(hash, 'hex') as hash, sealed_at
                        from event_batch order by number
                        """,
                (ResultSet row) -> each.accept(new StoredBatch(
                        row.getLong("number"),
                        row.getLong("first_position"),
                        row.getLong("last_position"),
                        row.getLong("count"),
                        row.getString("previous_hash"),
                        row.getString("hash"),
                        Times.get(row, "sealed_at"))));
    }

    private void accounts(Consumer<LedgerRecord> each) {
        jdbc.query(
                "select connector, account, remote_account from connected_account order by connector, account",
                (ResultSet row) -> each.accept(new StoredAccount(
                        row.getString("connector"), row.getString("account"), row.getString("remote_account"))));
    }

    /** A server that never had a sandbox has no tables for it. */
    private void sandbox(Consumer<LedgerRecord> each) {
        for (String table : SandboxRow.TABLES) {
            if (Boolean.TRUE.equals(
                    jdbc.queryForObject("select to_regclass(?) is not null", Boolean.class, "sandbox." + table))) {
                jdbc.query(
                        "select row_to_json(t)::text as row from sandbox." + table + " t order by 1",
                        (ResultSet row) -> each.accept(new SandboxRow(table, row.getString("row"))));
            }
        }
    }
}
