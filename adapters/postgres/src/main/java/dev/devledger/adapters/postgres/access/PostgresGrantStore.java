package dev.devledger.adapters.postgres.access;

import dev.devledger.adapters.postgres.sql.Pages.Listing;
import dev.devledger.adapters.postgres.sql.RowMap;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.Grants.GrantStore;
import dev.devledger.application.signin.Grants.GrantStore.Grant;
import dev.devledger.application.signin.OAuthApps.AppStore;
import dev.devledger.application.signin.OAuthApps.AppStore.AppView;
import dev.devledger.application.signin.OAuthApps.AppStore.OAuthApp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Makes each step with one statement that has its precondition: of two concurrent calls, the second finds the step
 * done.
 */
public record PostgresGrantStore(JdbcClient jdbc) implements GrantStore {
    @Override
    public void ask(Grant grant, String stateHash, Instant end, Instant now) {
        jdbc.sql("delete from oauth_grant where ends_at <= :now")
                .param("now", Times.of(now))
                .update();
        jdbc.sql("""
            insert into oauth_grant
              (id, app_id, redirect, state, challenge, resource, requested_scopes, asked_at, ends_at, state_hash)
            values
              (:id, :app, :redirect, :state, :challenge, :resource, :scopes, :askedAt, :end, :stateHash)
            """)
                .param("id", grant.id())
                .param("app", grant.app().id())
                .param("redirect", grant.wish().redirect())
                .param("state", grant.wish().state())
                .param("challenge", grant.wish().challenge())
                .param("resource", grant.wish().resource())
                .param("scopes", grant.wish().scopes().toArray(String[]::new))
                .param("askedAt", Times.of(grant.wish().at()))
                .param("end", Times.of(end))
                .param("stateHash", stateHash)
                .update();
    }

    @Override
    public Optional<Grant> asked(String stateHash, Instant now) {
        return one("given.state_hash = :value and given.ends_at > :now", stateHash, now, OAuthRows::grant);
    }

    @Override
    public boolean confirm(UUID id, List<String> scopes, Secret code) {
        return with(id, code, """
            update oauth_grant
            set state_hash = null, scopes = :scopes, code_hash = :hash, code_issued_at = :issued, ends_at = :end
            where id = :id and state_hash is not null
            """)
                        .param("scopes", scopes.toArray(String[]::new))
                        .update()
                > 0;
    }

    @Override
    public Optional<GrantMatch> byCode(String hash) {
        return one(
                "given.code_hash = :value",
                hash,
                null,
                row -> new GrantMatch(
                        OAuthRows.grant(row),
                        secret(row, "code_hash", "code_issued_at"),
                        row.getBoolean("code_used"),
                        null));
    }

    @Override
    public boolean redeem(UUID id, String codeHash, String family, Secret refresh) {
        return with(id, refresh, """
            update oauth_grant
            set code_used = true, family_hash = :family, refresh_hash = :hash, refresh_issued_at = :issued,
              ends_at = :end
            where id = :id and code_hash = :code and not code_used
            """)
                        .param("code", codeHash)
                        .param("family", family)
                        .update()
                > 0;
    }

    @Override
    public Optional<GrantMatch> byFamily(String hash) {
        return one(
                "given.family_hash = :value",
                hash,
                null,
                row -> new GrantMatch(
                        OAuthRows.grant(row),
                        secret(row, "refresh_hash", "refresh_issued_at"),
                        false,
                        row.getString("before_hash")));
    }

    @Override
    public boolean renew(UUID id, String refreshHash, Secret refresh) {
        return with(id, refresh, """
            update oauth_grant set before_hash = refresh_hash, refresh_hash = :hash, refresh_issued_at = :issued, ends_at = :end
            where id = :id and refresh_hash = :before
            """).param("before", refreshHash).update() > 0;
    }

    /** Binds the secret as {@code :hash}, {@code :issued} and {@code :end}. */
    private StatementSpec with(UUID id, Secret secret, String sql) {
        return jdbc.sql(sql)
                .param("id", id)
                .param("hash", secret.hash())
                .param("issued", Times.of(secret.issued()))
                .param("end", Times.of(secret.end()));
    }

