package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.directory.BillingItems.BillingQueries;
import dev.devledger.application.directory.BillingItems.BillingQueries.BillingView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresBillingQueries implements BillingQueries {

    private static final FieldColumns<BillingDetails> FIELDS = new FieldColumns<>(BillingDetails.KIND, List.of());

    private final JdbcClient jdbc;
    private final @Nullable Long asOf;

    public PostgresBillingQueries(JdbcClient jdbc) {
        this(jdbc, null);
    }

    private PostgresBillingQueries(JdbcClient jdbc, @Nullable Long asOf) {
        this.jdbc = jdbc;
        this.asOf = asOf;
    }

    @Override
    public BillingQueries asOf(long position) {
        return new PostgresBillingQueries(jdbc, position);
    }

    private DirectoryRows<BillingView> items(BillingKind kind) {
        AsOfRows today = AsOfRows.of(kind);
        AsOfRows source = asOf == null ? today : today.at(asOf);
        return new DirectoryRows<>(jdbc, source, kind.word(), "notes", PostgresBillingQueries::view);
    }

    @Override
    public Optional<BillingView> find(BillingKind kind, String idOrKey) {
        return IdOrKey.of(kind, idOrKey).flatMap(items(kind)::find);
    }

    @Override
    public Page<BillingView> list(BillingKind kind, DirectoryFilter filter, PageRequest page) {
        return items(kind).list(filter, page);
    }

    /** Customers and services have no links yet. */
    private static BillingView view(ResultSet row, int number) throws SQLException {
        return new BillingView(
                row.getObject("id", UUID.class),
                row.getString("key"),
                FIELDS.read(row),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "deleted_at"),
                row.getLong("version"),
                List.of());
    }
}
