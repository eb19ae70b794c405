package dev.devledger.adapters.postgres.access;

import dev.devledger.adapters.postgres.access.PostgresGrantStore.PostgresAppStore;
import dev.devledger.adapters.postgres.sql.Pages.Listing;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessTokenStore;
import dev.devledger.application.access.AccessTokenStore.IssuedToken;
import dev.devledger.application.access.AccessTokenStore.TokenUse;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.project.Project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each write has a transaction of its own: a token shown to the user must not vanish with a request that is rolled
 * back.
 */
public final class PostgresAccessTokenStore implements AccessTokenStore {
    private static final String COLUMNS =
            "id, name, scopes, project_id, project_key, created_at, expires_at, last_used_at, last_used_channel, last_used_client";
    private static final String LIST = "access tokens";
    private static final Listing<IssuedToken> NEWEST_FIRST = new Listing<>(
            COLUMNS,
            "access_token",
            new Order("created_at", "timestamptz", true, "id", "uuid"),
            PostgresAccessTokenStore::token);

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;

    public PostgresAccessTokenStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public boolean add(IssuedToken token, String hash) {
        if (new PostgresAppStore(jdbc).isNamed(token.name())) {
            return false;
        }
        try {
            apart.executeWithoutResult(transaction -> {
                jdbc.sql("""
                                update access_token set revoked_at = expires_at
                                where lower(name) = lower(:name) and revoked_at is null and expires_at <= :now
                                """)
                        .param("name", token.name())
                        .param("now", Times.of(token.createdAt()))
                        .update();
                insert(token, hash);
            });
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    private void insert(IssuedToken token, String hash) {
        ProjectId project = token.access().project();
        jdbc.sql("""
                        insert into access_token
                          (id, name, secret_hash, scopes, project_id, project_key, created_at, expires_at)
                        values (:id, :name, :hash, :scopes, :project, :projectKey, :createdAt, :expiresAt)
                        """)
                .param("id", token.id())
                .param("name", token.name())
                .param("hash", hash)
                .param(
                        "scopes",
                        token.access().scopes().stream().map(Scope::word).toArray(String[]::new))
                .param("project", project == null ? null : project.value())
                .param("projectKey", token.projectKey())
                .param("createdAt", Times.of(token.createdAt()))
                .param("expiresAt", Times.of(token.expiresAt()))
                .update();
    }

    @Override
    public Page<IssuedToken> list(PageRequest page) {
        return NEWEST_FIRST.page(jdbc, new Where().always("revoked_at is null"), page, LIST);
    }

    @Override
    public Optional<IssuedToken> find(UUID id) {
        return one("id = :value and revoked_at is null", id);
    }

    @Override
    public List<String> names() {
        return jdbc.sql("""
                        select name from access_token where revoked_at is null
                        union all
                        select actor from oauth_app where actor is not null
                        """).query(String.class).list();
    }

    @Override
    public Optional<StoredToken> ofHash(String hash) {
        return jdbc.sql("select %s, revoked_at from access_token where secret_hash = :hash".formatted(COLUMNS))
                .param("hash", hash)
                .query((row, number) -> new StoredToken(token(row, number), row.getObject("revoked_at") != null))
                .optional();
    }

    private Optional<IssuedToken> one(String condition, Object value) {
        return jdbc.sql("select %s from access_token where %s".formatted(COLUMNS, condition))
                .param("value", value)
                .query(PostgresAccessTokenStore::token)
                .optional();
    }

    /** Increases the number in the same transaction: a reader of the new number sees the token revoked. */
    @Override
    public Optional<IssuedToken> revoke(UUID id, Instant at) {
        apart.executeWithoutResult(transaction -> {
            int revoked = jdbc.sql("update access_token set revoked_at = :at where id = :id and revoked_at is null")
                    .param("at", Times.of(at))
                    .param("id", id)
                    .update();
            if (revoked > 0) {
                jdbc.sql("""
                                insert into access_token_revocations as known (many) values (1)
                                on conflict (the_one) do update set many = known.many + 1
                                """).update();
            }
        });
        return one("id = :value", id);
    }

    @Override
    public long revocations() {
        return jdbc.sql("select coalesce(max(many), 0) from access_token_revocations")
                .query(Long.class)
                .single();
    }

    @Override
    public void used(UUID id, TokenUse use) {
        jdbc.sql("""
                        update access_token
                        set last_used_at = :at, last_used_channel = :channel, last_used_client = :client
                        where id = :id and (last_used_at is null or last_used_at <= :at - interval '1 minute')
                        """)
                .param("id", id)
                .param("at", Times.of(use.at()))
                .param("channel", use.channel())
                .param("client", use.client())
                .update();
    }

    private static IssuedToken token(ResultSet row, int number) throws SQLException {
        UUID project = row.getObject("project_id", UUID.class);
        return new IssuedToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new Access.ScopedAccess(scopes(row), project == null ? null : new ProjectId(project)),
                row.getString("project_key"),
                Times.get(row, "created_at"),
                Times.find(row, "expires_at"),
                use(row));
    }

    private static @Nullable TokenUse use(ResultSet row) throws SQLException {
        Instant at = Times.find(row, "last_used_at");
        return at == null
                ? null
                : new TokenUse(at, row.getString("last_used_channel"), row.getString("last_used_client"));
    }

    private static List<Scope> scopes(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("scopes").getArray())
                .map(Scope::new)
                .toList();
    }
}
