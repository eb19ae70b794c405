package dev.devledger.adapters.services.clickup.direct;

import static dev.devledger.adapters.services.clickup.direct.ClickUpCalls.joined;
import static dev.devledger.adapters.services.clickup.direct.ClickUpCalls.reading;
import static dev.devledger.adapters.services.clickup.direct.ClickUpCalls.writing;
import static dev.devledger.adapters.services.kernel.Arguments.flag;
import static dev.devledger.adapters.services.kernel.Arguments.list;
import static dev.devledger.adapters.services.kernel.Arguments.object;
import static dev.devledger.adapters.services.kernel.Arguments.objects;
import static dev.devledger.adapters.services.kernel.Arguments.text;
import static dev.devledger.adapters.services.kernel.Arguments.title;
import static dev.devledger.adapters.services.kernel.Arguments.whole;
import static dev.devledger.adapters.services.kernel.Arguments.wholeOf;
import static dev.devledger.adapters.services.kernel.Arguments.word;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.REMOVES;

import dev.devledger.adapters.services.kernel.CallTable.Row;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.Operation;
import java.util.List;

/** The table of ClickUp's calls. Arguments are ClickUp's own fields. */
final class ClickUpRows {
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
    private static final Argument DONE = flag("done").needed();

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

    /** The parameters of a list of tasks, as the API's description has them. */
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
            row(
                    call(
                                    "clickup_connection",
                                    "connection",
                                    READS,
                                    "Whether ClickUp is connected, as whom, to which workspaces, and how many calls are left"
                                            + " this minute.")
                            .telling(
                                    flag("connected").needed(),
                                    text("state").needed(),
                                    text("message"),
                                    object("rate_limit")),
                    (clickup, request) -> clickup.account().connectionWithLimit()),
            row(
                    all(
                                    "clickup_list_teams",
                                    "workspaces",
                                    "Workspaces (ClickUp's word is team) that the connected account is let into, with their"
                                            + " members, whose ids assignees take. ClickUp offers no call that renames a"
                                            + " workspace or changes its settings.",
                                    "teams")
                            .at(Route.of("GET /teams")
                                    .as(Operation.of("Workspaces that the account is let into, with their members")))
                            .taking(reading()),
                    (clickup, request) -> clickup.account().teams(request.workspace())),
            row(
                    call("clickup_read_team", "", READS, "One workspace.")
                            .at(Route.of("GET /teams/{team_id}").as(Operation.PLAIN.missing(false)))
                            .taking(reading()),
                    (clickup, request) -> clickup.account().team(request.id("team_id"), request.workspace())),
            row(
                    all("clickup_list_spaces", "spaces", "Spaces of a workspace.", "spaces")
                            .at(Route.of("GET /teams/{team_id}/spaces").flagged("archived"))
                            .taking(reading(ARCHIVED)),
                    (clickup, request) -> clickup.places().spaces(request)),
            row(
                    all("clickup_list_folders", "folders", "Folders of a space, with the lists in them.", "folders")
                            .at(Route.of("GET /spaces/{space_id}/folders")
                                    .flagged("archived")
                                    .as(Operation.of("Folders of a space, with their lists")))
                            .taking(reading(SPACE, ARCHIVED)),
                    (clickup, request) -> clickup.places().folders(request)),
            row(
                    all(
                                    "clickup_list_lists",
                                    "lists",
                                    "Lists of a folder, or those of a space that are in no folder. Give one of the two ids.",
                                    "lists")
                            .at(
                                    Route.of("GET /folders/{folder_id}/lists")
                                            .flagged("archived")
                                            .as(Operation.of("Lists of a folder")
                                                    .named("clickupListListsOfFolder")),
                                    Route.of("GET /spaces/{space_id}/lists")
                                            .flagged("archived")
                                            .as(Operation.of("Lists of a space that are in no folder")
                                                    .named("clickupListListsOfSpace")))
                            .taking(reading(text("folder_id", 64), text("space_id", 64), ARCHIVED)),
                    (clickup, request) -> clickup.places().lists(request)),
            row(
                    one(
                                    "clickup_create_list",
                                    "new list",
                                    ADDS,
                                    "Create a list in a folder, or in a space. Give one of the two ids.",
                                    "list")
                            .at(
                                    Route.of("POST /folders/{folder_id}/lists")
                                            .as(Operation.of("Create a list in a folder")
                                                    .named("clickupCreateListInFolder")
                                                    .taking("ClickUpList")),
                                    Route.of("POST /spaces/{space_id}/lists")
                                            .as(Operation.of("Create a list in a space")
                                                    .named("clickupCreateListInSpace")
                                                    .taking("ClickUpList")))
                            .taking(writing(
                                    text("folder_id", 64),
                                    text("space_id", 64),
                                    title("name", 500).needed(),
                                    text("content", 100_000),
                                    text("due_date", 40),
                                    wholeOf("priority", 1, 2, 3, 4))),
                    (clickup, request) -> clickup.places().createList(request)),
            row(
                    all(
                                    "clickup_list_tasks",
                                    "tasks",
                                    "Tasks of a list, all pages: open and closed, subtasks, and those that are at home in another"
                                            + " list.",
                                    "tasks")
                            .at(Route.of("GET /lists/{list_id}/tasks")
                                    .filtered()
                                    .as(Operation.of("Tasks of a list, all pages")
                                            .saying("""
Open and closed ones, subtasks, and tasks whose home is another list, unless `include_closed`, `subtasks` or
`include_timl` is false. `archived=true` lists only archived tasks. ClickUp's other filters are taken as they are.
""")
                                            .asking(FILTERS)))
                            .taking(reading(
                                    LIST,
                                    list(text("statuses", 100), 50),
                                    list(whole("assignees"), 50).said("User ids"),
                                    list(text("tags", 64), 50),
                                    flag("include_closed").orElse(true),
                                    flag("subtasks").orElse(true),
                                    ARCHIVED,
                                    text("due_date_lt", 20).said("Milliseconds"),
                                    text("date_updated_gt", 20).said("Milliseconds"),
                                    word("order_by", "id", "created", "updated", "due_date"),
                                    flag("reverse").orElse(false),
                                    PAGE)),
                    (clickup, request) -> clickup.places().tasks(request)),
            row(
                    one(
                                    "clickup_get_task",
                                    "one task",
                                    READS,
                                    "One task in full: text, subtasks, checklists, custom fields. Also by a custom id such as"
                                            + " DEV-12.",
                                    "task")
                            .at(Route.of("GET /tasks/{task_id}")
                                    .as(Operation.of("One task, with subtasks, checklists and custom fields")
                                            .named("clickupReadTask")))
                            .taking(reading(TASK)),
                    (clickup, request) -> clickup.tasks().read(request)),
            row(
                    one(
                                    "clickup_create_task",
                                    "new task",
                                    ADDS,
                                    "Create a task in ClickUp. Prefer create_tasks, which the ledger can undo.",
                                    "task")
                            .at(
                                    Route.of("POST /lists/{list_id}/tasks")
                                            .as(Operation.of("Create a task in a list")
                                                    .named("clickupCreateTaskInList")
                                                    .taking("ClickUpTask")),
                                    Route.of("POST /tasks")
                                            .as(Operation.of("Create a task in the list `listId`")
                                                    .taking("ClickUpTaskInList")
                                                    .missing(true)))
                            .taking(writing(joined(
                                    OF_A_TASK,
                                    new Argument[] {text("parent", 64)},
                                    LIST,
                                    title("name", 500).needed()))),
                    (clickup, request) -> clickup.tasks().create(request)),
            row(
                    one(
                                    "clickup_update_task",
                                    "change task",
                                    REMOVES,
                                    "Change a task. Other fields stay as they are; assignees and tags are replaced whole.",
                                    "task")
                            .at(Route.of("PATCH /tasks/{task_id}")
                                    .as(Operation.of(
                                                    "Change what is named in the body; assignees, tags and custom fields take requests of their own")
                                            .taking("ClickUpTaskChange")))
                            .taking(writing(joined(
                                    OF_A_TASK,
                                    new Argument[] {
                                        text("parent", 64).said("Task id, or none"),
                                        flag("archived").said("true hides it"),
                                        list(
                                                        word(
                                                                "clear",
                                                                "description",
                                                                "priority",
                                                                "due_date",
                                                                "start_date",
                                                                "time_estimate",
                                                                "points"),
                                                        6)
                                                .said("Fields to empty")
                                    },
                                    TASK,
                                    title("name", 500)))),
                    (clickup, request) -> clickup.tasks().update(request)),
            row(
                    one(
                                    "clickup_set_status",
                                    "set status",
                                    REMOVES,
                                    "Set the status of a task. Each list has statuses of its own; a wrong one is answered with"
                                            + " those there are.",
                                    "task")
                            .at(Route.of("PUT /tasks/{task_id}/status")
                                    .as(Operation.of("Set the status of a task").taking("ClickUpStatus")))
                            .taking(writing(TASK, title("status", 100).needed())),
                    (clickup, request) -> clickup.tasks().setStatus(request)),
            row(
                    one(
                                    "clickup_assign",
                                    "assign",
                                    REMOVES,
                                    "Add people to a task or remove them, by user id (clickup_list_teams).",
                                    "task")
                            .at(Route.of("PUT /tasks/{task_id}/assignees")
                                    .as(Operation.of("Add people to a task and remove them")
                                            .taking("ClickUpAssignees")))
                            .taking(writing(TASK, list(whole("add"), 50), list(whole("remove"), 50))),
                    (clickup, request) -> clickup.tasks().assign(request)),
            row(
                    call(
                                    "clickup_delete_task",
                                    "delete task",
                                    REMOVES,
                                    "Delete a task in ClickUp; no call brings it back.")
                            .at(Route.of("DELETE /tasks/{task_id}")
                                    .as(Operation.of("Delete a task; no call of ClickUp brings it back")))
                            .taking(writing(
                                    TASK,
                                    flag("confirm")
                                            .orElse(false)
                                            .said("true only after the user agreed")
                                            .needed()))
                            .telling(DONE),
                    (clickup, request) -> clickup.tasks().delete(request)),
            row(
                    all("clickup_list_comments", "comments", "Comments of a task, the newest first.", "comments")
                            .at(Route.of("GET /tasks/{task_id}/comments")
                                    .filtered()
                                    .as(Operation.PLAIN.asking(
                                            text("start")
                                                    .said(
                                                            "With `start_id`: only those older than this comment, of which this is the `date`."),
                                            text("start_id"))))
                            .taking(reading(TASK)),
                    (clickup, request) -> clickup.comments().list(request)),
            row(
                    one("clickup_add_comment", "new comment", ADDS, "Add a comment to a task.", "comment")
                            .at(Route.of("POST /tasks/{task_id}/comments").as(Operation.PLAIN.taking("ClickUpComment")))
                            .taking(writing(
                                    TASK,
                                    title("comment_text", 10_000).needed(),
                                    whole("assignee").said("User id"),
                                    flag("notify_all").orElse(false))),
                    (clickup, request) -> clickup.comments().add(request)),
            row(
                    all("clickup_list_boards", "boards", "Boards of a space: its views of type board.", "views")
                            .at(Route.of("GET /spaces/{space_id}/boards")
                                    .as(Operation.of("Boards of a space, which are its views of type board")))
                            .taking(reading(SPACE)),
                    (clickup, request) -> clickup.places().boards(request)),
            row(
                    call("clickup_get_board", "one board", READS, "One board with the tasks that its filters show.")
                            .at(Route.of("GET /boards/{board_id}")
                                    .filtered()
                                    .as(Operation.PLAIN
                                            .named("clickupReadBoard")
                                            .asking(whole("page"))))
                            .taking(reading(BOARD, PAGE))
                            .telling(object("view").needed(), objects("tasks").needed(), HINT),
                    (clickup, request) -> clickup.places().board(request)),
            row(
                    one(
                                    "clickup_create_board",
                                    "new board",
                                    ADDS,
                                    "Create a board in a space, with a column for each status.",
                                    "view")
                            .at(Route.of("POST /spaces/{space_id}/boards").as(Operation.PLAIN.taking("ClickUpBoard")))
                            .taking(writing(SPACE, title("name", 500).needed())),
                    (clickup, request) -> clickup.places().createBoard(request)),
            row(
                    call("clickup_rate_limit", "", READS, "How many calls ClickUp takes.")
                            .at(Route.of("GET /rate-limit")
                                    .as(Operation.of("How many calls ClickUp takes, as its last answer said")
                                            .answering("The limit of a minute", "ClickUpLimit")
                                            .missing(true))),
                    (clickup, request) -> clickup.account().rateLimit()),
            row(
                    call("clickup_read_connection", "", READS, "Whether ClickUp is connected.")
                            .at(Route.of("GET /connection")
                                    .as(Operation.of(
                                                    "Whether an account is connected, whose it is, and which workspaces it is let into")
                                            .named("clickupConnection")
                                            .answering(
                                                    "The connection; that there is none is also an answer",
                                                    "ClickUpConnection")))
                            .taking(reading()),
                    (clickup, request) -> clickup.account().connection(request.workspace())));

    private ClickUpRows() {}

    private static Argument several(String name) {
        return list(text(name), 0)
                .said("Repeat the parameter to give several. ClickUp's own name, with `[]` at its end, is also taken.");
    }

    private static Argument millis(String name) {
        return whole(name).said("Milliseconds since 1970.");
    }

    private static Row<ClickUpCalls> row(DirectCall call, ClickUpCalls.Flow flow) {
        return new Row<>(call, ClickUpCalls.within(flow));
    }

    private static DirectCall call(String name, String title, Effect effect, String meaning) {
        return DirectCall.of(name, title, effect, meaning);
    }

    /** It reads all of one kind. */
    private static DirectCall all(String name, String title, String meaning, String told) {
        return call(name, title, READS, meaning).telling(objects(told).needed(), HINT);
    }

    private static DirectCall one(String name, String title, Effect effect, String meaning, String told) {
        return call(name, title, effect, meaning).telling(object(told).needed());
    }
}
