package dev.devledger.bootstrap.conformance;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What the suite's scenarios ask for, by its words: {@code conformance list --server} and its descriptions. */
final class Fixtures {
    /** One pixel. */
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /** No sample at all. */
    static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

    private Fixtures() {}

    static void addTo(McpServer.SyncSpecification<?> server) {
        server.capabilities(McpSchema.ServerCapabilities.builder()
                        .tools(false)
                        .resources(true, false)
                        .prompts(false)
                        .completions()
                        .build())
                .tools(ContentTools.all())
                .tools(TalkingTools.all())
                .tools(AskingTools.all())
                .prompts(FixturePrompts.all())
                .completions(FixturePrompts.completion())
                .resources(FixtureResources.all())
                .resourceTemplates(FixtureResources.template());
    }

    static McpSchema.TextContent text(String text) {
        return McpSchema.TextContent.builder(text).build();
    }

    static McpSchema.ImageContent png() {
        return McpSchema.ImageContent.builder(PNG, "image/png").build();
    }

    static McpSchema.TextResourceContents contents(String uri, String type, String text) {
        return McpSchema.TextResourceContents.builder(uri, text).mimeType(type).build();
    }

    static Map<String, Object> schema(String json) {
        try {
            return McpJsonDefaults.getMapper().readValue(json, new TypeRef<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(Object value) {
        try {
            return McpJsonDefaults.getMapper().writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
