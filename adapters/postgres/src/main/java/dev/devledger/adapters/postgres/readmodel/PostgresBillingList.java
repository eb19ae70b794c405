package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.domain.field.Changes;
import dev.devledger.adapters.postgres.sql.BillingTables;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.billing.BillingList;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.billing.BillingDetails;
import dev.devledger.domain.billing.BillingId;
import dev.devledger.domain.billing.BillingKey;
import dev.devledger.domain.shared.NameKey;
import java.time.Instant;
import javax.sql.DataSource;

public final class PostgresBillingList implements BillingList {

    private final RowWrites rows;

    public PostgresBillingList(DataSource database) {
        this.rows = new RowWrites(database);
    }

    @Override
    public void add(BillingId id, BillingKey key, BillingDetails details, Instant at, Revision revision) {
        changed(at, revision)
                .set("id", id.value())
                .set("key_number", key.number())
                .set("name", details.name())
                .set("name_key", NameKey.of(details.name()).value())
                .set("notes", Texts.orNull(details.notes()))
                .set("archived", details.archived())
                .set("created_at", Times.of(at))
                .set("deleted_at", null)
                .put(rows, BillingTables.of(id.kind()).table(), "id");
    }

    @Override
    public void edit(BillingId id, Changes<BillingDetails> changes, Instant at, Revision revision) {
        update(
                id,
                changed(at, revision)
                        .change("name", changes.get(BillingDetails.NAME), name -> name)
                        .change("name_key", changes.get(BillingDetails.NAME), name -> NameKey.of(name)
                                .value())
                        .change("notes", changes.get(BillingDetails.NOTES), Texts::orNull)
                        .change("archived", changes.get(BillingDetails.ARCHIVED), archived -> archived));
    }

    @Override
    public void delete(BillingId id, Instant at, Revision revision) {
        update(id, changed(at, revision).set("deleted_at", Times.of(at)));
    }

    @Override
    public void restore(BillingId id, Instant at, Revision revision) {
        update(id, changed(at, revision).set("deleted_at", null));
    }

    private static Columns changed(Instant at, Revision revision) {
        return new Columns().set("updated_at", Times.of(at)).revision(revision);
    }

    private void update(BillingId id, Columns columns) {
        BillingTables tables = BillingTables.of(id.kind());
        columns.updateAndKeep(rows, tables.table(), tables.versions(), id.value());
    }
}
