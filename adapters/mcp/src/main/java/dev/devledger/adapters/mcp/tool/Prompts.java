package dev.devledger.adapters.mcp.tool;

import java.util.List;
import java.util.Map;

/** Texts that a person picks from a menu and gives to a model. */
public interface Prompts {

    List<Prompt> all();

    /**
     * Returns the text of a known prompt.
     *
     * @throws ToolFailure if an argument is wrong
     */
    String text(String name, Map<String, String> arguments);

    /**
     * @param name the name for programs
     * @param title the title for people
     * @param description the description for people who choose a prompt
     */
    record Prompt(String name, String title, String description, List<Argument> arguments) {}

    /** @param required true if the prompt does not work without it */
    record Argument(String name, String description, boolean required) {}

    /** Completes an argument that a person has begun to type. */
    interface Completions {

        /** Returns at most 100 completions of the argument {@code key} or {@code project}. */
        List<String> of(String argument, String prefix);
    }
}
