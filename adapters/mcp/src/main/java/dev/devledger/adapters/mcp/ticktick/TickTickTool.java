package dev.devledger.adapters.mcp.ticktick;

import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.application.ledger.IdempotentCalls;

/** One of the nine: asks TickTick, and makes an answer of its JSON. */
record TickTickTool(Declaration declaration, Ask ask, Answer answer) implements Tool {

    interface Ask {
        IdempotentCalls.Done of(ToolCall call);
    }

    interface Answer {
        ToolAnswer to(String json);
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        IdempotentCalls.Done done = ask.of(call);
        ToolAnswer shown = answer.to(done.answer());
        return done.replayed() ? shown.replayed() : shown;
    }
}
