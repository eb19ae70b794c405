package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.SharedProjects;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.ledger.NeedsOwnTransaction;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.shared.NameKey;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The locks are those of the project's row, so they end with the transaction. */
public final class PostgresProjectLocks implements ProjectLocks {

    private final JdbcClient jdbc;
    private final TransactionBound<WriteTicket> pass;
    private final SpareKeys taskKeys;
    private final SpareKeys projectKeys;

    public PostgresProjectLocks(DataSource dataSource, SpareKeys taskKeys, SpareKeys projectKeys) {
        this.taskKeys = taskKeys;
        this.projectKeys = projectKeys;
        this.jdbc = JdbcClient.create(dataSource);
        this.pass = WriteTicket.of(dataSource);
    }

    @Override
    public Optional<Locked> find(String idOrKey) {
        return select(idOrKey, "");
    }

    @Override
    public Optional<Locked> share(String idOrKey) {
        @Nullable WriteTicket taken = pass.find();
        return taken == null || !taken.isShared() ? select(idOrKey, "for share") : shareSoon(idOrKey, taken);
    }

    @Override
    public Optional<Locked> own(String idOrKey) {
        @Nullable WriteTicket taken = pass.find();
        if (taken != null && taken.isShared()) {
            throw new NeedsOwnTransaction();
        }
        return select(idOrKey, "for no key update");
    }

    /** Once for all writes of a transaction, none of which waits for somebody who owns one. */
    private Optional<Locked> shareSoon(String idOrKey, WriteTicket taken) {
        Map<Object, Locked> held = taken.held();
        if (held.isEmpty()) {
            SharedProjects.share(taken, taskKeys);
        }
        @Nullable
        Locked shared =
                IdOrKey.ofProject(idOrKey).map(IdOrKey::value).map(held::get).orElse(null);
        if (shared == null && select(idOrKey, "").isPresent()) {
            throw new NeedsOwnTransaction();
        }
        return Optional.ofNullable(shared);
    }

    @Override
    public void ownName(NameKey name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('devledger project ' || :name, 0))")
                .param("name", name.value())
                .query(Object.class)
                .optional();
    }

    @Override
    public ProjectKey nextKey() {
        return new ProjectKey(projectKeys.next(() ->
                jdbc.sql("select nextval('project_key')").query(Long.class).single()));
    }

    private Optional<Locked> select(String idOrKey, String lock) {
        @Nullable WriteTicket taken = pass.find();
        if (taken != null) {
            taken.enter();
        }
        return IdOrKey.ofProject(idOrKey).flatMap(ref -> jdbc.sql(
                        "select id, deleted_at is not null as deleted from dev_projects where %s = :ref %s"
                                .formatted(ref.column(), lock))
                .param("ref", ref.value())
                .query((row, number) -> SharedProjects.locked(row))
                .optional());
    }
}
