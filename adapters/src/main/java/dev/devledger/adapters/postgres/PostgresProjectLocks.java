package dev.devledger.adapters.postgres;

import dev.devledger.application.command.NotTogether;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.domain.project.ProjectKey;
import dev.devledger.domain.shared.NameKey;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The locks are those of the project's row, so they end with the transaction. */
final class PostgresProjectLocks implements ProjectLocks {

    private final JdbcClient jdbc;
    private final TransactionBound<GatePass> pass;
    private final SpareKeys taskKeys;
    private final SpareKeys projectKeys;

    PostgresProjectLocks(DataSource dataSource, SpareKeys taskKeys, SpareKeys projectKeys) {
        this.taskKeys = taskKeys;
        this.projectKeys = projectKeys;
        this.jdbc = JdbcClient.create(dataSource);
        this.pass = GatePass.of(dataSource);
    }

    @Override
    public Optional<Locked> find(String idOrKey) {
        return select(idOrKey, "");
    }

    @Override
    public Optional<Locked> share(String idOrKey) {
        @Nullable GatePass taken = pass.find();
        return taken == null || !taken.isShared() ? select(idOrKey, "for share") : shareSoon(idOrKey, taken);
    }

    @Override
    public Optional<Locked> own(String idOrKey) {
        @Nullable GatePass taken = pass.find();
        if (taken != null && taken.isShared()) {
            throw new NotTogether();
        }
        return select(idOrKey, "for no key update");
    }

    /** Once for all writes of a transaction, none of which waits for somebody who owns one. */
    private Optional<Locked> shareSoon(String idOrKey, GatePass taken) {
        Map<Object, Locked> held = taken.held();
        if (held.isEmpty()) {
            Homes.share(taken, taskKeys);
        }
        @Nullable
        Locked shared =
                IdOrKey.ofProject(idOrKey).map(IdOrKey::value).map(held::get).orElse(null);
        if (shared == null && select(idOrKey, "").isPresent()) {
            throw new NotTogether();
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
        @Nullable GatePass taken = pass.find();
        if (taken != null) {
            taken.enter();
        }
        return IdOrKey.ofProject(idOrKey).flatMap(ref -> jdbc.sql(
                        "select id, deleted_at is not null as deleted from dev_projects where %s = :ref %s"
                                .formatted(ref.column(), lock))
                .param("ref", ref.value())
                .query((row, number) -> Homes.locked(row))
                .optional());
    }
}
