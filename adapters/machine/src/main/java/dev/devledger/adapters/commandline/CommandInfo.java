package dev.devledger.adapters.commandline;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The description of a command for users.
 *
 * @param name the name, of one word or two
 * @param arguments the arguments as the usage shows them, such as {@code FILE}, in their order; all are required
 * @param flags the command's own flags, without the dashes; any other word with dashes is a property of the
 *     configuration
 * @param summary a line about the command
 * @param ledger the ledger that the command needs
 */
public record CommandInfo(String name, String arguments, Set<String> flags, String summary, Needs ledger) {

    /** The ledger that a command works on. */
    public enum Needs {
        /** An existing ledger is needed. */
        A_LEDGER,
        /** A ledger is made if there is none. */
        LEDGER_OR_EMPTY_DATABASE
    }

    /** Returns the usage, such as {@code export FILE [--overwrite]}. */
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

    /** True if the command has this option with a value, such as {@code head=BATCH:HASH}. */
    boolean hasOption(String option) {
        return flags.stream().anyMatch(flag -> flag.startsWith(option + "="));
    }

    public List<String> nameWords() {
        return List.of(name.split(" "));
    }

    int argumentCount() {
        return arguments.isEmpty() ? 0 : arguments.split(" ").length;
    }

    /** The list of commands that {@code --help} shows. */
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
