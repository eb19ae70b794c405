package dev.devledger.adapters.commandline;

/**
 * What {@code java -jar devledger.jar NAME} does (docs/contract.md, section 1). What it found goes to the console's
 * {@code out}, what keeps it from going on is thrown as a {@link Complaint}.
 */
public interface Command {
    Exit run(CommandArguments arguments, Console console);
}
