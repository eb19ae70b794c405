package dev.devledger.adapters.mcp.tool;

import tools.jackson.databind.JsonNode;

/** The last lines of a text: what a structured answer has beside its items. */
public final class Footer {
    private Footer() {}

    public static String end(StringBuilder text, JsonNode answer) {
        for (String field : new String[] {"nextCursor", "hint"}) {
            String value = answer.path(field).asString("");
            if (!value.isEmpty()) {
                text.append(field).append(": ").append(Quoted.line(value)).append('\n');
            }
        }
        return text.toString().stripTrailing();
    }
}
