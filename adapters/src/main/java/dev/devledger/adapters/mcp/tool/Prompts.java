package dev.devledger.adapters.mcp.tool;

import java.util.List;
import java.util.Map;

/** Prepared requests that a person picks in the client. */
public interface Prompts {
    List<Prompt> all();

    String text(String name, Map<String, String> arguments);

    record Prompt(String name, String title, String description, List<Argument> arguments) {}

    record Argument(String name, String description, boolean required) {}
}
