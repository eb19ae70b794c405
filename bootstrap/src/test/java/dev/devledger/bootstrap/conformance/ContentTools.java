package dev.devledger.bootstrap.conformance;

import static dev.devledger.bootstrap.conformance.FixtureTool.NO_ARGUMENTS;
import static dev.devledger.bootstrap.conformance.FixtureTool.answering;
import static dev.devledger.bootstrap.conformance.Fixtures.contents;
import static dev.devledger.bootstrap.conformance.Fixtures.png;
import static dev.devledger.bootstrap.conformance.Fixtures.text;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import java.util.List;

/** Tools that answer each kind of content there is. */
final class ContentTools {
    private static final String NEWEST_SCHEMA = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "$defs": {
                "address": {
                  "$anchor": "addressDef",
                  "type": "object",
                  "properties": {"street": {"type": "string"}, "city": {"type": "string"}}
                }
              },
              "properties": {
                "name": {"type": "string"},
                "address": {"$ref": "#/$defs/address"},
                "contactMethod": {"type": "string", "enum": ["phone", "email"]},
                "phone": {"type": "string"},
                "email": {"type": "string"}
              },
              "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
              "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
              "then": {"required": ["phone"]},
              "else": {"required": ["email"]},
              "additionalProperties": false
            }
            """;

    private ContentTools() {}

    static List<SyncToolSpecification> all() {
        return List.of(
                answering("test_simple_text", text("This is a simple text response for testing.")),
                answering("test_image_content", png()),
                answering(
                        "test_audio_content",
                        AudioContent.builder(Fixtures.WAV, "audio/wav").build()),
                answering(
                        "test_embedded_resource",
                        resource("test://embedded-resource", "text/plain", "This is an embedded resource content.")),
                answering(
                        "test_multiple_content_types",
                        text("Multiple content types test:"),
                        png(),
                        resource(
                                "test://mixed-content-resource",
                                "application/json",
                                "{\"test\":\"data\",\"value\":123}")),
                FixtureTool.of("test_error_handling", NO_ARGUMENTS, (exchange, request) -> CallToolResult.builder()
                        .addTextContent("This tool intentionally returns an error for testing")
                        .isError(true)
                        .build()),
                FixtureTool.of(
                        "json_schema_2020_12_tool",
                        NEWEST_SCHEMA,
                        (exchange, request) -> FixtureTool.answer(text("An address was taken."))));
    }

    private static EmbeddedResource resource(String uri, String type, String text) {
        return EmbeddedResource.builder(contents(uri, type, text)).build();
    }
}
