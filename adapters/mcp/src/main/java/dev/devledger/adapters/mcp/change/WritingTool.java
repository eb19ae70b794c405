package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.change.LedgerWrites.LedgerWrite;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure.NothingWritten;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A tool that writes the ledger: it reads its arguments, and has the ledger do and tell what they ask for. */
public interface WritingTool extends Tool {
    LedgerWrites writes();

    /** All that can be told of the arguments alone is refused here. */
    WriteAction<?> read(Arguments arguments);

    /** Whether the same call with the same idempotency key is another one where another agent makes it. */
    default boolean isOfOneAgent() {
        return false;
    }

    @Override
    default ToolAnswer call(ToolCall call) {
        LedgerWrite write = writes().begin(call, isOfOneAgent());
        try {
            return write.done(read(call.arguments()));
        } catch (RuntimeException failure) {
            throw write.mayHaveCommitted(failure) ? failure : new NothingWritten(CallKey.inWordsOfTool(failure, call));
        }
    }

    /**
     * What a call wants of the ledger, in the order in which it is done.
     *
     * @param run sends the commands. It runs again where another writer was faster
     * @param report tells what came of them, once the read model has it and before it is committed
     * @param words says what the rules refuse of all of it in the words of the call
     */
    record WriteAction<T>(
            Function<WriteContext, T> run, BiFunction<WriteContext, T, Result> report, UnaryOperator<Rejection> words) {

        public WriteAction(Function<WriteContext, T> run, BiFunction<WriteContext, T, Result> report) {
            this(run, report, UnaryOperator.identity());
        }
    }

    /** What the schemas of all writing tools have in common. */
    final class WriteSchema {
        static final String DRY_RUN = "dry_run";
        static final String AGENT = "agent";
        static final String CLAIM_NUMBER = "claim_number";
        static final String FORCE = "force";
        public static final String REASON = "reason";
        static final String EXPECTED = "expected_version";
        public static final String INSTANT = "2026-03-31[T09:00:00Z]";

        private WriteSchema() {}

        /** The tool's own arguments, and behind them those that every write of the ledger takes: the instructions explain them. */
        public static Schema input(Schema own) {
            return own.and(
                    REASON,
                    Schema.text(500),
                    AGENT,
                    Schema.text(),
                    "idempotency_key",
                    Schema.text(),
                    EXPECTED,
                    Schema.mapOf(Schema.number()).described("{\"T-345\":7}"),
                    DRY_RUN,
                    Schema.flag());
        }

        /** Of a tool that has little to lose: what it does is seen at once and taken back by another call. */
        public static Schema brief(Schema own) {
            return own.and(REASON, Schema.text(500), AGENT, Schema.text(), "idempotency_key", Schema.text());
        }

        /** As {@link #input}, of a tool that writes on tasks that agents may have claimed. */
        public static Schema inputOnTasks(Schema own) {
            return input(
                    own.and(CLAIM_NUMBER, Schema.number(), FORCE, Schema.flag().described("Whoever has claimed it")));
        }

        public static Schema output() {
            return Schema.open("changeSet", Schema.text(), "results", Schema.list())
                    .requiring("results");
        }

        public static Schema project() {
            return Schema.text(500).described("P- key or exact name");
        }

        public static Schema markdown() {
            return Schema.text(100_000).described("Markdown");
        }

        /** Of each task or project that it is given with. */
        public static Schema note() {
            return Schema.text(Violations.NOTE).described("Added to its log");
        }

        public static Schema tags() {
            return Schema.list(Schema.text());
        }
    }
}
