package dev.devledger.bootstrap.conformance;

import static dev.devledger.bootstrap.conformance.FixtureTool.NO_ARGUMENTS;
import static dev.devledger.bootstrap.conformance.Fixtures.json;
import static dev.devledger.bootstrap.conformance.Fixtures.text;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.SamplingMessage;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Locale;

/** Tools that ask the client, or the person in front of it, before they answer. */
final class AskingTools {
    private static final String PROMPT = """
            {"type": "object", "properties": {"prompt": {"type": "string"}}, "required": ["prompt"]}
            """;

    private static final String MESSAGE = """
            {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]}
            """;

    private static final String WHO = """
            {
              "type": "object",
              "properties": {
                "username": {"type": "string", "description": "User's response"},
                "email": {"type": "string", "description": "User's email address"}
              },
              "required": ["username", "email"]
            }
            """;

    private static final String DEFAULTS = """
            {
              "type": "object",
              "properties": {
                "name": {"type": "string", "default": "John Doe"},
                "age": {"type": "integer", "default": 30},
                "score": {"type": "number", "default": 95.5},
                "status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
                "verified": {"type": "boolean", "default": true}
              },
              "required": []
            }
            """;

    private static final String ENUMS = """
            {
              "type": "object",
              "properties": {
                "untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
                "titledSingle": {
                  "type": "string",
                  "oneOf": [
                    {"const": "value1", "title": "First Option"},
                    {"const": "value2", "title": "Second Option"},
                    {"const": "value3", "title": "Third Option"}
                  ]
                },
                "legacyEnum": {
                  "type": "string",
                  "enum": ["opt1", "opt2", "opt3"],
                  "enumNames": ["Option One", "Option Two", "Option Three"]
                },
                "untitledMulti": {
                  "type": "array",
                  "items": {"type": "string", "enum": ["option1", "option2", "option3"]}
                },
                "titledMulti": {
                  "type": "array",
                  "items": {
                    "anyOf": [
                      {"const": "value1", "title": "First Choice"},
                      {"const": "value2", "title": "Second Choice"},
                      {"const": "value3", "title": "Third Choice"}
                    ]
                  }
                }
              },
              "required": []
            }
            """;

    private AskingTools() {}

    static List<SyncToolSpecification> all() {
        return List.of(
                FixtureTool.of("test_sampling", PROMPT, AskingTools::sample),
                FixtureTool.of(
                        "test_elicitation",
                        MESSAGE,
                        (exchange, request) ->
                                ask(exchange, request.arguments().get("message").toString(), WHO, "User response")),
                FixtureTool.of(
                        "test_elicitation_sep1034_defaults",
                        NO_ARGUMENTS,
                        (exchange, request) ->
                                ask(exchange, "Change what is not so", DEFAULTS, "Elicitation completed")),
                FixtureTool.of(
                        "test_elicitation_sep1330_enums",
                        NO_ARGUMENTS,
                        (exchange, request) -> ask(exchange, "Choose", ENUMS, "Elicitation completed")));
    }

    private static CallToolResult sample(McpSyncServerExchange exchange, CallToolRequest request) {
        TextContent prompt = text(request.arguments().get("prompt").toString());
        var answer = exchange.createMessage(CreateMessageRequest.builder(
                        List.of(SamplingMessage.builder(Role.USER, prompt).build()), 100)
                .build());
        String said = answer.content() instanceof TextContent text ? text.text() : json(answer.content());
        return FixtureTool.answer(text("LLM response: " + said));
    }

    private static CallToolResult ask(McpSyncServerExchange exchange, String message, String form, String told) {
        ElicitResult answer = exchange.createElicitation(
                ElicitFormRequest.builder(message, Fixtures.schema(form)).build());
        return FixtureTool.answer(text("%s: action=%s, content=%s"
                .formatted(told, answer.action().name().toLowerCase(Locale.ROOT), json(answer.content()))));
    }
}
