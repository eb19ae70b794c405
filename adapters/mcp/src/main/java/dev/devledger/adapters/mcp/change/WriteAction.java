package dev.devledger.adapters.mcp.change;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a call wants of the ledger, in the order in which it is done.
 *
 * @param run sends the commands. It runs again where another writer was faster
 * @param report tells what came of them, once the read model has it and before it is committed
 */
public record WriteAction<T>(Function<WriteContext, T> run, BiFunction<WriteContext, T, Result> report) {}
