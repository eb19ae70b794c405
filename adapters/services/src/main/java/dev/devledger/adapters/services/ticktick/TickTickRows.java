package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.kernel.Arguments.flag;
import static dev.devledger.adapters.services.kernel.Arguments.list;
import static dev.devledger.adapters.services.kernel.Arguments.object;
import static dev.devledger.adapters.services.kernel.Arguments.objects;
import static dev.devledger.adapters.services.kernel.Arguments.text;
import static dev.devledger.adapters.services.kernel.Arguments.title;
import static dev.devledger.adapters.services.kernel.Arguments.wholeOf;
import static dev.devledger.adapters.services.kernel.Arguments.word;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADDS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.ADVANCES;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.READS;
import static dev.devledger.application.direct.DirectCalls.DirectCall.Effect.REMOVES;

import dev.devledger.adapters.services.kernel.CallTable.Row;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Body;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The table of TickTick's calls. Their arguments are TickTick's own fields in snake_case. */
final class TickTickRows {
    private static final Argument PROJECT =
            text("project_id", 64).said("TickTick list id").needed();
    private static final Argument TASK =
            text("task_id", 64).said("TickTick task id").needed();
    private static final Argument CONFIRM = flag("confirm")
            .orElse(false)
            .said("true only after the user agreed")
            .needed();
    private static final Argument DONE = flag("done").needed();

    private static final Argument[] OF_A_LIST = {
        text("color", 7), word("view_mode", "list", "kanban", "timeline"), word("kind", "TASK", "NOTE")
    };
    private static final Argument[] OF_A_TASK = {
        text("content", 100_000),
        text("desc", 100_000),
        text("start_date", 40),
        text("due_date", 40).said("2026-03-31T09:00:00+0000"),
        flag("is_all_day").orElse(false),
        text("time_zone", 64),
        wholeOf("priority", 0, 1, 3, 5),
        list(text("tags", 64), 50),
        list(text("reminders", 64), 10),
        text("repeat_flag", 200),
        list(object("items").of(text("title", 500).needed()), 200)
    };

    private static final String OF_PROJECT = "/projects/{project_id}";
    private static final String OF_TASK = OF_PROJECT + "/tasks/{task_id}";

    static final List<Row<TickTickCalls>> ALL = List.of(
            new Row<>(
                    DirectCall.of(
                                    "ticktick_list_projects",
                                    "lists",
                                    READS,
                                    "All lists of the TickTick account, in TickTick's own JSON.")
                            .at(Route.of("GET /projects")
                                    .as(Operation.of("TickTick's lists")
                                            .answering("TickTick's own JSON array", "TickTick[]")))
                            .telling(objects("projects").needed()),
                    TickTickCalls::projects),
            new Row<>(
                    DirectCall.of(
                                    "ticktick_get_project",
                                    "one list",
                                    READS,
                                    "One list with its open tasks and columns.")
                            .at(Route.of("GET " + OF_PROJECT)
                                    .as(Operation.of("A list of TickTick with its tasks and columns")
                                            .named("ticktickReadProject")))
                            .taking(PROJECT)
                            .telling(object("project").needed(), objects("tasks"), objects("columns")),
                    TickTickCalls::project),
            new Row<>(
                    DirectCall.of("ticktick_create_project", "new list", ADDS, "Create a list in TickTick.")
                            .at(Route.of("POST /projects"))
                            .taking(writing(OF_A_LIST, title("name", 500).needed()))
                            .telling(object("project").needed()),
                    TickTickCalls::createProject),
            new Row<>(
                    DirectCall.of(
                                    "ticktick_update_project",
                                    "change list",
                                    REMOVES,
                                    "Change a list. Other fields stay as they are.")
                            .at(Route.of("POST " + OF_PROJECT).as(Operation.of("Change a list in TickTick")))
                            .taking(writing(OF_A_LIST, PROJECT, title("name", 500)))
                            .telling(object("project").needed()),
                    TickTickCalls::updateProject),
            new Row<>(
                    DirectCall.of(
                                    "ticktick_delete_project",
                                    "delete list",
                                    REMOVES,
                                    "Delete a list and its tasks in TickTick permanently.")
                            .at(Route.of("DELETE " + OF_PROJECT)
                                    .as(Operation.of("Delete a list in TickTick; this cannot be undone")))
                            .taking(writing(new Argument[0], PROJECT, CONFIRM))
                            .telling(DONE),
                    TickTickCalls::deleteProject),
            new Row<>(
                    DirectCall.of(
                                    "ticktick_create_task",
                                    "new task",
                                    ADDS,
                                    "Create a task in TickTick. Prefer create_tasks, which the ledger can undo.")
                            .at(Route.of("POST /tasks").as(Operation.of("Create a task in TickTick")))
                            .taking(writing(
                                    OF_A_TASK,
                                    title("title", 500).needed(),
                                    text("project_id", 64).said("TickTick list id")))
                            .telling(object("task").needed()),
                    TickTickCalls::createTask),
            new Row<>(
                    DirectCall.of(
                                    "ticktick_update_task",
                                    "change task",
                                    REMOVES,
                                    "Change a task. Other fields stay as they are.")
                            .at(Route.of("POST " + OF_TASK).as(Operation.of("Change a task in TickTick")))
                            .taking(writing(OF_A_TASK, TASK, PROJECT, title("title", 500)))
                            .telling(object("task").needed()),
                    TickTickCalls::updateTask),
            new Row<>(
                    DirectCall.of("ticktick_complete_task", "complete task", ADVANCES, "Complete a task in TickTick.")
                            .at(Route.of("POST " + OF_TASK + "/complete").with(Body.NONE))
                            .taking(writing(new Argument[0], PROJECT, TASK))
                            .telling(DONE),
                    TickTickCalls::completeTask),
            new Row<>(
                    DirectCall.of(
                                    "ticktick_delete_task",
                                    "delete task",
                                    REMOVES,
                                    "Delete a task in TickTick permanently.")
                            .at(Route.of("DELETE " + OF_TASK).as(Operation.of("Delete a task in TickTick")))
                            .taking(writing(new Argument[0], PROJECT, TASK, CONFIRM))
                            .telling(DONE),
                    TickTickCalls::deleteTask));

    private TickTickRows() {}

    private static Argument[] writing(Argument[] then, Argument... first) {
        Argument[] last = {text("idempotency_key", 64), text("reason", 500)};
        return Stream.of(first, then, last).flatMap(Arrays::stream).toArray(Argument[]::new);
    }
}
