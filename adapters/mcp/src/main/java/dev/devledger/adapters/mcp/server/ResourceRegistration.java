package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Resources.Resource;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registers the resources with the SDK. */
record ResourceRegistration(Resources resources, ProtocolErrors failing) {
    private static final String MARKDOWN = "text/markdown";

    List<SyncResourceSpecification> listed() {
        return resources.listed().stream().map(this::listed).toList();
    }

    List<SyncResourceTemplateSpecification> templates() {
        return resources.templates().stream().map(this::template).toList();
    }

    private SyncResourceSpecification listed(Resource resource) {
        McpSchema.Resource described = McpSchema.Resource.builder(resource.uri(), resource.name())
                .title(resource.title())
                .description(resource.description())
                .mimeType(MARKDOWN)
                .build();
        return new SyncResourceSpecification(described, (exchange, request) -> read(exchange, request));
    }

    private SyncResourceTemplateSpecification template(Resource resource) {
        McpSchema.ResourceTemplate described = McpSchema.ResourceTemplate.builder(resource.uri(), resource.name())
                .title(resource.title())
                .description(resource.description())
                .mimeType(MARKDOWN)
                .build();
        return new SyncResourceTemplateSpecification(described, (exchange, request) -> read(exchange, request));
    }

    private ReadResourceResult read(McpSyncServerExchange exchange, ReadResourceRequest request) {
        String uri = request.uri();
        String markdown = failing.<@Nullable String>plainly(
                "resource " + uri, () -> CallerContext.<@Nullable String>reading(exchange, () -> resources.read(uri)));
        if (markdown == null) {
            throw McpError.RESOURCE_NOT_FOUND.apply(uri);
        }
        return ReadResourceResult.builder(List.of(TextResourceContents.builder(uri, markdown)
                        .mimeType(MARKDOWN)
                        .build()))
                .build();
    }
}
