package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.row.RowTable;
import dev.devledger.adapters.postgres.sql.BillingTables;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.projection.PlainRow;
import dev.devledger.domain.directory.BillingItem;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingKey;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import dev.devledger.domain.shared.NameKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The columns of {@code customers} and {@code services}, and how a row is read from them. */
public final class BillingRows {
    private static final FieldColumns<BillingDetails> FIELDS =
            new FieldColumns<>(BillingDetails.KIND, List.of(BillingDetails.NAME));

    private BillingRows() {}

    public static RowTable<PlainRow<BillingItem>> of(DataSource database, BillingKind kind) {
        BillingTables tables = BillingTables.of(kind);
        return FIELDS.addTo(
                        new RowTable<PlainRow<BillingItem>>(
                                database, tables.table(), tables.versions(), (row, number) -> row(row)),
                        BillingRows::details)
                .text("name_key", row -> NameKey.of(details(row).name()).value())
                .column("created_at", PlainRow::createdAt)
                .column("updated_at", PlainRow::updatedAt)
                .with(row -> row.state() instanceof BillingItem.Deleted, "deleted_at", PlainRow::deletedAt)
                .generated("key", row -> row.number() == null ? null : new BillingKey(kind, row.number()).toString());
    }

    private static BillingDetails details(PlainRow<BillingItem> row) {
        return row.state() instanceof BillingItem.Deleted(BillingItem.Present last)
                ? last.details()
                : ((BillingItem.Present) row.state()).details();
    }

    private static PlainRow<BillingItem> row(ResultSet row) throws SQLException {
        Revision revision = new Revision(row.getLong("version"), row.getLong("position"));
        Instant deletedAt = Times.find(row, "deleted_at");
        BillingItem.Present last = new BillingItem.Present(FIELDS.read(row), revision.version());
        return new PlainRow<>(
                row.getObject("id", UUID.class),
                row.getLong("key_number"),
                deletedAt == null ? last : new BillingItem.Deleted(last),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                deletedAt,
                revision);
    }
}
