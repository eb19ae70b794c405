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
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Folders of lists, which TickTick calls groups. Only the app can put a list into one; the API cannot. */
public record Groups(SandboxTable<String> rows, ProjectRows projects, Clock clock) {
    private static final long BELOW = 1L << 40;

    public Groups(SandboxDatabase database, ProjectRows projects, Clock clock) {
        this(ProjectRows.bodies(database, "project_group"), projects, clock);
    }

    public String all() {
        return TaskReads.list(rows.where("true order by sort_order, id"));
    }

    public ObjectNode create(RequestFields body) {
        String name = Names.fitting(body.text("name").orElse(""));
        return rows.database().change(() -> saved(made(GeneratedValues.id(clock.instant())), name));
    }

    /** Updates a group. For an unknown id TickTick makes a group with that id. */
    public ObjectNode update(String id, RequestFields body) {
        Optional<String> name = body.text("name").map(Names::fitting);
        return rows.database().change(() -> {
            ObjectNode group = rows.one("id = ?", id).map(Json::stored).orElseGet(() -> made(id));
            return saved(group, name.orElse(group.path("name").asString("")));
        });
    }

    /** Deletes a group; its lists stay. */
    public void delete(String id) {
        rows.database().change(() -> {
            projects.ungroup(id);
            return rows.delete("id = ?", id);
        });
    }

    private ObjectNode made(String id) {
        long last = rows.number("max(sort_order)", "true");
        return Json.object().put("id", id).put("sortOrder", last + BELOW).put("showAll", true);
    }

    private ObjectNode saved(ObjectNode group, String name) {
        group.put("name", name);
        long order = group.path("sortOrder").longValue();
        rows.put("id, sort_order, body", group.path("id").stringValue(), order, group.toString());
        return group;
    }

    /** The columns of a board, or sections of a list. A column is deleted only together with its list. */
    public record Columns(
            SandboxTable<String> rows, ProjectRows projects, TaskRows tasks, Account account, Clock clock) {
        private static final long BELOW = 1L << 40;

        public Columns(SandboxDatabase database, ProjectRows projects, TaskRows tasks, Account account, Clock clock) {
            this(ProjectRows.bodies(database, "board_column"), projects, tasks, account, clock);
        }

        /** Returns the columns of a list; empty for an unknown list. */
        public Optional<String> of(String idOrAlias) {
            String project = account.project(idOrAlias);
            if (!isList(project)) return Optional.empty();
            return Optional.of(TaskReads.list(rows.where("project_id = ? order by sort_order, id", project)));
        }

        public ObjectNode create(String idOrAlias, RequestFields body) {
            String project = account.project(idOrAlias);
            String name = named(body).orElseThrow(() -> Refusal.invalid("A name is required"));
            return rows.database().change(() -> {
                if (!isList(project)) throw Refusal.invalid("Unknown project");
                long last = rows.number("max(sort_order)", "project_id = ?", project);
                ObjectNode column = Json.object()
                        .put("id", GeneratedValues.id(clock.instant()))
                        .put("projectId", project);
                return saved(column.put("name", name).put("sortOrder", last + BELOW));
            });
        }

        /** Updates a column; empty if the list has no such column, for which TickTick's answer is empty. */
        public Optional<ObjectNode> update(String idOrAlias, String id, RequestFields body) {
            String project = account.project(idOrAlias);
            Optional<String> name = named(body);
            return rows.database().change(() -> find(id, project).map(column -> {
                name.ifPresent(text -> column.put("name", text));
                name.ifPresent(text -> tasks.nameColumn(id, project, text));
                return saved(column);
            }));
        }

        Optional<ObjectNode> find(String id, String project) {
            return rows.one("id = ? and project_id = ?", id, project).map(Json::stored);
        }

        private static Optional<String> named(RequestFields body) {
            return body.text("name").filter(name -> !name.isBlank()).map(Names::cut);
        }

        private ObjectNode saved(ObjectNode column) {
            rows.put(
                    "id, project_id, sort_order, body",
                    column.path("id").stringValue(),
                    column.path("projectId").stringValue(),
                    column.path("sortOrder").longValue(),
                    column.toString());
            return column;
        }

        private boolean isList(String project) {
            return account.isInbox(project) || projects.exists(project);
        }
    }
}
