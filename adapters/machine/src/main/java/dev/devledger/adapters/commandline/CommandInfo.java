package dev.devledger.adapters.commandline;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The list of commands as {@code --help} shows it. */
    public static final class CommandList {
        private CommandList() {}

        public static String of(Collection<CommandInfo> commands) {
            int width = commands.stream()
                    .mapToInt(command -> command.usage().length())
                    .max()
                    .orElse(0);
            String lines = commands.stream()
                    .map(command -> ("  %-" + width + "s  %s").formatted(command.usage(), command.summary()))
                    .collect(Collectors.joining("\n"));
            return """
                java -jar devledger.jar [OPTIONS]            starts the server
                java -jar devledger.jar COMMAND [OPTIONS]    runs one of these commands:
                %s
                Each command takes the server's settings, such as --devledger.data-dir=FOLDER: name, = and value in one word.
                --help shows this text, --version the version of Devledger.
                --debug shows more when a command fails.
                A command ends with 0 if all is well, 1 if it found a difference or was refused, 2 if it could not \
                run.""".formatted(lines);
        }
    }
}
