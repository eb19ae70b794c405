package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.ToolPorts;
import dev.devledger.adapters.mcp.direct.DirectTools;
import dev.devledger.adapters.mcp.reading.ReadingTools;
import dev.devledger.adapters.mcp.time.TimeTools;
import dev.devledger.adapters.mcp.tool.Completions;
import dev.devledger.adapters.mcp.tool.Prompts;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.writing.WritingTools;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that agents can have.
 *
 * @param tools in any order, also those that are off
 */
public record McpOffer(List<Tool> tools, Resources resources, Prompts prompts, Completions completions) {
    public static McpOffer of(ToolPorts ports) {
        ReadingTools reading = new ReadingTools(ports);
        List<Tool> tools = Stream.of(
                        reading.all(),
                        new WritingTools(ports).all(),
                        new TimeTools(ports).all(),
                        DirectTools.all(ports))
                .flatMap(List::stream)
                .toList();
        return new McpOffer(tools, reading.resources(), reading.prompts(), reading.completions());
    }
}
