package dev.devledger.adapters.services.clickup.direct;

import static dev.devledger.adapters.services.kernel.CallTable.Arguments.flag;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.list;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.object;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.objects;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.text;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.title;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.whole;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.wholeOf;
import static dev.devledger.adapters.services.kernel.CallTable.Arguments.word;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.REMOVES;

import dev.devledger.adapters.services.kernel.CallTable.Arguments;
import dev.devledger.adapters.services.kernel.CallTable.CallRow;
import dev.devledger.adapters.services.kernel.CallTable.Flow;
import dev.devledger.adapters.services.kernel.CallTable.Row;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.Operation;
import java.util.List;

/** The table of ClickUp's calls. Arguments are ClickUp's own fields. */
final class ClickUpCallTable {
    private static final Argument TASK =
            text("task_id", 64).said("ClickUp task id").needed();
    private static final Argument LIST =
            text("list_id", 64).said("ClickUp list id").needed();
    private static final Argument SPACE =
            text("space_id", 64).said("ClickUp space id").needed();
    private static final Argument BOARD =
            text("board_id", 64).said("ClickUp view id").needed();
    private static final Argument ARCHIVED = flag("archived").orElse(false).said("Only archived ones");
    private static final Argument PAGE =
            whole("page").within(0, 100_000).orElse(0).said("Start at this page of 100");
    private static final Argument HINT = Argument.of("hint", Kind.TEXT);
    private static final Argument TEAM = text("team_id", 64).said("Only in this workspace");

    private static final Argument START =
            text("start").said("With `start_id`: only those older than this comment, of which this is the `date`.");
    private static final Argument CLEARED =
            word("clear", "description", "priority", "due_date", "start_date", "time_estimate", "points");
    private static final Argument[] OF_A_TASK = {
        text("description", 100_000),
        text("markdown_content", 100_000).said("In the place of description"),
        list(whole("assignees"), 50).said("User ids"),
        list(text("tags", 64), 50),
        text("status", 100),
        wholeOf("priority", 1, 2, 3, 4).said("1 urgent, 2 high, 3 normal, 4 low"),
        text("due_date", 40).said("Milliseconds, or 2026-03-31T09:00:00Z"),
        flag("due_date_time").orElse(false).said("The time of day counts"),
        text("start_date", 40),
        flag("start_date_time").orElse(false),
        whole("time_estimate").said("Milliseconds"),
        whole("points"),
        list(object("custom_fields").of(text("id", 64).needed()), 50).said("{id, value} each")
    };

    /** The parameters of a list of tasks, in the order of the API's description. */
    private static final Argument[] FILTERS = {
        whole("page"),
        flag("include_closed").orElse(true),
        flag("subtasks").orElse(true),
        flag("include_timl").orElse(true),
        flag("archived").orElse(false),
        flag("include_markdown_description").orElse(false),
        flag("reverse").orElse(false),
        several("statuses"),
        several("assignees"),
        several("watchers"),
        several("tags"),
        several("custom_items"),
        word("order_by", "id", "created", "updated", "due_date"),
        millis("due_date_gt"),
        millis("due_date_lt"),
        millis("date_created_gt"),
        millis("date_created_lt"),
        millis("date_updated_gt"),
        millis("date_updated_lt"),
        millis("date_done_gt"),
        millis("date_done_lt"),
        text("custom_fields").said("ClickUp's own JSON of a filter."),
        text("custom_field").said("ClickUp's own JSON of a filter.")
    };

