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
 * What stands behind {@code java -jar devledger.jar}. The first word without dashes is the command, the others are its
 * arguments; {@code --name=value} is a property, as for the server.
 *
 * @param words without dashes
 * @param flags with dashes and without a value; here without the dashes
 * @param properties as they were given
 */
public record CommandArguments(List<String> words, Set<String> flags, List<String> properties) {
    private static final String DASHES = "--";

    /** With these each command says more of itself, or of what went wrong. */
    private static final Set<String> OF_ALL = Set.of("help", "debug");

    /** As other programs have them. */
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
     * As {@link #of}; what a command takes with a value may have it as the next word, as in {@code --name ci}. It has to
     * stand behind the command then.
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

    /** The command's name, of which the first word is enough here; empty where the server is meant. */
    public Optional<String> command() {
        return words.stream().findFirst();
    }

    /** Whether that is the command, whose name may have two words. */
    public boolean isFor(CommandInfo command) {
        List<String> name = command.nameWords();
        return words.size() >= name.size() && words.subList(0, name.size()).equals(name);
    }

    /** The word of that number behind the first, which is the command or the beginning of its name; counted from 0. */
    public String get(int number) {
        return words.get(number + 1);
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** What stands behind {@code --name=}. */
    public Optional<String> value(String name) {
        String begin = DASHES + name + "=";
        return properties.stream()
                .filter(property -> property.startsWith(begin))
                .map(property -> property.substring(begin.length()))
                .findFirst();
    }

    /** Throws a {@link Complaint} where they are not what the command takes: a typing error must not change its meaning. */
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

    /** One that no command has: its value may be the word behind it. */
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

    /** For the configuration, which knows nothing of the command's own. */
    public String[] forConfiguration(CommandInfo command) {
        return properties.stream()
                .filter(property -> !command.hasOption(property.substring(DASHES.length(), property.indexOf('='))))
                .toArray(String[]::new);
    }
}
