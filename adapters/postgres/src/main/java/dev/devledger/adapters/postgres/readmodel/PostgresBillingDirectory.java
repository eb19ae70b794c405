package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.BillingTables;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.directory.BillingItems.BillingDirectory;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.shared.NameKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers and services are written seldom, so one lock is enough for all of them. */
public final class PostgresBillingDirectory implements BillingDirectory {

    private final JdbcClient jdbc;
    private final TransactionBound<WriteTicket> pass;

    public PostgresBillingDirectory(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.pass = WriteTicket.of(database);
    }

    @Override
    public void lock() {
        WriteTicket.enterIfTaken(pass);
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('devledger billing', 0))")
                .query(Object.class)
                .optional();
    }

    @Override
    public Optional<Known> find(BillingKind kind, String idOrKey) {
        return IdOrKey.of(kind, idOrKey).flatMap(ref -> one(kind, ref.column() + " = :value", ref.value()));
    }

    /** Several may be in the rows of a ledger that somebody has brought in: the first one counts. */
    @Override
    public Optional<Known> named(BillingKind kind, NameKey name) {
        return Texts.isStorable(name.value())
                ? one(kind, "name_key = :value and deleted_at is null", name.value())
                : Optional.empty();
    }

    private Optional<Known> one(BillingKind kind, String condition, Object value) {
        return jdbc.sql("select * from %s where %s order by key_number limit 1"
                        .formatted(BillingTables.of(kind).table(), condition))
                .param("value", value)
                .query((row, number) -> known(kind, row))
                .optional();
    }

    private static Known known(BillingKind kind, ResultSet row) throws SQLException {
        return new Known(
                kind.id(row.getObject("id", UUID.class)),
                new BillingKey(kind, row.getLong("key_number")),
                row.getString("name"),
                row.getBoolean("archived"),
                row.getTimestamp("deleted_at") != null);
    }

    @Override
    public BillingKey nextKey(BillingKind kind) {
        return new BillingKey(
                kind,
                jdbc.sql("select nextval('%s')".formatted(BillingTables.of(kind).keys()))
                        .query(Long.class)
                        .single());
    }
}
