package dev.devledger.adapters.mcp.tool;

/** Something that an agent can call. */
public interface Tool {

    Declaration declaration();

    /**
     * Whether whoever is held to one project may call it: all that it reads and writes goes through the ports of {@code
     * application.confined}, and stays in that project.
     */
    default boolean staysInProject() {
        return false;
    }

    /**
     * Its arguments fit the input schema. Everything else that can be wrong with them is a {@link ToolFailure} or what the
     * use cases throw, which {@link FailureAnswers} puts into words.
     */
    ToolAnswer call(ToolCall call);
}
