package dev.devledger.application.direct;

import java.util.List;

/**
 * One of the many calls of a service, as all who offer it tell of it.
 *
 * @param name for ever, as agents' permissions name it
 * @param meaning a sentence or two
 * @param standard whether it is offered where nobody has asked for all of them
 * @param answers what is in its answer
 */
public record NamedCall(
        String name,
        String meaning,
        Effect effect,
        boolean standard,
        Route route,
        List<Argument> arguments,
        Answers answers) {

    public NamedCall {
        arguments = List.copyOf(arguments);
    }

    /** What the call does there. */
    public enum Effect {
        READS,
        /** Twice the same is two things. */
        ADDS,
        /** Twice the same is once. */
        SETS,
        /** As SETS, and something is no longer there. */
        REMOVES,
        /** Something is gone for good. */
        DELETES
    }

    /**
     * How it is called over HTTP.
     *
     * @param path such as {@code /tasks/{id}}, where the words in braces are arguments
     */
    public record Route(String method, String path) {}

    public enum Kind {
        TEXT,
        WHOLE,
        DECIMAL,
        FLAG,
        WHOLES,
        OBJECTS
    }

    /**
     * @param words the only ones that a text may be; none where it may be any
     * @param least how many characters a text has to have
     * @param fields of each object
     */
    public record Argument(
            String name,
            Kind kind,
            boolean required,
            List<String> words,
            int least,
            List<Argument> fields,
            String meaning) {
        public Argument {
            words = List.copyOf(words);
            fields = List.copyOf(fields);
        }
    }

    /**
     * @param name of the one field that has it
     * @param many whether it is a list
     */
    public record Answers(String name, boolean many) {}
}
