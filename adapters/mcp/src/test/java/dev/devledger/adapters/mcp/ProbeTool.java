package dev.devledger.adapters.mcp;

import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.access.Access.Scope;
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
                Schema.closed("word", Schema.name(20), "many", Schema.number(1, 5), "confirm", Schema.flag()),
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
