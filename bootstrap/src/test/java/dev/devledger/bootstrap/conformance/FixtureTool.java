package dev.devledger.bootstrap.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.function.BiFunction;

/** Makes a tool of a handler. */
final class FixtureTool {
    static final String NO_ARGUMENTS = "{\"type\": \"object\", \"properties\": {}}";

    private FixtureTool() {}

    static SyncToolSpecification answering(String name, Content... content) {
        return of(name, NO_ARGUMENTS, (exchange, request) -> answer(content));
    }

    static SyncToolSpecification of(
            String name, String schema, BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
        return SyncToolSpecification.builder()
                .tool(Tool.builder(name, Fixtures.schema(schema))
                        .description("A fixture of the conformance suite.")
                        .build())
                .callHandler(handler)
                .build();
    }

    static CallToolResult answer(Content... content) {
        return CallToolResult.builder().content(List.of(content)).build();
    }
}
