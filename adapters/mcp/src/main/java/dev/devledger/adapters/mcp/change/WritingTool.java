package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.change.CheckedLedger.LedgerWrite;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Consent;
import dev.devledger.adapters.mcp.tool.Consent.ConsentNeeded;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure.FailureBeforeStoring;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A tool that writes the ledger: reads its arguments, has the ledger carry them out, and reports the result. */
public interface WritingTool extends Tool {
    CheckedLedger writes();

    /** Reads the arguments, and refuses errors that the arguments alone show. */
    WriteAction<?> read(Arguments arguments);

    /** True if the same call with the same idempotency key by another agent counts as another call. */
    default boolean isOfOneAgent() {
        return false;
    }

    @Override
    default ToolAnswer call(ToolCall call) {
        LedgerWrite write = writes().begin(call, isOfOneAgent());
        try {
            return write.done(read(call.arguments()));
        } catch (ConsentNeeded asks) {
            throw asks;
        } catch (RuntimeException failure) {
            throw write.mayHaveCommitted(failure)
                    ? failure
                    : new FailureBeforeStoring(CallKey.inWordsOfTool(failure, call));
        }
    }

    /**
     * The steps of a call's write, in their order.
     *
     * @param run sends the commands; runs again if another writer was faster
     * @param report builds the result after the read model has it and before the commit
     * @param words puts a refusal of the whole write into the words of the call
     */
    record WriteAction<T>(
            Function<WriteContext, T> run,
            BiFunction<WriteContext, T, WriteResult> report,
            UnaryOperator<Rejection> words) {

        public WriteAction(Function<WriteContext, T> run, BiFunction<WriteContext, T, WriteResult> report) {
            this(run, report, UnaryOperator.identity());
        }
    }

    /** The common parts of the schemas of all writing tools. */
    final class WriteSchema {
        static final String DRY_RUN = "dry_run";
        static final String AGENT = "agent";
        static final String CLAIM_NUMBER = "claim_number";
        static final String FORCE = "force";
        public static final String REASON = "reason";
        static final String EXPECTED = "expected_version";
        public static final String INSTANT = "2026-03-31[T09:00:00Z]";

        private WriteSchema() {}

        /**
         * Returns the tool's own arguments, followed by the arguments of every write of the ledger, which the server's
         * instructions explain.
         */
        public static Schema input(Schema own) {
            return own.and(
                    REASON,
                    Schema.text(500),
                    AGENT,
                    Schema.text(),
                    "idempotency_key",
                    Schema.text(),
                    EXPECTED,
                    Schema.mapOf(Schema.number()),
                    DRY_RUN,
                    Schema.flag());
        }

        /**
         * Returns the arguments of a tool without a dry run: the effect of the tool shows at once, and another call
         * reverts it.
         */
        public static Schema brief(Schema own) {
            return own.and(REASON, Schema.text(500), AGENT, Schema.text(), "idempotency_key", Schema.text());
        }

        /** Returns the arguments like {@link #input}, for a tool that writes on tasks that agents may have claimed. */
        public static Schema inputOnTasks(Schema own) {
            return input(
                    own.and(CLAIM_NUMBER, Schema.number(), FORCE, Schema.flag().described("Even if claimed"))
                            .and(Consent.ARGUMENT, Consent.argument()));
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

        /** Returns the schema of a note that is added to each task or project of the call. */
        public static Schema note() {
            return Schema.text(Violations.NOTE).described("Added to its log");
        }

        public static Schema tags() {
            return Schema.list(Schema.text());
        }
    }
}
