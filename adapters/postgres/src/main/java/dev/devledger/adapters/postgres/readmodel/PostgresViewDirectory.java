package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.row.RowTable;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.directory.SavedViews.ViewDirectory;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.RowKind;
import dev.devledger.domain.directory.SavedView;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.directory.SavedView.ViewKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds and locks saved views. They are few and written rarely, so one lock for all of them is enough. */
public final class PostgresViewDirectory implements ViewDirectory {
    private static final FieldColumns<ViewDetails> FIELDS =
            new FieldColumns<>(ViewDetails.KIND, List.of(ViewDetails.NAME));

    private final JdbcClient jdbc;
    private final TransactionBound<WriteTicket> pass;

    public PostgresViewDirectory(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.pass = WriteTicket.of(database);
    }

    /** Returns the projection that fills {@code saved_views}. */
    public static Projection rows(DataSource database) {
        return FIELDS.addTo(
                new RowTable<>(
                        database,
                        RowKind.VIEWS,
                        "saved_views",
                        "saved_view_versions",
                        row -> new SavedView.Present(FIELDS.read(row), row.getLong("version")),
                        SavedView.Deleted::new,
                        ViewKey::new),
                view -> view.last().details());
    }

    @Override
    public void lock() {
        WriteTicket.enterIfTaken(pass);
        SessionLock.await(jdbc, "devledger views");
    }

    @Override
    public Optional<StoredView> find(String idOrKey) {
        return IdOrKey.ofView(idOrKey)
                .flatMap(ref -> jdbc.sql("select * from saved_views where " + ref.column() + " = :value")
                        .param("value", ref.value())
                        .query(PostgresViewDirectory::view)
                        .optional());
    }

    @Override
    public List<StoredView> all() {
        return jdbc.sql("select * from saved_views where deleted_at is null order by lower(name), key_number")
                .query(PostgresViewDirectory::view)
                .list();
    }

    @Override
    public ViewKey nextKey() {
        return new ViewKey(
                jdbc.sql("select nextval('view_key')").query(Long.class).single());
    }

    private static StoredView view(ResultSet row, int number) throws SQLException {
        return new StoredView(
                row.getObject("id", UUID.class),
                row.getString("key"),
                FIELDS.read(row),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"),
                Times.find(row, "deleted_at"),
                row.getLong("version"));
    }
}
