package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.application.ledger.IdempotencyStore.IdempotentCalls;

/** Calls a service, and turns the service's JSON into an answer. */
public record DirectTool(Declaration declaration, Ask ask, Answer answer) implements Tool {

    public interface Ask {
        IdempotentCalls.Done of(ToolCall call);
    }

    public interface Answer {
        ToolAnswer to(String json);
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        IdempotentCalls.Done done = ask.of(call);
        ToolAnswer shown = answer.to(done.answer());
        return done.replayed() ? shown.replayed() : shown;
    }
}
