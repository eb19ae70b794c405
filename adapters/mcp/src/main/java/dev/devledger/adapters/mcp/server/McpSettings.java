package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.Toolset;
import java.util.Set;

/**
 * What is offered: {@code devledger.mcp} of docs/contract.md, section 2.
 *
 * @param readOnly whether tools that change something are not offered
 * @param version of this server, as it tells clients
 */
public record McpSettings(Set<Toolset> toolsets, boolean readOnly, String version) {
    public McpSettings {
        toolsets = Set.copyOf(toolsets);
    }
}
