package dev.devledger.adapters.mcp.trackingtime;

import dev.devledger.adapters.mcp.ToolPorts;
import dev.devledger.adapters.mcp.direct.DirectOrders;
import dev.devledger.adapters.mcp.direct.DirectTool;
import dev.devledger.adapters.mcp.direct.DirectWords;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.direct.NamedCall;
import dev.devledger.application.direct.NamedCall.Effect;
import dev.devledger.application.direct.NamedCalls;
import dev.devledger.application.ledger.IdempotentCalls;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** The tools: one for each call. */
public record TrackingTimeTools(NamedCalls trackingtime, DirectOrders orders) {
    private static final DirectWords WORDS = new DirectWords(
            "TrackingTime",
            "status",
            ToolProblem.TRACKINGTIME_REFUSED,
            ToolProblem.TRACKINGTIME_UNAVAILABLE,
            "Call tt_list_projects, tt_list_tasks or tt_list_time_entries to get ids.",
            "Check with tt_list_tasks or tt_list_time_entries before you send a change again.",
            UnaryOperator.identity());

    public TrackingTimeTools(ToolPorts ports) {
        this(ports.namedCalls(), new DirectOrders(ports));
    }

    public List<Tool> all() {
        return trackingtime.all().stream().map(this::tool).toList();
    }

    private Tool tool(NamedCall call) {
        return new DirectTool(
                TrackingTimeDeclarations.of(call),
                asked -> done(call, asked),
                json -> TrackingTimeAnswers.of(call, json));
    }

    private IdempotentCalls.Done done(NamedCall call, ToolCall asked) {
        ObjectNode arguments = asked.arguments().json();
        arguments.remove(TrackingTimeDeclarations.KEY);
        Supplier<String> work = () -> WORDS.json(trackingtime.send(call.name(), arguments.toString()));
        if (call.effect() == Effect.READS) {
            return new IdempotentCalls.Done(work.get(), false);
        }
        boolean onlyOnce = call.effect() == Effect.ADDS;
        return orders.run(asked, work, failure -> !onlyOnce || DirectWords.nothingWasDone(failure));
    }
}
