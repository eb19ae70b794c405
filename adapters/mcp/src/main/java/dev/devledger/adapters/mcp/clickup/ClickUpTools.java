package dev.devledger.adapters.mcp.clickup;

import static dev.devledger.adapters.mcp.clickup.ClickUpFields.home;
import static dev.devledger.adapters.mcp.clickup.ClickUpFields.homeId;
import static dev.devledger.adapters.mcp.clickup.ClickUpFields.id;
import static dev.devledger.adapters.mcp.clickup.ClickUpFields.json;
import static dev.devledger.adapters.mcp.clickup.ClickUpFields.query;

import dev.devledger.adapters.mcp.ToolPorts;
import dev.devledger.adapters.mcp.direct.DirectOrders;
import dev.devledger.adapters.mcp.direct.DirectTool;
import dev.devledger.adapters.mcp.direct.DirectWords;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.direct.DirectCall;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.ledger.IdempotentCalls;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The tools: which call of ClickUp each one is. */
public record ClickUpTools(DirectCalls clickup, DirectOrders orders) {
    private static final DirectWords WORDS = new DirectWords(
            "ClickUp",
            "ECODE",
            ToolProblem.CLICKUP_REFUSED,
            ToolProblem.CLICKUP_UNAVAILABLE,
            "Call clickup_list_spaces, clickup_list_lists or clickup_list_tasks to get ids.",
            "Check with clickup_get_task or clickup_list_tasks before you send a change again.",
            UnaryOperator.identity());

    public ClickUpTools(ToolPorts ports) {
        this(ports.directCalls(), new DirectOrders(ports));
    }

    public List<Tool> all() {
        return Stream.of(places(), tasks(), comments(), boards())
                .flatMap(List::stream)
                .toList();
    }

    private List<Tool> places() {
        return List.of(
                new DirectTool(ClickUpDeclarations.CONNECTION, call -> connection(), ClickUpTools::connection),
                read(ClickUpDeclarations.LIST_TEAMS, call -> new DirectCall.Teams(), ClickUpAnswers::teams),
                read(ClickUpDeclarations.LIST_SPACES, ClickUpTools::spaces, ClickUpAnswers::spaces),
                read(
                        ClickUpDeclarations.LIST_FOLDERS,
                        call -> new DirectCall.Folders(id(call, "space_id"), call.flag("archived")),
                        ClickUpAnswers::folders),
                read(
                        ClickUpDeclarations.LIST_LISTS,
                        call -> new DirectCall.Lists(home(call), homeId(call), call.flag("archived")),
                        ClickUpAnswers::lists),
                once(
                        ClickUpDeclarations.CREATE_LIST,
                        call -> new DirectCall.CreateList(home(call), homeId(call), json(call)),
                        ClickUpAnswers::list));
    }

    private List<Tool> tasks() {
        return List.of(
                read(
                        ClickUpDeclarations.LIST_TASKS,
                        call -> new DirectCall.Tasks(id(call, "list_id"), query(call)),
                        ClickUpAnswers::tasks),
                read(
                        ClickUpDeclarations.GET_TASK,
                        call -> new DirectCall.Task(id(call, "task_id")),
                        ClickUpAnswers::task),
                once(
                        ClickUpDeclarations.CREATE_TASK,
                        call -> new DirectCall.CreateTask(id(call, "list_id"), json(call)),
                        ClickUpAnswers::written),
                change(ClickUpDeclarations.UPDATE_TASK, DirectCall.UpdateTask::new),
                change(ClickUpDeclarations.SET_STATUS, DirectCall.SetStatus::new),
                change(ClickUpDeclarations.ASSIGN, DirectCall.Assign::new),
                again(ClickUpDeclarations.DELETE_TASK, ClickUpTools::delete, ClickUpAnswers::done));
    }

    private List<Tool> comments() {
        return List.of(
                read(
                        ClickUpDeclarations.LIST_COMMENTS,
                        call -> new DirectCall.Comments(id(call, "task_id"), query(call)),
                        ClickUpAnswers::comments),
                once(
                        ClickUpDeclarations.ADD_COMMENT,
                        call -> new DirectCall.AddComment(id(call, "task_id"), json(call)),
                        ClickUpAnswers::comment));
    }

