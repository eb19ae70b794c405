package dev.devledger.bootstrap.architecture.planted.adapters.mcp.server;

import io.modelcontextprotocol.server.McpSyncServer;
import org.springframework.ai.mcp.server.webmvc.transport.WebMvcStreamableServerTransportProvider;

record InnocentDoor(McpSyncServer server, WebMvcStreamableServerTransportProvider transport) {}
