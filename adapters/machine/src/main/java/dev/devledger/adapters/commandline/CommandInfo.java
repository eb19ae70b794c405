package dev.devledger.adapters.commandline;

import java.util.List;
import java.util.Set;

/**
 * A command as its caller sees it.
 *
 * @param name one word, or two
 * @param arguments how they are written in the usage, such as {@code FILE}, in their order; all are needed
 * @param flags its own, without the dashes; everything else with dashes is a property of the configuration
 * @param summary what it does, in a line
 * @param ledger what it needs to find
 */
public record CommandInfo(String name, String arguments, Set<String> flags, String summary, Needs ledger) {

    /** Which ledger a command works on. */
    public enum Needs {
        /** One that is there. */
        A_LEDGER,
        /** One that is made where there is none. */
        A_LEDGER_OR_ROOM_FOR_ONE
    }

    /** Such as {@code export FILE [--overwrite]}. */
    public String usage() {
        StringBuilder usage = new StringBuilder(name);
        if (!arguments.isEmpty()) {
            usage.append(' ').append(arguments);
        }
        flags.stream()
                .sorted()
                .forEach(flag -> usage.append(" [--").append(flag).append(']'));
        return usage.toString();
    }

    /** Whether it has a flag of its own with a value, such as {@code head=BATCH:HASH}. */
    boolean hasOption(String option) {
        return flags.stream().anyMatch(flag -> flag.startsWith(option + "="));
    }

    public List<String> nameWords() {
        return List.of(name.split(" "));
    }

    int argumentCount() {
        return arguments.isEmpty() ? 0 : arguments.split(" ").length;
    }
}
