package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.directory.BillingQueries;
import dev.devledger.application.directory.BillingQueries.BillingView;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.directory.BillingItem.BillingDetails;
import dev.devledger.domain.directory.BillingItem.BillingKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

public final class PostgresBillingQueries implements BillingQueries {

    private static final FieldColumns<BillingDetails> FIELDS = new FieldColumns<>(BillingDetails.KIND, List.of());

    private static final Order BY_KEY = new Order("key_number", "bigint", false, "key_number", "bigint");

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

    private AsOfRows source(BillingKind kind) {
        AsOfRows today = AsOfRows.of(kind);
        return asOf == null ? today : today.at(asOf);
    }

    @Override
    public Optional<BillingView> find(BillingKind kind, String idOrKey) {
        AsOfRows source = source(kind);
        return IdOrKey.of(kind, idOrKey).flatMap(ref -> jdbc.sql(source.select("e." + ref.column() + " = :ref"))
                .param("ref", ref.value())
                .params(source.parameters())
                .query(PostgresBillingQueries::view)
                .optional());
    }

    @Override
    public Page<BillingView> list(BillingKind kind, DirectoryFilter filter, PageRequest page) {
        AsOfRows source = source(kind);
        String list = kind.word() + " " + source.asOf() + filter;
        Where where = new Where()
                .always(filter.deleted() ? "deleted_at is not null" : "deleted_at is null")
                .and("archived = :archived", "archived", filter.archived())
                .containing("(name ilike %1$s or notes ilike %1$s)", filter.texts())
                .after(Cursor.read(page.cursor(), list), BY_KEY);
        where.parameters().putAll(source.parameters());
        return Pages.read(
                jdbc, source.page(where, BY_KEY, Set.of(), false), where, page, list, PostgresBillingQueries::view);
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
