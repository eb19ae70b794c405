package dev.devledger.adapters.postgres.access;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.signin.AppStore.OAuthApp;
import dev.devledger.application.signin.GrantStore;
import dev.devledger.application.signin.GrantStore.Grant;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each step is one statement that says what has to be there before it, so of two at once one finds it done. */
public final class PostgresGrantStore implements GrantStore {
    private final JdbcClient jdbc;

    public PostgresGrantStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

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
        return jdbc.sql("""
            update oauth_grant
            set state_hash = null, scopes = :scopes, code_hash = :hash, code_issued_at = :issued, ends_at = :end
            where id = :id and state_hash is not null
            """)
                        .param("id", id)
                        .param("scopes", scopes.toArray(String[]::new))
                        .param("hash", code.hash())
                        .param("issued", Times.of(code.issued()))
                        .param("end", Times.of(code.end()))
                        .update()
                > 0;
    }

    @Override
    public Optional<Found> byCode(String hash) {
        return one(
                "given.code_hash = :value",
                hash,
                null,
                row -> new Found(
                        OAuthRows.grant(row),
                        secret(row, "code_hash", "code_issued_at"),
                        row.getBoolean("code_used"),
                        null));
    }

    @Override
    public boolean redeem(UUID id, String codeHash, String family, Secret refresh) {
        return jdbc.sql("""
            update oauth_grant
            set code_used = true, family_hash = :family, refresh_hash = :hash, refresh_issued_at = :issued,
              ends_at = :end
            where id = :id and code_hash = :code and not code_used
            """)
                        .param("id", id)
                        .param("code", codeHash)
                        .param("family", family)
                        .param("hash", refresh.hash())
                        .param("issued", Times.of(refresh.issued()))
                        .param("end", Times.of(refresh.end()))
                        .update()
                > 0;
    }

    @Override
    public Optional<Found> byFamily(String hash) {
        return one(
                "given.family_hash = :value",
                hash,
                null,
                row -> new Found(
                        OAuthRows.grant(row),
                        secret(row, "refresh_hash", "refresh_issued_at"),
                        false,
                        row.getString("before_hash")));
    }

    @Override
    public boolean renew(UUID id, String refreshHash, Secret refresh) {
        return jdbc.sql("""
            update oauth_grant set before_hash = refresh_hash, refresh_hash = :hash, refresh_issued_at = :issued, ends_at = :end
            where id = :id and refresh_hash = :before
            """)
                        .param("id", id)
                        .param("before", refreshHash)
                        .param("hash", refresh.hash())
                        .param("issued", Times.of(refresh.issued()))
                        .param("end", Times.of(refresh.end()))
                        .update()
                > 0;
    }

    @Override
    public Optional<Grant> open(UUID id, Instant now) {
        return one(
                "given.id = :value and given.family_hash is not null and given.ends_at > :now",
                id,
                now,
                OAuthRows::grant);
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> one(String condition, Object value, @Nullable Instant now, Row<T> read) {
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

    /** Apps and what they ask for, as rows. */
    static final class OAuthRows {
        private OAuthRows() {}

        static OAuthApp app(ResultSet row, String id) throws SQLException {
            String actor = row.getString("actor");
            return new OAuthApp(
                    row.getObject(id, UUID.class),
                    row.getString("name"),
                    texts(row, "redirects"),
                    Times.get(row, "registered_at"),
                    actor == null
                            ? null
                            : new OAuthApp.Confirmed(
                                    actor, Times.get(row, "confirmed_at"), Times.find(row, "last_used_at")));
        }

        /** With its app's columns beside its own. */
        static Grant grant(ResultSet row) throws SQLException {
            return new Grant(
                    row.getObject("grant_id", UUID.class),
                    app(row, "app_id"),
                    new Grant.Wish(
                            row.getString("redirect"),
                            row.getString("state"),
                            row.getString("challenge"),
                            row.getString("resource"),
                            texts(row, "requested_scopes"),
                            Times.get(row, "asked_at")),
                    texts(row, "scopes"));
        }

        static List<String> texts(ResultSet row, String column) throws SQLException {
            Array array = row.getArray(column);
            return array == null ? List.of() : List.of((String[]) array.getArray());
        }
    }
}
