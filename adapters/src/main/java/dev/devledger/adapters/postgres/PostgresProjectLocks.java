package dev.devledger.adapters.postgres;

import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.project.ProjectKey;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The locks are those of the project's row, so they end with the transaction. */
final class PostgresProjectLocks implements ProjectLocks {

    private final JdbcClient jdbc;

    PostgresProjectLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Locked> find(String idOrKey) {
        return select(idOrKey, "");
    }

    @Override
    public Optional<Locked> share(String idOrKey) {
        return select(idOrKey, "for share");
    }

    @Override
    public Optional<Locked> own(String idOrKey) {
        return select(idOrKey, "for no key update");
    }

    @Override
    public ProjectKey nextKey() {
        return new ProjectKey(
                jdbc.sql("select nextval('project_key')").query(Long.class).single());
    }

    private Optional<Locked> select(String idOrKey, String lock) {
        return IdOrKey.ofProject(idOrKey).flatMap(ref -> jdbc.sql(
                        "select id, deleted_at is not null as deleted from dev_projects where %s = :ref %s"
                                .formatted(ref.column(), lock))
                .param("ref", ref.value())
                .query((row, number) ->
                        new Locked(new ProjectId(row.getObject("id", UUID.class)), row.getBoolean("deleted")))
                .optional());
    }
}
