package dev.devledger.adapters.commandline;

import dev.devledger.application.backup.BackupFiles.BackupFailure;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command of {@code java -jar devledger.jar NAME} (docs/contract.md, section 1). Its results go to the console's
 * {@code out}. An error that stops the command is thrown as a {@link Complaint}.
 */
public interface Command {
    Exit run(CommandArguments arguments, Console console);

    /** The results of a command (docs/contract.md, section 1). */
    enum Exit {
        GOOD(0),
        /** A difference was found, or the command was refused; nothing was changed. */
        REFUSED(1),
        COULD_NOT_RUN(2);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        /** Returns the exit code of the process. */
        public int code() {
            return code;
        }
    }

    /**
     * The outputs of a command.
     *
     * @param out the stream for results
     * @param err the stream for complaints
     */
    record Console(PrintStream out, PrintStream err) {}

    /** An error that stops a command. The message says what is wrong, what is allowed, and what to do. */
    final class Complaint extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Exit exit;

        private Complaint(Exit exit, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.exit = exit;
        }

        public static Complaint refused(String message) {
            return new Complaint(Exit.REFUSED, message, null);
        }

        public static Complaint couldNotRun(String message) {
            return new Complaint(Exit.COULD_NOT_RUN, message, null);
        }

        public static Complaint couldNotRun(String message, Throwable cause) {
            return new Complaint(Exit.COULD_NOT_RUN, message, cause);
        }

        public static Complaint of(BackupFailure failure) {
            Exit exit = failure.refused() ? Exit.REFUSED : Exit.COULD_NOT_RUN;
            return new Complaint(exit, String.valueOf(failure.getMessage()), failure);
        }

        /** Finds a complaint in a failure, also if a framework has wrapped it. */
        public static Optional<Complaint> in(Throwable failure) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                if (each instanceof Complaint complaint) {
                    return Optional.of(complaint);
                }
            }
            return Optional.empty();
        }

        public Exit exit() {
            return exit;
        }
    }

    /**
     * The arguments after {@code java -jar devledger.jar}. The first word without dashes is the command, and the other
     * words are the command's arguments. {@code --name=value} is a property, as for the server.
     *
     * @param words the arguments without dashes
     * @param flags the arguments with dashes and without a value, stored without the dashes
     * @param properties the properties as they were given
     */
    record CommandArguments(List<String> words, Set<String> flags, List<String> properties) {
        private static final String DASHES = "--";

        /** The flags that every command has: to explain the command, or its failure. */
        private static final Set<String> OF_ALL = Set.of("help", "debug");

        /** Short forms that other programs have, too. */
        private static final Map<String, String> SHORT = Map.of("-h", "help", "-V", "version");

        public static CommandArguments of(String... arguments) {
            List<String> words = new ArrayList<>();
            Set<String> flags = new HashSet<>();
            List<String> properties = new ArrayList<>();
            for (String each : arguments) {
                if (!each.startsWith("-")) {
                    words.add(each);
                } else if (each.startsWith(DASHES) && each.contains("=")) {
                    properties.add(each);
                } else {
                    flags.add(
                            each.startsWith(DASHES) ? each.substring(DASHES.length()) : SHORT.getOrDefault(each, each));
                }
            }
            return new CommandArguments(List.copyOf(words), Set.copyOf(flags), List.copyOf(properties));
        }

        /**
         * As {@link #of}, but the value of an option may be the next word, as in {@code --name ci}, if the option comes
         * after the command.
         */
        public static CommandArguments of(Collection<CommandInfo> commands, String... arguments) {
            Optional<CommandInfo> command = commands.stream()
                    .filter(each -> String.join(" ", arguments).startsWith(each.name() + " "))
                    .findFirst();
            List<String> joined = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                String each = arguments[i];
                boolean open = each.startsWith(DASHES)
                        && command.isPresent()
                        && command.get().hasOption(each.substring(DASHES.length()))
                        && i + 1 < arguments.length
                        && !arguments[i + 1].startsWith(DASHES);
                joined.add(open ? each + "=" + arguments[++i] : each);
            }
            return of(joined.toArray(String[]::new));
        }

        /** Returns the first word of the command's name, by which commands differ; empty if the server is to start. */
        public Optional<String> command() {
            return words.stream().findFirst();
        }

        /** True if the arguments are for this command, whose name may have two words. */
        public boolean isFor(CommandInfo command) {
            List<String> name = command.nameWords();
            return words.size() >= name.size() && words.subList(0, name.size()).equals(name);
        }

        /** Returns the word with this number, from 0, after the first word, which is the command or begins its name. */
        public String get(int number) {
            return words.get(number + 1);
        }

        public boolean has(String flag) {
            return flags.contains(flag);
        }

        /** Returns the value of {@code --name=}. */
        public Optional<String> value(String name) {
            String begin = DASHES + name + "=";
            return properties.stream()
                    .filter(property -> property.startsWith(begin))
                    .map(property -> property.substring(begin.length()))
                    .findFirst();
        }

        /**
         * Throws a {@link Complaint} if the arguments do not fit the command: a typing error must not change what the
         * command does.
         */
        public void requireFit(CommandInfo command) {
            int own = command.nameWords().size();
            int given = words.size() - own;
            Optional<String> unknown = flags.stream()
                    .filter(flag -> !command.flags().contains(flag) && !OF_ALL.contains(flag))
                    .sorted()
                    .findFirst();
            if (unknown.isPresent()) {
                throw Complaint.couldNotRun("%s does not know the option %s.%nUsage: java -jar devledger.jar %s"
                        .formatted(command.name(), written(unknown.get()), command.usage()));
            }
            if (given != command.argumentCount()) {
                throw Complaint.couldNotRun("%s takes %s, but got %s.%nUsage: java -jar devledger.jar %s"
                        .formatted(
                                command.name(),
                                command.argumentCount() == 0 ? "no argument" : command.arguments(),
                                given == 0 ? "nothing" : String.join(" ", words.subList(own, words.size())),
                                command.usage()));
            }
        }

        /** Returns an option without a value that is not a flag of every command; its value may be the next word. */
        public Optional<String> optionWithoutValue() {
            return flags.stream()
                    .filter(flag -> !OF_ALL.contains(flag))
                    .sorted()
                    .map(CommandArguments::written)
                    .findFirst();
        }

        private static String written(String flag) {
            return flag.startsWith("-") ? flag : DASHES + flag;
        }

        /** Returns the properties for the configuration, without options of the command. */
        public String[] forConfiguration(CommandInfo command) {
            return properties.stream()
                    .filter(property -> !command.hasOption(property.substring(DASHES.length(), property.indexOf('='))))
                    .toArray(String[]::new);
        }
    }

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
    record CommandInfo(String name, String arguments, Set<String> flags, String summary, Needs ledger) {

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
}