    @Override
    public Optional<Grant> open(UUID id, Instant now) {
        return one(
                "given.id = :value and given.family_hash is not null and given.ends_at > :now",
                id,
                now,
                OAuthRows::grant);
    }

    private <T> Optional<T> one(String condition, Object value, @Nullable Instant now, RowMap.Value<T> read) {
        return jdbc.sql("""
            select given.id as grant_id, given.*, app.name, app.redirects, app.registered_at, app.actor,
              app.confirmed_at, app.last_used_at
            from oauth_grant given join oauth_app app on app.id = given.app_id
            where %s\
            """.formatted(condition))
                .param("value", value)
                .param("now", Times.of(now))
                .query((row, number) -> read.of(row))
                .optional();
    }

    @Override
    public void end(UUID id) {
        jdbc.sql("delete from oauth_grant where id = :id").param("id", id).update();
    }

    private static Secret secret(ResultSet row, String hash, String issued) throws SQLException {
        return new Secret(row.getString(hash), Times.get(row, issued), Times.get(row, "ends_at"));
    }

    /** The rows of apps and of their requests. */
    static final class OAuthRows {
        private OAuthRows() {}

        static OAuthApp app(ResultSet row, String id) throws SQLException {
            String actor = row.getString("actor");
            return new OAuthApp(
                    row.getObject(id, UUID.class),
                    row.getString("name"),
                    Texts.all(row, "redirects"),
                    Times.get(row, "registered_at"),
                    actor == null
                            ? null
                            : new OAuthApp.Confirmed(
                                    actor, Times.get(row, "confirmed_at"), Times.find(row, "last_used_at")));
        }

        /** Reads a grant, with its app's columns beside its own. */
        static Grant grant(ResultSet row) throws SQLException {
            return new Grant(
                    row.getObject("grant_id", UUID.class),
                    app(row, "app_id"),
                    new Grant.AuthorizationRequest(
                            row.getString("redirect"),
                            row.getString("state"),
                            row.getString("challenge"),
                            row.getString("resource"),
                            Texts.all(row, "requested_scopes"),
                            Times.get(row, "asked_at")),
                    Texts.all(row, "scopes"));
        }
    }

    /** Each statement is a transaction of its own: no statement is part of a request's changes of the ledger. */
    public record PostgresAppStore(JdbcClient jdbc) implements AppStore {
        private static final String LIST = "apps";

        private static final String VIEW = """
        id, name, actor, redirects, registered_at, confirmed_at, last_used_at, reused_at,
        array(
          select distinct unnest(given.scopes) from oauth_grant given
          where given.app_id = oauth_app.id and given.family_hash is not null and given.ends_at > now()
          order by 1) as scopes\
        """;

        private static final Listing<AppView> NEWEST_FIRST = new Listing<>(
                VIEW,
                "oauth_app",
                new Order("confirmed_at", "timestamptz", true, "id", "uuid"),
                PostgresAppStore::view);

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
            return NEWEST_FIRST.page(jdbc, new Where().always("confirmed_at is not null"), page, LIST);
        }

        @Override
        public boolean confirm(UUID id, String actor, Instant at) {
            try {
                jdbc.sql(
                                "update oauth_app set actor = :actor, confirmed_at = :at where id = :id and confirmed_at is null")
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

        /** Reads the app's permissions before its row is deleted. */
        @Override
        public Optional<AppView> remove(UUID id) {
            Optional<AppView> before = jdbc.sql(
                            "select %s from oauth_app where id = :id and confirmed_at is not null".formatted(VIEW))
                    .param("id", id)
                    .query(PostgresAppStore::view)
                    .optional();
            before.ifPresent(gone -> jdbc.sql("delete from oauth_app where id = :id")
                    .param("id", id)
                    .update());
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
                    Texts.all(row, "scopes"),
                    Texts.all(row, "redirects"),
                    Times.get(row, "registered_at"),
                    Times.get(row, "confirmed_at"),
                    Times.find(row, "last_used_at"),
                    Times.find(row, "reused_at"));
        }
    }
}
