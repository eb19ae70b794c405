package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.row.RowTable;
import dev.devledger.adapters.postgres.row.RowTables;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.IdOrKey.BillingTables;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.directory.BillingItems.BillingDirectory;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.RowKind;
import dev.devledger.domain.directory.BillingItem;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.shared.NormalizedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds and locks customers and services. They are written rarely, so one lock for all of them is enough. */
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
        SessionLock.await(jdbc, "devledger billing");
    }

    @Override
    public Optional<StoredItem> find(BillingKind kind, String idOrKey) {
        return IdOrKey.of(kind, idOrKey).flatMap(ref -> one(kind, ref.column() + " = :value", ref.value()));
    }

    /** Returns the customer or service with the name, the first one if a restored ledger has several. */
    @Override
    public Optional<StoredItem> named(BillingKind kind, NormalizedName name) {
        return Texts.isStorable(name.value())
                ? one(kind, "name_key = :value and deleted_at is null", name.value())
                : Optional.empty();
    }

    private Optional<StoredItem> one(BillingKind kind, String condition, Object value) {
        return jdbc.sql("select * from %s where %s order by key_number limit 1"
                        .formatted(BillingTables.of(kind).table(), condition))
                .param("value", value)
                .query((row, number) -> known(kind, row))
                .optional();
    }

    private static StoredItem known(BillingKind kind, ResultSet row) throws SQLException {
        return new StoredItem(
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

    /** The columns of {@code customers} and {@code services}, and the reading of a row. */
    public static final class BillingRows {
        private static final FieldColumns<BillingDetails> FIELDS =
                new FieldColumns<>(BillingDetails.KIND, List.of(BillingDetails.NAME));

        private BillingRows() {}

        /** Returns both tables as one projection. Each sends its rows: if one fails, no row of the other is left behind. */
        public static Projection of(DataSource database) {
            return new RowTables(
                    Runnable::run,
                    List.of(
                            of(database, BillingKind.CUSTOMER, RowKind.CUSTOMERS),
                            of(database, BillingKind.SERVICE, RowKind.SERVICES)));
        }

        private static RowTable<BillingItem> of(DataSource database, BillingKind kind, RowKind<BillingItem, ?> rows) {
            BillingTables tables = BillingTables.of(kind);
            return FIELDS.addTo(
                            new RowTable<>(
                                    database,
                                    rows,
                                    tables.table(),
                                    tables.versions(),
                                    row -> new BillingItem.Present(FIELDS.read(row), row.getLong("version")),
                                    BillingItem.Deleted::new,
                                    number -> new BillingKey(kind, number)),
                            BillingRows::details)
                    .text("name_key", row -> NormalizedName.of(
                                    details(row.state()).name())
                            .value());
        }

        private static BillingDetails details(BillingItem item) {
            return item instanceof BillingItem.Deleted(BillingItem.Present last)
                    ? last.details()
                    : ((BillingItem.Present) item).details();
        }
    }
}
