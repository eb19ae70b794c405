package dev.devledger.adapters.mcp;

import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.domain.access.Scope;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** A tool that does what a test wants of it, and answers a word. */
public record ProbeTool(String name, Toolset toolset, Hints hints, Function<ToolCall, String> work) implements Tool {

    @Override
    public Declaration declaration() {
        return new Declaration(
                name,
                "Probe " + name,
                "Does what a test wants.",
                toolset,
                hints,
                hints.readOnly() ? Scope.READ : Scope.WRITE,
                Schema.closed("word", Schema.name(20), "many", Schema.number(1, 5)),
                Schema.open("said", Schema.text()).requiring("said"));
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        String said = work.apply(call);
        ObjectNode structured = ToolJson.object();
        structured.put("said", said);
        return new ToolAnswer(structured, "said " + said);
    }
}
