package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.Marks;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said about a task. Its times are numbers, other than the documentation shows; docs/ticktick.md, section 5.
 */
public record Comments(SandboxDatabase database, TaskRows tasks, Account account, Clock clock) {

    /** Oldest first; none for a task that is not there. */
    public String of(String projectId, String task) {
        return TaskReads.list(has(projectId, task) ? bodies(task) : List.of());
    }

    private List<String> bodies(String task) {
        return database.jdbc()
                .sql("select body from sandbox.task_comment where task_id = ? order by place")
                .param(task)
                .query(String.class)
                .list();
    }

    public ObjectNode create(String projectId, String task, Given body) {
        String title = body.text("title").orElse("");
        if (title.isBlank()) throw Refusal.invalid("A title is required");
        return database.change(() -> {
            if (!has(projectId, task)) throw Refusal.invalid("Unknown task");
            long now = clock.millis();
            ObjectNode comment = Json.object();
            comment.put("id", Marks.id(clock.instant()));
            comment.put("userId", account.userId());
            comment.put("title", title);
            comment.put("createdTime", now);
            comment.put("modifiedTime", now);
            database.jdbc()
                    .sql("insert into sandbox.task_comment (id, task_id, body) values (?, ?, ?)")
                    .params(comment.path("id").stringValue(), task, comment.toString())
                    .update();
            return comment;
        });
    }

    public void delete(String projectId, String task, String id) {
        database.change(() -> has(projectId, task)
                && database.jdbc()
                                .sql("delete from sandbox.task_comment where id = ? and task_id = ?")
                                .params(id, task)
                                .update()
                        > 0);
    }

    private boolean has(String projectId, String task) {
        return tasks.find(task)
                .filter(found -> found.projectId().equals(account.project(projectId)))
                .isPresent();
    }
}