    private List<Tool> boards() {
        return List.of(
                read(
                        ClickUpDeclarations.LIST_BOARDS,
                        call -> new DirectCall.Boards(id(call, "space_id")),
                        ClickUpAnswers::views),
                read(
                        ClickUpDeclarations.GET_BOARD,
                        call -> new DirectCall.Board(id(call, "board_id"), query(call)),
                        ClickUpAnswers::board),
                once(
                        ClickUpDeclarations.CREATE_BOARD,
                        call -> new DirectCall.CreateBoard(id(call, "space_id"), json(call)),
                        ClickUpAnswers::view));
    }

    private static DirectCall spaces(Arguments call) {
        return new DirectCall.Spaces(call.has("team_id") ? id(call, "team_id") : null, call.flag("archived"));
    }

    private static DirectCall delete(Arguments call) {
        ClickUpFields.requireConfirmed(call);
        return new DirectCall.DeleteTask(id(call, "task_id"));
    }

    /** With the limit, which is known once something was asked. */
    private IdempotentCalls.Done connection() {
        ObjectNode answer = ToolJson.read(WORDS.json(clickup.send(new DirectCall.Connection(), null)));
        if (answer.path("connected").asBoolean(false)
                && clickup.send(new DirectCall.RateLimit(), null) instanceof DirectReply.Json(var limit)) {
            answer.set("rate_limit", ToolJson.tree(limit));
        }
        return new IdempotentCalls.Done(answer.toString(), false);
    }

    private static ToolAnswer connection(String json) {
        ObjectNode said = (ObjectNode) ClickUpShapes.WHOLE.of(ToolJson.tree(json));
        StringBuilder lines = new StringBuilder("ClickUp: " + said.path("state").asString(""));
        if (said.has("user")) {
            lines.append(" as ").append(said.path("user").path("username").asString(""));
        }
        if (said.has("message")) {
            lines.append(". ").append(said.path("message").asString(""));
        }
        said.path("teams").forEach(team -> lines.append('\n').append(ClickUpLines.team(team)));
        if (said.has("rate_limit")) {
            lines.append("\ncalls left: ")
                    .append(said.path("rate_limit").path("remaining").asString(""))
                    .append(" of ")
                    .append(said.path("rate_limit").path("limit").asString(""))
                    .append(" until ")
                    .append(said.path("rate_limit").path("reset").asString(""));
        }
        return new ToolAnswer(said, lines.toString());
    }

    private interface Change {
        DirectCall of(String task, String json);
    }

    private Tool change(Declaration declaration, Change change) {
        return again(declaration, call -> change.of(id(call, "task_id"), json(call)), ClickUpAnswers::written);
    }

    private String ask(Arguments arguments, Function<Arguments, DirectCall> call) {
        return WORDS.json(clickup.send(call.apply(arguments), arguments.text("team_id")));
    }

    private Tool read(Declaration declaration, Function<Arguments, DirectCall> call, DirectTool.Answer answer) {
        return new DirectTool(
                declaration, asked -> new IdempotentCalls.Done(ask(asked.arguments(), call), false), answer);
    }

    /** Must not be done twice. */
    private Tool once(Declaration declaration, Function<Arguments, DirectCall> call, DirectTool.Answer answer) {
        return write(declaration, call, answer, DirectWords::nothingWasDone);
    }

    /** Does no harm twice. */
    private Tool again(Declaration declaration, Function<Arguments, DirectCall> call, DirectTool.Answer answer) {
        return write(declaration, call, answer, failure -> true);
    }

    private Tool write(
            Declaration declaration,
            Function<Arguments, DirectCall> call,
            DirectTool.Answer answer,
            Predicate<RuntimeException> frees) {
        return new DirectTool(
                declaration, asked -> orders.run(asked, () -> ask(asked.arguments(), call), frees), answer);
    }
}
