package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.tool.Prompts;
import dev.devledger.adapters.mcp.tool.Prompts.Argument;
import dev.devledger.adapters.mcp.tool.Prompts.Completions;
import dev.devledger.adapters.mcp.tool.Prompts.Prompt;
import dev.devledger.adapters.mcp.tool.Resources;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult.CompleteCompletion;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Registers the prompts with the SDK. */
record PromptRegistration(Prompts prompts, ProtocolErrors failing) {
    List<SyncPromptSpecification> specifications() {
        return prompts.all().stream().map(this::specification).toList();
    }

    private SyncPromptSpecification specification(Prompt prompt) {
        McpSchema.Prompt described = McpSchema.Prompt.builder(prompt.name())
                .title(prompt.title())
                .description(prompt.description())
                .arguments(prompt.arguments().stream().map(PromptRegistration::argument).toList())
                .build();
        return new SyncPromptSpecification(described, (exchange, request) -> get(exchange, prompt, request));
    }

    private static PromptArgument argument(Argument argument) {
        return PromptArgument.builder(argument.name())
                .description(argument.description())
                .required(argument.required())
                .build();
    }

    private GetPromptResult get(McpSyncServerExchange exchange, Prompt prompt, GetPromptRequest request) {
        Map<String, String> arguments = arguments(request);
        for (Argument argument : prompt.arguments()) {
            if (argument.required() && !arguments.containsKey(argument.name())) {
                throw ProtocolErrors.error(
                        ErrorCodes.INVALID_PARAMS, "The prompt needs the argument " + argument.name() + ".");
            }
        }
        String text = failing.plainly(
                "prompt " + prompt.name(),
                () -> CallerContext.reading(exchange, () -> prompts.text(prompt.name(), arguments)));
        TextContent content = TextContent.builder(text).build();
        return GetPromptResult.builder(
                        List.of(PromptMessage.builder(Role.USER, content).build()))
                .description(prompt.description())
                .build();
    }

    private static Map<String, String> arguments(GetPromptRequest request) {
        Map<String, String> arguments = new LinkedHashMap<>();
        Map<String, Object> given = request.arguments();
        if (given != null) {
            given.forEach((name, value) -> {
                if (value != null) {
                    arguments.put(name, value.toString());
                }
            });
        }
        return arguments;
    }

    /** Registers the completion of arguments with the SDK, for each prompt and each template separately. */
    record CompletionRegistration(Completions completions, ProtocolErrors failing) {
        /** The most completions that the protocol allows. */
        private static final int MOST = 100;

        List<SyncCompletionSpecification> specifications(Prompts prompts, Resources resources) {
            Stream<CompleteReference> ofPrompts =
                    prompts.all().stream().map(prompt -> new PromptReference(prompt.name()));
            Stream<CompleteReference> ofTemplates =
                    resources.templates().stream().map(template -> new ResourceReference(template.uri()));
            return Stream.concat(ofPrompts, ofTemplates)
                    .map(reference -> new SyncCompletionSpecification(
                            reference, (exchange, request) -> complete(exchange, request)))
                    .toList();
        }

        private CompleteResult complete(McpSyncServerExchange exchange, CompleteRequest request) {
            String argument = request.argument().name();
            String typed = request.argument().value();
            List<String> values = failing.plainly(
                    "completion of " + argument,
                    () -> CallerContext.reading(exchange, () -> completions.of(argument, typed == null ? "" : typed)));
            return new CompleteResult(
                    new CompleteCompletion(values.stream().limit(MOST).toList()));
        }
    }
}
