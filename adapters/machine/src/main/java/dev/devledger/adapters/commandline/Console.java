package dev.devledger.adapters.commandline;

import java.io.PrintStream;

/**
 * Where a command says what.
 *
 * @param out results
 * @param err complaints
 */
public record Console(PrintStream out, PrintStream err) {}
