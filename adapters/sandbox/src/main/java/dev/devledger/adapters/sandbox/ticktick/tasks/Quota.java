package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much the account may hold. Without a test's word, everything; docs/ticktick.md, section 10. */
public record Quota(SandboxDatabase database, Circumstances circumstances) {

    boolean hasRoomForAList() {
        Long most = circumstances.now().maxLists();
        return most == null || count("select count(*) from sandbox.project where not deleted", null) < most;
    }

    /** Subtasks count as tasks. */
    boolean hasRoomForATask(String projectId) {
        Long most = circumstances.now().maxOpenTasks();
        return most == null
                || count(
                                "select count(*) from sandbox.task where project_id = ? and status = 0 and not deleted",
                                projectId)
                        < most;
    }

    private long count(String sql, @Nullable String parameter) {
        JdbcClient.StatementSpec query = database.jdbc().sql(sql);
        return (parameter == null ? query : query.param(parameter))
                .query(Long.class)
                .single();
    }
}
