package dev.devledger.adapters.mcp.server;

import io.modelcontextprotocol.server.McpServer;

/** Adds to the server what no ledger has: the fixtures of the conformance suite. */
@FunctionalInterface
public interface McpServerCustomizer {
    void customize(McpServer.SyncSpecification<?> server);
}
