package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.Completions;
import dev.devledger.adapters.mcp.tool.Prompts;
import dev.devledger.adapters.mcp.tool.Resources;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult.CompleteCompletion;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import java.util.List;
import java.util.stream.Stream;

/** The completion of arguments, as the SDK wants it: said again for each prompt and each template. */
record Completing(Completions completions, Failing failing) {
    /** As the protocol has it. */
    private static final int MOST = 100;

    List<SyncCompletionSpecification> specifications(Prompts prompts, Resources resources) {
        Stream<CompleteReference> ofPrompts = prompts.all().stream().map(prompt -> new PromptReference(prompt.name()));
        Stream<CompleteReference> ofTemplates =
                resources.templates().stream().map(template -> new ResourceReference(template.uri()));
        return Stream.concat(ofPrompts, ofTemplates)
                .map(reference ->
                        new SyncCompletionSpecification(reference, (exchange, request) -> complete(exchange, request)))
                .toList();
    }

    private CompleteResult complete(McpSyncServerExchange exchange, CompleteRequest request) {
        String argument = request.argument().name();
        String typed = request.argument().value();
        List<String> values = failing.plainly(
                "completion of " + argument,
                () -> Callers.reading(exchange, () -> completions.of(argument, typed == null ? "" : typed)));
        return new CompleteResult(
                new CompleteCompletion(values.stream().limit(MOST).toList()));
    }
}
