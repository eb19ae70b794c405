package dev.devledger.bootstrap.conformance;

import static dev.devledger.bootstrap.conformance.Fixtures.contents;
import static dev.devledger.bootstrap.conformance.Fixtures.png;
import static dev.devledger.bootstrap.conformance.Fixtures.text;

import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult.CompleteCompletion;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.Role;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Prompts with each kind of content. */
final class FixturePrompts {
    static final String WITH_ARGUMENTS = "test_prompt_with_arguments";

    private FixturePrompts() {}

    static List<SyncPromptSpecification> all() {
        return List.of(
                prompt("test_simple_prompt", List.of(), given -> List.of(text("This is a simple prompt for testing."))),
                prompt(WITH_ARGUMENTS, List.of("arg1", "arg2"), FixturePrompts::both),
                prompt("test_prompt_with_embedded_resource", List.of("resourceUri"), FixturePrompts::embedding),
                prompt(
                        "test_prompt_with_image",
                        List.of(),
                        given -> List.of(png(), text("Please analyze the image above."))));
    }

    static SyncCompletionSpecification completion() {
        List<String> values = List.of("paris", "park", "party", "test");
        return new SyncCompletionSpecification(new PromptReference(WITH_ARGUMENTS), (exchange, request) -> {
            String begun = request.argument().value();
            return new CompleteResult(new CompleteCompletion(
                    values.stream().filter(value -> value.startsWith(begun)).toList()));
        });
    }

    private static List<Content> both(Map<String, Object> given) {
        return List.of(
                text("Prompt with arguments: arg1='%s', arg2='%s'".formatted(given.get("arg1"), given.get("arg2"))));
    }

    private static List<Content> embedding(Map<String, Object> given) {
        String uri = given.get("resourceUri").toString();
        return List.of(
                EmbeddedResource.builder(contents(uri, "text/plain", "Embedded resource content for testing."))
                        .build(),
                text("Please process the embedded resource above."));
    }

    static SyncPromptSpecification prompt(
            String name, List<String> arguments, Function<Map<String, Object>, List<Content>> content) {
        Prompt prompt = Prompt.builder(name)
                .description("A fixture of the conformance suite.")
                .arguments(arguments.stream()
                        .map(argument ->
                                PromptArgument.builder(argument).required(true).build())
                        .toList())
                .build();
        return new SyncPromptSpecification(prompt, (exchange, request) -> GetPromptResult.builder(
                        content.apply(request.arguments() == null ? Map.of() : request.arguments()).stream()
                                .map(each ->
                                        PromptMessage.builder(Role.USER, each).build())
                                .toList())
                .build());
    }
}
