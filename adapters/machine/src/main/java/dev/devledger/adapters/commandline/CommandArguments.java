package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.Command.Complaint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments after {@code java -jar devledger.jar}. The first word without dashes is the command, and the other
 * words are the command's arguments. {@code --name=value} is a property, as for the server.
 *
 * @param words the arguments without dashes
 * @param flags the arguments with dashes and without a value, stored without the dashes
 * @param properties the properties as they were given
 */
public record CommandArguments(List<String> words, Set<String> flags, List<String> properties) {
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
                flags.add(each.startsWith(DASHES) ? each.substring(DASHES.length()) : SHORT.getOrDefault(each, each));
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
