package dev.devledger.adapters.mcp.change;

import dev.devledger.domain.shared.Rejection;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a call wants of the ledger, in the order in which it is done.
 *
 * @param run sends the commands. It runs again where another writer was faster
 * @param report tells what came of them, once the read model has it and before it is committed
 * @param words says what the rules refuse of all of it in the words of the call
 */
public record WriteAction<T>(
        Function<WriteContext, T> run, BiFunction<WriteContext, T, Result> report, UnaryOperator<Rejection> words) {

    public WriteAction(Function<WriteContext, T> run, BiFunction<WriteContext, T, Result> report) {
        this(run, report, UnaryOperator.identity());
    }
}
