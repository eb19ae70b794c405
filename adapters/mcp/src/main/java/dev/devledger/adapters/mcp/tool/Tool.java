package dev.devledger.adapters.mcp.tool;

import tools.jackson.databind.node.ObjectNode;

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
     * The arguments in the words of the input schema, where the tool takes more than it declares: no type of a schema can be
     * one of two, as there are models' interfaces that refuse the whole list then.
     */
    default ObjectNode declared(ObjectNode arguments) {
        return arguments;
    }

    /**
     * Its arguments fit the input schema. Everything else that can be wrong with them is a {@link ToolFailure} or what the
     * use cases throw, which {@link FailureAnswers} puts into words.
     */
    ToolAnswer call(ToolCall call);
}
