package dev.devledger.adapters.mcp.ticktick;

import static dev.devledger.adapters.mcp.ticktick.TickTickFields.id;
import static dev.devledger.adapters.mcp.ticktick.TickTickFields.json;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.application.ledger.IdempotentCalls;
import dev.devledger.application.sync.connector.PassThrough;
import dev.devledger.application.sync.connector.PassThrough.Reply;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The nine tools: which call of TickTick each one is. */
record TickTickTools(PassThrough ticktick, TickTickOrders orders) {
    List<Tool> all() {
        return List.of(
                listProjects(),
                getProject(),
                createProject(),
                updateProject(),
                deleteProject(),
                createTask(),
                updateTask(),
                completeTask(),
                deleteTask());
    }

    private Tool listProjects() {
        return read(TickTickDeclarations.LIST_PROJECTS, arguments -> ticktick.projects(), TickTickAnswers::lists);
    }

    private Tool getProject() {
        return read(
                TickTickDeclarations.GET_PROJECT,
                arguments -> ticktick.project(id(arguments, "project_id")),
                TickTickAnswers::oneList);
    }

    private Tool createProject() {
        return once(
                TickTickDeclarations.CREATE_PROJECT,
                arguments -> ticktick.createProject(json(arguments)),
                TickTickAnswers::list);
    }

    private Tool updateProject() {
        return again(
                TickTickDeclarations.UPDATE_PROJECT,
                arguments -> ticktick.updateProject(id(arguments, "project_id"), json(arguments, "project_id")),
                TickTickAnswers::list);
    }

    private Tool deleteProject() {
        return again(
                TickTickDeclarations.DELETE_PROJECT,
                arguments -> {
                    TickTickFields.requireConfirmed(arguments);
                    return ticktick.deleteProject(id(arguments, "project_id"));
                },
                TickTickAnswers::done);
    }

    private Tool createTask() {
        return once(
                TickTickDeclarations.CREATE_TASK,
                arguments -> ticktick.createTask(json(arguments)),
                TickTickAnswers::task);
    }

    private Tool updateTask() {
        return again(
                TickTickDeclarations.UPDATE_TASK,
                arguments ->
                        ticktick.updateTask(id(arguments, "project_id"), id(arguments, "task_id"), json(arguments)),
                TickTickAnswers::task);
    }

    /** Twice would end two occurrences of a recurring task. */
    private Tool completeTask() {
        return once(
                TickTickDeclarations.COMPLETE_TASK,
                arguments -> ticktick.completeTask(id(arguments, "project_id"), id(arguments, "task_id")),
                TickTickAnswers::done);
    }

    private Tool deleteTask() {
        return again(
                TickTickDeclarations.DELETE_TASK,
                arguments -> {
                    TickTickFields.requireConfirmed(arguments);
                    return ticktick.deleteTask(id(arguments, "project_id"), id(arguments, "task_id"));
                },
                TickTickAnswers::done);
    }

    private static Tool read(Declaration declaration, Function<Arguments, Reply> ask, TickTickTool.Answer answer) {
        return new TickTickTool(
                declaration,
                call -> new IdempotentCalls.Done(TickTickReplies.json(ask.apply(call.arguments())), false),
                answer);
    }

    /** Must not be done twice. */
    private Tool once(Declaration declaration, Function<Arguments, Reply> ask, TickTickTool.Answer answer) {
        return write(declaration, ask, answer, TickTickReplies::nothingWasDone);
    }

    /** Does no harm twice. */
    private Tool again(Declaration declaration, Function<Arguments, Reply> ask, TickTickTool.Answer answer) {
        return write(declaration, ask, answer, failure -> true);
    }

    private Tool write(
            Declaration declaration,
            Function<Arguments, Reply> ask,
            TickTickTool.Answer answer,
            Predicate<RuntimeException> frees) {
        return new TickTickTool(
                declaration,
                call -> orders.run(call, () -> TickTickReplies.json(ask.apply(call.arguments())), frees),
                answer);
    }
}
