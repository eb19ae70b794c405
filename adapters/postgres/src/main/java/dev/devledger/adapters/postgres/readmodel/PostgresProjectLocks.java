package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.IdOrKey.Names;
import dev.devledger.adapters.postgres.sql.SessionLock;
import dev.devledger.adapters.postgres.sql.TransactionBound;
import dev.devledger.adapters.postgres.write.SharedProjects;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.adapters.postgres.write.WriteTicket;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.ledger.Ledger.WriteGate.NeedsOwnTransaction;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.shared.NormalizedName;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Locks projects by their rows, so that the locks end with the transaction. */
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
    public Map<String, Locked> findAll(Collection<String> idsOrKeys) {
        Names names = Names.of(idsOrKeys, IdOrKey::ofProject);
        WriteTicket.enterIfTaken(pass);
        Map<Object, Locked> there = new HashMap<>();
        jdbc.sql("""
                        select id, key_number, deleted_at is not null as deleted from dev_projects
                        where id = any(:ids) or key_number = any(:numbers)
                        """)
                .param("ids", names.ids())
                .param("numbers", names.numbers())
                .query((ResultSet row) -> {
                    Locked locked = SharedProjects.locked(row);
                    there.put(locked.project().value(), locked);
                    there.put(row.getLong("key_number"), locked);
                });
        return names.in(there);
    }

    @Override
    public Optional<Locked> lockShared(String idOrKey) {
        @Nullable WriteTicket taken = pass.find();
        return taken == null || !taken.isShared() ? select(idOrKey, "for share") : shareSoon(idOrKey, taken);
    }

    @Override
    public Optional<Locked> lockExclusively(String idOrKey) {
        WriteTicket.requireOwnTransaction(pass);
        return select(idOrKey, "for no key update");
    }

    /** Locks the projects in the order of their ids, which Java and PostgreSQL sort alike. */
    @Override
    public List<Locked> ownAll(Collection<ProjectId> projects) {
        WriteTicket.requireOwnTransaction(pass);
        WriteTicket.enterIfTaken(pass);
        return jdbc.sql("""
                        select id, deleted_at is not null as deleted from dev_projects
                        where id = any(:ids) order by id for no key update
                        """)
                .param("ids", projects.stream().map(ProjectId::value).toArray(UUID[]::new))
                .query((row, number) -> SharedProjects.locked(row))
                .list();
    }

    /**
     * Locks once for all writes of a shared transaction, and never waits for a project that another transaction has
     * locked.
     */
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
    public void ownName(NormalizedName name) {
        SessionLock.await(jdbc, "devledger project " + name.value());
    }

    @Override
    public ProjectKey nextKey() {
        return new ProjectKey(projectKeys.next(() ->
                jdbc.sql("select nextval('project_key')").query(Long.class).single()));
    }

    private Optional<Locked> select(String idOrKey, String lock) {
        WriteTicket.enterIfTaken(pass);
        return IdOrKey.ofProject(idOrKey).flatMap(ref -> jdbc.sql(
                        "select id, deleted_at is not null as deleted from dev_projects where %s = :ref %s"
                                .formatted(ref.column(), lock))
                .param("ref", ref.value())
                .query((row, number) -> SharedProjects.locked(row))
                .optional());
    }
}
