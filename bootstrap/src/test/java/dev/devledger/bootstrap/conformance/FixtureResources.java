package dev.devledger.bootstrap.conformance;

import static dev.devledger.bootstrap.conformance.Fixtures.contents;

import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.util.List;

/** Resources of each kind. */
final class FixtureResources {
    private FixtureResources() {}

    static List<SyncResourceSpecification> all() {
        return List.of(
                resource(contents(
                        "test://static-text", "text/plain", "This is the content of the static text resource.")),
                resource(BlobResourceContents.builder("test://static-binary", Fixtures.PNG)
                        .mimeType("image/png")
                        .build()),
                resource(contents("test://watched-resource", "text/plain", "Nothing has changed yet.")));
    }

    static SyncResourceTemplateSpecification template() {
        ResourceTemplate template = ResourceTemplate.builder("test://template/{id}/data", "Data by id")
                .description("A fixture of the conformance suite.")
                .mimeType("application/json")
                .build();
        return new SyncResourceTemplateSpecification(template, (exchange, request) -> {
            String id = request.uri().replaceAll("^test://template/(.*)/data$", "$1");
            String data = "{\"id\":\"%1$s\",\"templateTest\":true,\"data\":\"Data for ID: %1$s\"}".formatted(id);
            return answer(contents(request.uri(), "application/json", data));
        });
    }

    private static SyncResourceSpecification resource(ResourceContents contents) {
        Resource resource = Resource.builder(contents.uri(), contents.uri())
                .description("A fixture of the conformance suite.")
                .mimeType(contents.mimeType())
                .build();
        return new SyncResourceSpecification(resource, (exchange, request) -> answer(contents));
    }

    private static ReadResourceResult answer(ResourceContents contents) {
        return ReadResourceResult.builder(List.of(contents)).build();
    }
}
