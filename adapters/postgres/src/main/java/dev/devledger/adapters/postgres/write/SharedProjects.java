package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.IdOrKey.Names;
import dev.devledger.adapters.postgres.sql.PipelinedQuery;
import dev.devledger.application.entity.ProjectLocks.Locked;
import dev.devledger.domain.project.Project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Locks all projects that the writes of a shared transaction need, in the round trip of the gate. */
public final class SharedProjects {

    private static final String SHARE = """
            select id, key_number, deleted_at is not null as deleted from dev_projects
            where id = any(?) or key_number = any(?) for share skip locked
            """;

    private SharedProjects() {}

    /** Locks without waiting: a project that another transaction has locked is left out. */
    public static void share(WriteTicket pass, SpareKeys keys) {
        Names homes = Names.of(pass.homes(), IdOrKey::ofProject);
        PipelinedQuery<Locked> reading =
                new PipelinedQuery<>(SHARE, List.of(homes.ids(), homes.numbers()), (row, number) -> {
                    Locked locked = locked(row);
                    pass.held().put(locked.project().value(), locked);
                    pass.held().put(row.getLong("key_number"), locked);
                    return locked;
                });
        pass.readForNewTasks(reading, keys);
    }

    public static Locked locked(ResultSet row) throws SQLException {
        return new Locked(new ProjectId(row.getObject("id", UUID.class)), row.getBoolean("deleted"));
    }
}
