package dev.devledger.adapters.mcp.clickup;

import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.ARCHIVED;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.BOARD_ID;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.DONE;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.LIST_ID;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.PAGE;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.SPACE_ID;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.TASK_ID;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.all;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.read;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.taskFields;
import static dev.devledger.adapters.mcp.clickup.ClickUpSchemas.write;
import static dev.devledger.adapters.mcp.tool.Schema.closed;
import static dev.devledger.adapters.mcp.tool.Schema.flag;
import static dev.devledger.adapters.mcp.tool.Schema.list;
import static dev.devledger.adapters.mcp.tool.Schema.name;
import static dev.devledger.adapters.mcp.tool.Schema.number;
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

/** How the tools look from outside. Their arguments are ClickUp's own fields. */
final class ClickUpDeclarations {
    private static final Scope SCOPE = Scope.straightTo("clickup");

    private static final Hints READS = Hints.READS.openWorldToo();
    private static final Hints ADDS = Hints.ADDS.openWorldToo();
    private static final Hints REPLACES = new Hints(false, true, true, true);

    static final Declaration LIST_TEAMS = declared(
            "clickup_list_teams",
            "ClickUp: workspaces",
            "Workspaces (ClickUp's word is team) that the connected account is let into, with their members, whose ids"
                    + " assignees take. ClickUp offers no call that renames a workspace or changes its settings.",
            READS,
            read(closed()),
            all("teams"));

    static final Declaration LIST_SPACES = declared(
            "clickup_list_spaces",
            "ClickUp: spaces",
            "Spaces of a workspace.",
            READS,
            read(closed("archived", ARCHIVED)),
            all("spaces"));

    static final Declaration LIST_FOLDERS = declared(
            "clickup_list_folders",
            "ClickUp: folders",
            "Folders of a space, with the lists in them.",
            READS,
            read(closed("space_id", SPACE_ID, "archived", ARCHIVED)).requiring("space_id"),
            all("folders"));

    static final Declaration LIST_LISTS = declared(
            "clickup_list_lists",
            "ClickUp: lists",
            "Lists of a folder, or those of a space that are in no folder. Give one of the two ids.",
            READS,
            read(closed("folder_id", text(64), "space_id", text(64), "archived", ARCHIVED)),
            all("lists"));

    static final Declaration CREATE_LIST = declared(
            "clickup_create_list",
            "ClickUp: new list",
            "Create a list in a folder, or in a space. Give one of the two ids.",
            ADDS,
            write(closed(
                            "folder_id", text(64),
                            "space_id", text(64),
                            "name", name(500),
                            "content", text(100_000),
                            "due_date", text(40),
                            "priority", numberOf(1, 2, 3, 4)))
                    .requiring("name"),
            open("list", object()).requiring("list"));

    static final Declaration LIST_TASKS = declared(
            "clickup_list_tasks",
            "ClickUp: tasks",
            "Tasks of a list, all pages: open and closed, subtasks, and those that are at home in another list.",
            READS,
            read(closed(
                            "list_id", LIST_ID,
                            "statuses", list(text(100), 50),
                            "assignees", list(number(), 50).described("User ids"),
                            "tags", list(text(64), 50),
                            "include_closed", flag().orElse(true),
                            "subtasks", flag().orElse(true),
                            "archived", ARCHIVED,
                            "due_date_lt", text(20).described("Milliseconds"),
                            "date_updated_gt", text(20).described("Milliseconds"),
                            "order_by", oneOf("id", "created", "updated", "due_date"),
                            "reverse", flag().orElse(false),
                            "page", PAGE))
                    .requiring("list_id"),
            all("tasks"));

    static final Declaration GET_TASK = declared(
            "clickup_get_task",
            "ClickUp: one task",
            "One task in full: text, subtasks, checklists, custom fields. Also by a custom id such as DEV-12.",
            READS,
            read(closed("task_id", TASK_ID)).requiring("task_id"),
            open("task", object()).requiring("task"));

    static final Declaration CREATE_TASK = declared(
            "clickup_create_task",
            "ClickUp: new task",
            "Create a task in ClickUp. Prefer create_tasks, which the ledger can undo.",
            ADDS,
            write(taskFields(closed("list_id", LIST_ID, "name", name(500))).and("parent", text(64)))
                    .requiring("list_id", "name"),
            open("task", object()).requiring("task"));

