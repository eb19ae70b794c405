package dev.devledger.adapters.mcp.ticktick;

import static dev.devledger.adapters.mcp.tool.Schema.closed;
import static dev.devledger.adapters.mcp.tool.Schema.flag;
import static dev.devledger.adapters.mcp.tool.Schema.list;
import static dev.devledger.adapters.mcp.tool.Schema.name;
import static dev.devledger.adapters.mcp.tool.Schema.numberOf;
import static dev.devledger.adapters.mcp.tool.Schema.object;
import static dev.devledger.adapters.mcp.tool.Schema.oneOf;
import static dev.devledger.adapters.mcp.tool.Schema.open;
import static dev.devledger.adapters.mcp.tool.Schema.text;

import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.domain.access.Scope;

/** How the nine tools look from outside. Their arguments are TickTick's own fields in snake_case. */
final class TickTickDeclarations {
    private static final Scope SCOPE = Scope.straightTo("ticktick");

    private static final Hints READS = Hints.READS.openWorldToo();
    private static final Hints ADDS = Hints.ADDS.openWorldToo();
    private static final Hints SETS = Hints.SETS.openWorldToo();
    private static final Hints REPLACES = new Hints(false, true, true, true);

    private static final Schema LIST_ID = text(64).described("TickTick list id");
    private static final Schema TASK_ID = text(64).described("TickTick task id");
    private static final Schema CONFIRM = flag().orElse(false).described("true only after the user agreed");
    private static final Schema DONE = open("done", flag()).requiring("done");

    static final Declaration LIST_PROJECTS = declared(
            "ticktick_list_projects",
            "TickTick: lists",
            "All lists of the TickTick account, in TickTick's own JSON.",
            READS,
            closed(),
            open("projects", list(object())).requiring("projects"));

    static final Declaration GET_PROJECT = declared(
            "ticktick_get_project",
            "TickTick: one list",
            "One list with its open tasks and columns.",
            READS,
            closed("project_id", LIST_ID).requiring("project_id"),
            open("project", object(), "tasks", list(object()), "columns", list(object()))
                    .requiring("project"));

    static final Declaration CREATE_PROJECT = declared(
            "ticktick_create_project",
            "TickTick: new list",
            "Create a list in TickTick.",
            ADDS,
            write(ofList(closed())).requiring("name"),
            open("project", object()).requiring("project"));

    static final Declaration UPDATE_PROJECT = declared(
            "ticktick_update_project",
            "TickTick: change list",
            "Change a list. Other fields stay as they are.",
            REPLACES,
            write(ofList(closed("project_id", LIST_ID))).requiring("project_id"),
            open("project", object()).requiring("project"));

    static final Declaration DELETE_PROJECT = declared(
            "ticktick_delete_project",
            "TickTick: delete list",
            "Delete a list and its tasks in TickTick permanently.",
            REPLACES,
            write(closed("project_id", LIST_ID, "confirm", CONFIRM)).requiring("project_id", "confirm"),
            DONE);

    static final Declaration CREATE_TASK = declared(
            "ticktick_create_task",
            "TickTick: new task",
            "Create a task in TickTick. Prefer create_tasks, which the ledger can undo.",
            ADDS,
            write(ofTask(closed("title", name(500), "project_id", LIST_ID))).requiring("title"),
            open("task", object()).requiring("task"));

    static final Declaration UPDATE_TASK = declared(
            "ticktick_update_task",
            "TickTick: change task",
            "Change a task. Other fields stay as they are.",
            REPLACES,
            write(ofTask(closed("task_id", TASK_ID, "project_id", LIST_ID, "title", name(500))))
                    .requiring("task_id", "project_id"),
            open("task", object()).requiring("task"));

    static final Declaration COMPLETE_TASK = declared(
            "ticktick_complete_task",
            "TickTick: complete task",
            "Complete a task in TickTick.",
            SETS,
            write(closed("project_id", LIST_ID, "task_id", TASK_ID)).requiring("project_id", "task_id"),
            DONE);

    static final Declaration DELETE_TASK = declared(
            "ticktick_delete_task",
            "TickTick: delete task",
            "Delete a task in TickTick permanently.",
            REPLACES,
            write(closed("project_id", LIST_ID, "task_id", TASK_ID, "confirm", CONFIRM))
                    .requiring("project_id", "task_id", "confirm"),
            DONE);

    private TickTickDeclarations() {}

    private static Declaration declared(
            String name, String title, String description, Hints hints, Schema input, Schema output) {
        return new Declaration(name, title, description, Toolset.TICKTICK, hints, SCOPE, input, output);
    }

    private static Schema ofList(Schema fields) {
        return fields.and(
                "name", name(500),
                "color", text(7),
                "view_mode", oneOf("list", "kanban", "timeline"),
                "kind", oneOf("TASK", "NOTE"));
    }

    private static Schema ofTask(Schema fields) {
        return fields.and(
                "content", text(100_000),
                "desc", text(100_000),
                "start_date", text(40),
                "due_date", text(40).described("2026-03-31T09:00:00+0000"),
                "is_all_day", flag().orElse(false),
                "time_zone", text(64),
                "priority", numberOf(0, 1, 3, 5),
                "tags", list(text(64), 50),
                "reminders", list(text(64), 10),
                "repeat_flag", text(200),
                "items", list(open("title", text(500)).requiring("title"), 200));
    }

    private static Schema write(Schema fields) {
        return fields.and("idempotency_key", text(64), "reason", text(500));
    }
}