    static final List<Row<ClickUpCalls>> ALL = List.of(
            CallRow.of(
                            "clickup_connection",
                            "connection",
                            READS,
                            "Whether ClickUp is connected, as whom, to which workspaces, and how many calls are left this"
                                    + " minute.")
                    .telling(flag("connected").needed(), text("state").needed(), text("message"), object("rate_limit"))
                    .by((clickup, request) -> clickup.account().connectionWithLimit()),
            all(
                            "clickup_list_teams",
                            "workspaces",
                            "Workspaces (ClickUp's word is team) that the connected account is let into, with their members,"
                                    + " whose ids assignees take. ClickUp offers no call that renames a workspace or changes"
                                    + " its settings.",
                            "teams")
                    .at("GET /teams", "Workspaces that the account is let into, with their members")
                    .taking(TEAM)
                    .by(within((clickup, request) -> clickup.account().teams(request))),
            CallRow.of("clickup_read_team", "", READS, "One workspace.")
                    .at("GET /teams/{team_id}", Operation.PLAIN.missing(false))
                    .taking(TEAM)
                    .by(within((clickup, request) -> clickup.account().team(request))),
            all("clickup_list_spaces", "spaces", "Spaces of a workspace.", "spaces")
                    .at(archived("GET /teams/{team_id}/spaces"))
                    .taking(ARCHIVED, TEAM)
                    .by(within((clickup, request) -> clickup.places().spaces(request))),
            all("clickup_list_folders", "folders", "Folders of a space, with the lists in them.", "folders")
                    .at(archived("GET /spaces/{space_id}/folders"), "Folders of a space, with their lists")
                    .taking(SPACE, ARCHIVED, TEAM)
                    .by(within((clickup, request) -> clickup.places().folders(request))),
            all(
                            "clickup_list_lists",
                            "lists",
                            "Lists of a folder, or those of a space that are in no folder. Give one of the two ids.",
                            "lists")
                    .at(
                            archived("GET /folders/{folder_id}/lists"),
                            Operation.of("Lists of a folder").named("clickupListListsOfFolder"))
                    .at(
                            archived("GET /spaces/{space_id}/lists"),
                            Operation.of("Lists of a space that are in no folder")
                                    .named("clickupListListsOfSpace"))
                    .taking(text("folder_id", 64), text("space_id", 64), ARCHIVED, TEAM)
                    .by(within((clickup, request) -> clickup.places().lists(request))),
            one(
                            "clickup_create_list",
                            "new list",
                            ADDS,
                            "Create a list in a folder, or in a space. Give one of the two ids.",
                            "list")
                    .at(
                            "POST /folders/{folder_id}/lists",
                            sent("ClickUpList", "Create a list in a folder").named("clickupCreateListInFolder"))
                    .at(
                            "POST /spaces/{space_id}/lists",
                            sent("ClickUpList", "Create a list in a space").named("clickupCreateListInSpace"))
                    .taking(
                            text("folder_id", 64),
                            text("space_id", 64),
                            title("name", 500).needed())
                    .writing(text("content", 100_000), text("due_date", 40), wholeOf("priority", 1, 2, 3, 4), TEAM)
                    .by(within((clickup, request) -> clickup.places().createList(request))),
            all(
                            "clickup_list_tasks",
                            "tasks",
                            "Tasks of a list, all pages: open and closed, subtasks, and those that are at home in another"
                                    + " list.",
                            "tasks")
                    .at(
                            Route.of("GET /lists/{list_id}/tasks").filtered(),
                            Operation.of("Tasks of a list, all pages")
                                    .saying("""
Open and closed ones, subtasks, and tasks whose home is another list, unless `include_closed`, `subtasks` or
`include_timl` is false. `archived=true` lists only archived tasks. ClickUp's other filters are taken as they are.
""")
                                    .asking(FILTERS))
                    .taking(
                            LIST,
                            list(text("statuses", 100), 50),
                            list(whole("assignees"), 50).said("User ids"))
                    .taking(list(text("tags", 64), 50))
                    .taking(
                            flag("include_closed").orElse(true),
                            flag("subtasks").orElse(true),
                            ARCHIVED)
                    .taking(text("due_date_lt", 20).said("Milliseconds"))
                    .taking(text("date_updated_gt", 20).said("Milliseconds"))
                    .taking(word("order_by", "id", "created", "updated", "due_date"))
                    .taking(flag("reverse").orElse(false), PAGE, TEAM)
                    .by(within((clickup, request) -> clickup.places().tasks(request))),
            one(
                            "clickup_get_task",
                            "one task",
                            READS,
                            "One task in full: text, subtasks, checklists, custom fields. Also by a custom id such as DEV-12.",
                            "task")
                    .at(
                            "GET /tasks/{task_id}",
                            Operation.of("One task, with subtasks, checklists and custom fields")
                                    .named("clickupReadTask"))
                    .taking(TASK, TEAM)
                    .by(within((clickup, request) -> clickup.tasks().read(request))),
            one(
                            "clickup_create_task",
                            "new task",
                            ADDS,
                            "Create a task in ClickUp. Prefer create_tasks, which the ledger can undo.",
                            "task")
                    .at(
                            "POST /lists/{list_id}/tasks",
                            sent("ClickUpTask", "Create a task in a list").named("clickupCreateTaskInList"))
                    .at(
                            "POST /tasks",
                            sent("ClickUpTaskInList", "Create a task in the list `listId`")
                                    .missing(true))
                    .taking(LIST, title("name", 500).needed())
                    .taking(OF_A_TASK)
                    .writing(text("parent", 64), TEAM)
                    .by(within((clickup, request) -> clickup.tasks().create(request))),
            one(
                            "clickup_update_task",
                            "change task",
                            REMOVES,
                            "Change a task. Other fields stay as they are; assignees and tags are replaced whole.",
                            "task")
                    .at(
                            "PATCH /tasks/{task_id}",
                            sent(
                                    "ClickUpTaskChange",
                                    "Change what is named in the body; assignees, tags and custom fields take requests of their own"))
                    .taking(TASK, title("name", 500))
                    .taking(OF_A_TASK)
                    .taking(
                            text("parent", 64).said("Task id, or none"),
                            flag("archived").said("true hides it"))
                    .writing(list(CLEARED, 6).said("Fields to empty"), TEAM)
                    .by(within((clickup, request) -> clickup.tasks().update(request))),
            one(
                            "clickup_set_status",
                            "set status",
                            REMOVES,
                            "Set the status of a task. Each list has statuses of its own; a wrong one is answered with those"
                                    + " there are.",
                            "task")
                    .at("PUT /tasks/{task_id}/status", sent("ClickUpStatus", "Set the status of a task"))
                    .writing(TASK, title("status", 100).needed(), TEAM)
                    .by(within((clickup, request) -> clickup.tasks().setStatus(request))),
            one(
                            "clickup_assign",
                            "assign",
                            REMOVES,
                            "Add people to a task or remove them, by user id (clickup_list_teams).",
                            "task")
                    .at(
                            "PUT /tasks/{task_id}/assignees",
                            sent("ClickUpAssignees", "Add people to a task and remove them"))
                    .writing(TASK, list(whole("add"), 50), list(whole("remove"), 50), TEAM)
                    .by(within((clickup, request) -> clickup.tasks().assign(request))),
            CallRow.of(
                            "clickup_delete_task",
                            "delete task",
                            REMOVES,
                            "Delete a task in ClickUp; no call brings it back.")
                    .at("DELETE /tasks/{task_id}", "Delete a task; no call of ClickUp brings it back")
                    .writing(TASK, Arguments.CONFIRM, TEAM)
                    .telling(Arguments.DONE)
                    .by(within((clickup, request) -> clickup.tasks().delete(request))),
            all("clickup_list_comments", "comments", "Comments of a task, the newest first.", "comments")
                    .at(
                            Route.of("GET /tasks/{task_id}/comments").filtered(),
                            Operation.PLAIN.asking(START, text("start_id")))
                    .taking(TASK, TEAM)
                    .by(within((clickup, request) -> clickup.comments().list(request))),
            one("clickup_add_comment", "new comment", ADDS, "Add a comment to a task.", "comment")
                    .at("POST /tasks/{task_id}/comments", sent("ClickUpComment", ""))
                    .taking(
                            TASK,
                            title("comment_text", 10_000).needed(),
                            whole("assignee").said("User id"))
                    .writing(flag("notify_all").orElse(false), TEAM)
                    .by(within((clickup, request) -> clickup.comments().add(request))),
            all("clickup_list_boards", "boards", "Boards of a space: its views of type board.", "views")
                    .at("GET /spaces/{space_id}/boards", "Boards of a space, which are its views of type board")
                    .taking(SPACE, TEAM)
                    .by(within((clickup, request) -> clickup.places().boards(request))),
            CallRow.of("clickup_get_board", "one board", READS, "One board with the tasks that its filters show.")
                    .at(
                            Route.of("GET /boards/{board_id}").filtered(),
                            Operation.PLAIN.named("clickupReadBoard").asking(whole("page")))
                    .taking(BOARD, PAGE, TEAM)
                    .telling(object("view").needed(), objects("tasks").needed(), HINT)
                    .by(within((clickup, request) -> clickup.places().board(request))),
            one(
                            "clickup_create_board",
                            "new board",
                            ADDS,
                            "Create a board in a space, with a column for each status.",
                            "view")
                    .at("POST /spaces/{space_id}/boards", sent("ClickUpBoard", ""))
                    .writing(SPACE, title("name", 500).needed(), TEAM)
                    .by(within((clickup, request) -> clickup.places().createBoard(request))),
            CallRow.of("clickup_rate_limit", "", READS, "How many calls ClickUp takes.")
                    .at(
                            "GET /rate-limit",
                            Operation.of("How many calls ClickUp takes, as its last answer said")
                                    .answering("The limit of a minute", "ClickUpLimit")
                                    .missing(true))
                    .by((clickup, request) -> clickup.account().rateLimit()),
            CallRow.of("clickup_read_connection", "", READS, "Whether ClickUp is connected.")
                    .at(
                            "GET /connection",
                            Operation.of(
                                            "Whether an account is connected, whose it is, and which workspaces it is let into")
                                    .named("clickupConnection")
                                    .answering(
                                            "The connection; that there is none is also an answer",
                                            "ClickUpConnection"))
                    .taking(TEAM)
                    .by(within((clickup, request) -> clickup.account().connection(request.workspace()))));

    private ClickUpCallTable() {}

    private static Argument several(String name) {
        return list(text(name), 0)
                .said("Repeat the parameter to give several. ClickUp's own name, with `[]` at its end, is also taken.");
    }

    private static Argument millis(String name) {
        return whole(name).said("Milliseconds since 1970.");
    }

    /** Returns a call that reads all objects of one kind. */
    private static CallRow all(String name, String title, String meaning, String told) {
        return CallRow.of(name, title, READS, meaning).telling(objects(told).needed(), HINT);
    }

    private static CallRow one(String name, String title, Effect effect, String meaning, String told) {
        return CallRow.of(name, title, effect, meaning).telling(object(told).needed());
    }

    private static Route archived(String rest) {
        return Route.of(rest).flagged("archived");
    }

    /** @param component the schema of the body, by its name in the API's description */
    private static Operation sent(String component, String summary) {
        return Operation.of(summary).taking(component);
    }

    /** Makes a call treat a blank workspace as none. */
    private static Flow<ClickUpCalls> within(Flow<ClickUpCalls> flow) {
        return (clickup, request) -> flow.run(clickup, request.in(ClickUpCalls.given(request.workspace())));
    }
}
