package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tools of the registry, as the SDK wants them. */
record Tools(ToolRegistry registry) {
    private static final Logger LOG = LoggerFactory.getLogger(Tools.class);

    /** Keeps what is null: whether a tool takes that is for its schema to say. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    List<SyncToolSpecification> specifications() {
        return registry.all().stream().map(this::specification).toList();
    }

    private SyncToolSpecification specification(Declaration declaration) {
        return SyncToolSpecification.builder()
                .tool(tool(declaration))
                .callHandler(this::call)
                .build();
    }

    private static Tool tool(Declaration declaration) {
        Hints hints = declaration.hints();
        return Tool.builder(declaration.name(), declaration.input().json())
                .title(declaration.title())
                .description(declaration.description())
                .outputSchema(declaration.output().json())
                .annotations(ToolAnnotations.builder()
                        .readOnlyHint(hints.readOnly())
                        .destructiveHint(hints.destructive())
                        .idempotentHint(hints.idempotent())
                        .openWorldHint(hints.openWorld())
                        .build())
                .build();
    }

    /** Whatever is thrown here, the SDK would send its message to the client. */
    private CallToolResult call(McpSyncServerExchange exchange, CallToolRequest request) {
        try {
            return result(registry.call(
                    request.name(), Callers.of(exchange), arguments(request), Progress.of(exchange, request)));
        } catch (Throwable failure) {
            LOG.error("Unexpected failure of the tool {}", request.name(), failure);
            return failed(Failing.unexpected());
        }
    }

    private static ObjectNode arguments(CallToolRequest request) {
        Map<String, Object> arguments = request.arguments();
        return JSON.valueToTree(arguments == null ? Map.of() : arguments);
    }

    private static CallToolResult result(ToolRegistry.Outcome outcome) {
        return switch (outcome) {
            case ToolRegistry.Outcome.Answered answered -> answered(answered.answer());
            case ToolRegistry.Outcome.Failed failed -> failed(failed.text());
        };
    }

    private static CallToolResult answered(ToolAnswer answer) {
        return CallToolResult.builder()
                .addTextContent(answer.text())
                .structuredContent(answer.structured())
                .isError(false)
                .build();
    }

    private static CallToolResult failed(String text) {
        return CallToolResult.builder().addTextContent(text).isError(true).build();
    }
}
