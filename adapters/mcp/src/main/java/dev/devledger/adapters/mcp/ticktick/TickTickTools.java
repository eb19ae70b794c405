package dev.devledger.adapters.mcp.ticktick;

import static dev.devledger.adapters.mcp.ticktick.TickTickFields.id;
import static dev.devledger.adapters.mcp.ticktick.TickTickFields.json;

import dev.devledger.adapters.mcp.ToolPorts;
import dev.devledger.adapters.mcp.direct.DirectOrders;
import dev.devledger.adapters.mcp.direct.DirectTool;
import dev.devledger.adapters.mcp.direct.DirectWords;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.PassThrough;
import dev.devledger.application.ledger.IdempotentCalls;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The nine tools: which call of TickTick each one is. */
public record TickTickTools(PassThrough ticktick, DirectOrders orders) {
    private static final DirectWords WORDS = new DirectWords(
            "TickTick",
            "errorCode",
            ToolProblem.TICKTICK_REFUSED,
            ToolProblem.TICKTICK_UNAVAILABLE,
            "Call ticktick_list_projects for list ids, ticktick_get_project for the ids of open tasks.",
            "Check with ticktick_get_project before you send a change again.",
            TickTickFields::ours);

    public TickTickTools(ToolPorts ports) {
        this(ports.passThrough(), new DirectOrders(ports));
    }

    public List<Tool> all() {
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

    private static Tool read(Declaration declaration, Function<Arguments, DirectReply> ask, DirectTool.Answer answer) {
        return new DirectTool(
                declaration, call -> new IdempotentCalls.Done(WORDS.json(ask.apply(call.arguments())), false), answer);
    }

    /** Must not be done twice. */
    private Tool once(Declaration declaration, Function<Arguments, DirectReply> ask, DirectTool.Answer answer) {
        return write(declaration, ask, answer, DirectWords::nothingWasDone);
    }

    /** Does no harm twice. */
    private Tool again(Declaration declaration, Function<Arguments, DirectReply> ask, DirectTool.Answer answer) {
        return write(declaration, ask, answer, failure -> true);
    }

    private Tool write(
            Declaration declaration,
            Function<Arguments, DirectReply> ask,
            DirectTool.Answer answer,
            Predicate<RuntimeException> frees) {
        return new DirectTool(
                declaration, call -> orders.run(call, () -> WORDS.json(ask.apply(call.arguments())), frees), answer);
    }
}
