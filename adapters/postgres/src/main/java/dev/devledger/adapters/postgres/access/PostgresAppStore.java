package dev.devledger.adapters.postgres.access;

import dev.devledger.adapters.postgres.access.PostgresGrantStore.OAuthRows;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.AppStore;
import dev.devledger.application.signin.AppStore.AppView;
import dev.devledger.application.signin.AppStore.OAuthApp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each statement by itself: none of this is part of what a request changes in the ledger. */
public final class PostgresAppStore implements AppStore {
    private static final String LIST = "apps";
    private static final Order NEWEST_FIRST = new Order("confirmed_at", "timestamptz", true, "id", "uuid");
    private static final String VIEW = """
        id, name, actor, redirects, registered_at, confirmed_at, last_used_at, reused_at,
        array(
          select distinct unnest(given.scopes) from oauth_grant given
          where given.app_id = oauth_app.id and given.family_hash is not null and given.ends_at > now()
          order by 1) as scopes\
        """;

    private final JdbcClient jdbc;

    public PostgresAppStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean add(OAuthApp app, int most, Instant stale) {
        jdbc.sql("delete from oauth_app where confirmed_at is null and registered_at < :stale")
                .param("stale", Times.of(stale))
                .update();
        jdbc.sql("""
            delete from oauth_app where id in (
              select waiting.id from oauth_app waiting
              where waiting.confirmed_at is null and not exists (
                select from oauth_grant given where given.app_id = waiting.id and given.ends_at > :now)
              order by waiting.registered_at, waiting.id
              limit greatest(0, (select count(*) from oauth_app where confirmed_at is null) - :most + 1))
            """)
                .param("now", Times.of(app.registeredAt()))
                .param("most", most)
                .update();
        return jdbc.sql("""
            insert into oauth_app (id, name, redirects, registered_at)
            select :id, :name, :redirects, :registeredAt
            where (select count(*) from oauth_app where confirmed_at is null) < :most
            """)
                        .param("id", app.id())
                        .param("name", app.name())
                        .param("redirects", app.redirects().toArray(String[]::new))
                        .param("registeredAt", Times.of(app.registeredAt()))
                        .param("most", most)
                        .update()
                > 0;
    }

    @Override
    public Optional<OAuthApp> find(UUID id) {
        return jdbc.sql("select * from oauth_app where id = :id")
                .param("id", id)
                .query((row, number) -> OAuthRows.app(row, "id"))
                .optional();
    }

    @Override
    public Page<AppView> list(PageRequest page) {
        Where where =
                new Where().always("confirmed_at is not null").after(Cursor.read(page.cursor(), LIST), NEWEST_FIRST);
        String sql = ("select %s, confirmed_at::text as sort_value, id::text as sort_id from oauth_app where %s"
                        + " order by %s limit :limit")
                .formatted(VIEW, where.sql(), NEWEST_FIRST.sql());
        return Pages.read(jdbc, sql, where, page, LIST, PostgresAppStore::view);
    }

    @Override
    public boolean confirm(UUID id, String actor, Instant at) {
        try {
            jdbc.sql("update oauth_app set actor = :actor, confirmed_at = :at where id = :id and confirmed_at is null")
                    .param("actor", actor)
                    .param("at", Times.of(at))
                    .param("id", id)
                    .update();
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    @Override
    public boolean isNamed(String actor) {
        return jdbc.sql("select exists (select from oauth_app where lower(actor) = lower(:actor))")
                .param("actor", actor)
                .query(Boolean.class)
                .single();
    }

    /** What it may do is read before it is gone. */
    @Override
    public Optional<AppView> remove(UUID id) {
        Optional<AppView> before = jdbc.sql(
                        "select %s from oauth_app where id = :id and confirmed_at is not null".formatted(VIEW))
                .param("id", id)
                .query(PostgresAppStore::view)
                .optional();
        before.ifPresent(gone ->
                jdbc.sql("delete from oauth_app where id = :id").param("id", id).update());
        return before;
    }

    @Override
    public void reused(UUID id, Instant at) {
        jdbc.sql("update oauth_app set reused_at = :at where id = :id")
                .param("id", id)
                .param("at", Times.of(at))
                .update();
    }

    @Override
    public void used(UUID id, Instant at) {
        jdbc.sql("""
            update oauth_app set last_used_at = :at
            where id = :id and (last_used_at is null or last_used_at <= :at - interval '1 minute')
            """).param("id", id).param("at", Times.of(at)).update();
    }

    private static AppView view(ResultSet row, int number) throws SQLException {
        return new AppView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("actor"),
                OAuthRows.texts(row, "scopes"),
                OAuthRows.texts(row, "redirects"),
                Times.get(row, "registered_at"),
                Times.get(row, "confirmed_at"),
                Times.find(row, "last_used_at"),
                Times.find(row, "reused_at"));
    }
}
