package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Schema;

/** How much an answer says. */
enum Format {
    CONCISE,
    DETAILED;

    private static final String ARGUMENT = "response_format";

    static Schema schema(Format otherwise) {
        return Schema.oneOf("concise", "detailed").orElse(otherwise.word());
    }

    static Format of(Arguments arguments, Format otherwise) {
        return arguments.text(ARGUMENT, otherwise.word()).equals(DETAILED.word()) ? DETAILED : CONCISE;
    }

    private String word() {
        return this == DETAILED ? "detailed" : "concise";
    }
}