    static final Declaration UPDATE_TASK = declared(
            "clickup_update_task",
            "ClickUp: change task",
            "Change a task. Other fields stay as they are; assignees and tags are replaced whole.",
            REPLACES,
            write(taskFields(closed("task_id", TASK_ID, "name", name(500)))
                            .and(
                                    "parent", text(64).described("Task id, or none"),
                                    "archived", flag().described("true hides it"),
                                    "clear",
                                            list(
                                                            oneOf(
                                                                    "description",
                                                                    "priority",
                                                                    "due_date",
                                                                    "start_date",
                                                                    "time_estimate",
                                                                    "points"),
                                                            6)
                                                    .described("Fields to empty")))
                    .requiring("task_id"),
            open("task", object()).requiring("task"));

    static final Declaration SET_STATUS = declared(
            "clickup_set_status",
            "ClickUp: set status",
            "Set the status of a task. Each list has statuses of its own; a wrong one is answered with those there are.",
            REPLACES,
            write(closed("task_id", TASK_ID, "status", name(100))).requiring("task_id", "status"),
            open("task", object()).requiring("task"));

    static final Declaration ASSIGN = declared(
            "clickup_assign",
            "ClickUp: assign",
            "Add people to a task or remove them, by user id (clickup_list_teams).",
            REPLACES,
            write(closed("task_id", TASK_ID, "add", list(number(), 50), "remove", list(number(), 50)))
                    .requiring("task_id"),
            open("task", object()).requiring("task"));

    static final Declaration DELETE_TASK = declared(
            "clickup_delete_task",
            "ClickUp: delete task",
            "Delete a task in ClickUp; no call brings it back.",
            REPLACES,
            write(closed(
                            "task_id",
                            TASK_ID,
                            "confirm",
                            flag().orElse(false).described("true only after the user agreed")))
                    .requiring("task_id", "confirm"),
            DONE);

    static final Declaration LIST_COMMENTS = declared(
            "clickup_list_comments",
            "ClickUp: comments",
            "Comments of a task, the newest first.",
            READS,
            read(closed("task_id", TASK_ID)).requiring("task_id"),
            all("comments"));

    static final Declaration ADD_COMMENT = declared(
            "clickup_add_comment",
            "ClickUp: new comment",
            "Add a comment to a task.",
            ADDS,
            write(closed(
                            "task_id",
                            TASK_ID,
                            "comment_text",
                            name(10_000),
                            "assignee",
                            number().described("User id"),
                            "notify_all",
                            flag().orElse(false)))
                    .requiring("task_id", "comment_text"),
            open("comment", object()).requiring("comment"));

    static final Declaration LIST_BOARDS = declared(
            "clickup_list_boards",
            "ClickUp: boards",
            "Boards of a space: its views of type board.",
            READS,
            read(closed("space_id", SPACE_ID)).requiring("space_id"),
            all("views"));

    static final Declaration GET_BOARD = declared(
            "clickup_get_board",
            "ClickUp: one board",
            "One board with the tasks that its filters show.",
            READS,
            read(closed("board_id", BOARD_ID, "page", PAGE)).requiring("board_id"),
            open("view", object(), "tasks", list(object()), "hint", text()).requiring("view", "tasks"));

    static final Declaration CREATE_BOARD = declared(
            "clickup_create_board",
            "ClickUp: new board",
            "Create a board in a space, with a column for each status.",
            ADDS,
            write(closed("space_id", SPACE_ID, "name", name(500))).requiring("space_id", "name"),
            open("view", object()).requiring("view"));

    static final Declaration CONNECTION = declared(
            "clickup_connection",
            "ClickUp: connection",
            "Whether ClickUp is connected, as whom, to which workspaces, and how many calls are left this minute.",
            READS,
            closed(),
            open("connected", flag(), "state", text(), "message", text(), "rate_limit", object())
                    .requiring("connected", "state"));

    private ClickUpDeclarations() {}

    private static Declaration declared(
            String name, String title, String description, Hints hints, Schema input, Schema output) {
        return new Declaration(name, title, description, Toolset.CLICKUP, hints, SCOPE, input, output);
    }
}
