package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.SandboxTable;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues;
import dev.devledger.adapters.sandbox.ticktick.common.GeneratedValues.Names;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.ticktick.tasks.Projects.ProjectRows;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Tags that were created by a call. A tag that only tasks have is not one of them; docs/ticktick.md, section 5. */
public record Tags(SandboxTable<String> rows) {
    private static final long BELOW = 1L << 40;
    private static final int PERSONAL = 1;

    public Tags(SandboxDatabase database) {
        this(ProjectRows.bodies(database, "tag"));
    }

    public String all() {
        return TaskReads.list(rows.where("true order by sort_order, name"));
    }

    /** Creates a tag. An existing tag is not changed, as tags cannot be updated. */
    public ObjectNode create(RequestFields body) {
        String name = Names.fitting(body.text("name").orElse(""));
        String label = Names.fitting(body.text("label").orElse(""));
        if (!name.equals(label.toLowerCase(Locale.ROOT)))
            throw Refusal.invalid("The name is not the label in lower case");
        return rows.database()
                .change(() -> rows.one("name = ?", name).map(Json::stored).orElseGet(() -> made(name, label)));
    }

    private ObjectNode made(String name, String label) {
        long order = rows.number("max(sort_order)", "true") + BELOW;
        ObjectNode tag = Json.object().put("name", name).put("label", label);
        tag.put("sortOrder", order).put("type", PERSONAL);
        rows.insert("name, sort_order, body", name, order, tag.toString());
        return tag;
    }

    /** Comments on tasks. Their times are numbers, other than in the documentation; docs/ticktick.md, section 5. */
    public record Comments(SandboxTable<String> rows, TaskRows tasks, Account account, Clock clock) {
        public Comments(SandboxDatabase database, TaskRows tasks, Account account, Clock clock) {
            this(ProjectRows.bodies(database, "task_comment"), tasks, account, clock);
        }

        /** Returns the comments, oldest first; none for an unknown task. */
        public String of(String projectId, String task) {
            return TaskReads.list(has(projectId, task) ? rows.where("task_id = ? order by place", task) : List.of());
        }

        public ObjectNode create(String projectId, String task, RequestFields body) {
            String title = body.text("title").orElse("");
            if (title.isBlank()) throw Refusal.invalid("A title is required");
            return rows.database().change(() -> {
                if (!has(projectId, task)) throw Refusal.invalid("Unknown task");
                long now = clock.millis();
                ObjectNode comment = Json.object();
                comment.put("id", GeneratedValues.id(clock.instant()));
                comment.put("userId", account.userId());
                comment.put("title", title);
                comment.put("createdTime", now);
                comment.put("modifiedTime", now);
                rows.insert("id, task_id, body", comment.path("id").stringValue(), task, comment.toString());
                return comment;
            });
        }

        public void delete(String projectId, String task, String id) {
            rows.database().change(() -> has(projectId, task) && rows.delete("id = ? and task_id = ?", id, task) > 0);
        }

        private boolean has(String projectId, String task) {
            return tasks.find(task)
                    .filter(found -> found.projectId().equals(account.project(projectId)))
                    .isPresent();
        }
    }
}
