package dev.devledger.adapters.sandbox.ticktick.tasks;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.ticktick.common.Account;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.Marks;
import dev.devledger.adapters.sandbox.ticktick.common.Names;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Columns of a board, sections of a list. There is no way to delete one but with its list. */
public record Columns(SandboxDatabase database, ProjectRows projects, TaskRows tasks, Account account, Clock clock) {
    private static final long BELOW = 1L << 40;

    /** Empty for an unknown list. */
    public Optional<String> of(String idOrAlias) {
        String project = account.project(idOrAlias);
        return isList(project) ? Optional.of(bodies(project)) : Optional.empty();
    }

    private String bodies(String project) {
        return TaskReads.list(database.jdbc()
                .sql("select body from sandbox.board_column where project_id = ? order by sort_order, id")
                .param(project)
                .query(String.class)
                .list());
    }

    public ObjectNode create(String idOrAlias, Given body) {
        String project = account.project(idOrAlias);
        String name = named(body).orElseThrow(() -> Refusal.invalid("A name is required"));
        return database.change(() -> {
            if (!isList(project)) throw Refusal.invalid("Unknown project");
            long last = database.jdbc()
                    .sql("select coalesce(max(sort_order), 0) from sandbox.board_column where project_id = ?")
                    .param(project)
                    .query(Long.class)
                    .single();
            ObjectNode column = Json.object();
            column.put("id", Marks.id(clock.instant()));
            column.put("projectId", project);
            column.put("name", name);
            column.put("sortOrder", last + BELOW);
            return saved(column);
        });
    }

    /** Empty where TickTick answers nothing: there is no such column in that list. */
    public Optional<ObjectNode> update(String idOrAlias, String id, Given body) {
        String project = account.project(idOrAlias);
        Optional<String> name = named(body);
        return database.change(() -> database.jdbc()
                .sql("select body from sandbox.board_column where id = ? and project_id = ?")
                .params(id, project)
                .query(String.class)
                .optional()
                .map(Json::stored)
                .map(column -> {
                    name.ifPresent(text -> column.put("name", text));
                    name.ifPresent(text -> tasks.nameColumn(id, project, text));
                    return saved(column);
                }));
    }

    private static Optional<String> named(Given body) {
        return body.text("name").filter(name -> !name.isBlank()).map(Names::cut);
    }

    private ObjectNode saved(ObjectNode column) {
        database.jdbc()
                .sql("""
                    insert into sandbox.board_column (id, project_id, sort_order, body)
                    values (:id, :project, :sortOrder, :body)
                    on conflict (id) do update set body = excluded.body
                    """)
                .param("id", column.path("id").stringValue())
                .param("project", column.path("projectId").stringValue())
                .param("sortOrder", column.path("sortOrder").longValue())
                .param("body", column.toString())
                .update();
        return column;
    }

    private boolean isList(String project) {
        return account.isInbox(project) || projects.exists(project);
    }
}
