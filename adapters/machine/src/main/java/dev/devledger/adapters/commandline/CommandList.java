package dev.devledger.adapters.commandline;

import java.util.Collection;
import java.util.stream.Collectors;

/** The list of commands as {@code --help} shows it. */
public final class CommandList {
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
