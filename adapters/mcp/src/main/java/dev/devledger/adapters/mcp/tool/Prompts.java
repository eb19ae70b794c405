package dev.devledger.adapters.mcp.tool;

import java.util.List;
import java.util.Map;

/** Texts that a person picks from a menu and gives to a model. */
public interface Prompts {

    List<Prompt> all();

    /**
     * The text of a prompt that there is.
     *
     * @throws ToolFailure where an argument is wrong
     */
    String text(String name, Map<String, String> arguments);

    /**
     * @param name for programs
     * @param title for people
     * @param description for people who look for the right one
     */
    record Prompt(String name, String title, String description, List<Argument> arguments) {}

    /** @param required whether the prompt says nothing without it */
    record Argument(String name, String description, boolean required) {}

    /** What a person may mean who has typed the beginning of an argument. */
    interface Completions {

        /** At most 100, of the argument {@code key} or {@code project}. */
        List<String> of(String argument, String prefix);
    }
}
