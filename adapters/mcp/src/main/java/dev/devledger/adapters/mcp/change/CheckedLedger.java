package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.change.ExpectedVersions.ExpectedEntries;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.application.claim.ClaimCheckedWrite;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.claim.Claims.Worker;
import dev.devledger.application.entity.ProjectLocks.ItemLocks;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ledger and its checks, for all tools that write the ledger. */
public record CheckedLedger(
        Ledger ledger,
        ItemLocks locks,
        ExpectedVersions versions,
        ExpectedEntries entries,
        ChangeReader made,
        Claims claims) {
    public CheckedLedger(ToolPorts ports) {
        this(ports, new ChangeReader(ports.historyQueries(), ports.undoReads()));
    }

    private CheckedLedger(ToolPorts ports, ChangeReader made) {
        this(
                ports.ledger(),
                new ItemLocks(ports.projectLocks(), ports.taskTree()),
                new ExpectedVersions(ports.taskQueries(), ports.projectQueries(), made),
                new ExpectedEntries(ports.timeEntryDirectory(), made),
                made,
                ports.claims());
    }

    /** @param ofOneAgent true if the same call by another agent counts as another call */
    LedgerWrite begin(ToolCall call, boolean ofOneAgent) {
        return new LedgerWrite(call, this, "", ofOneAgent);
    }

    /**
     * Writes a second change set of a call whose first change set is stored. A repeat of the call writes neither of
     * them again; the second is written once for each agent.
     *
     * @param part the purpose of the second change set, for its idempotency key
     */
    public <T> ToolAnswer then(ToolCall call, String part, WriteAction<T> action) {
        return new LedgerWrite(call, this, part, true).done(action, Map.of());
    }

    /**
     * The write of one call: its author, its reason and one change set. The change set is written as a whole or not at
     * all, at most once for an idempotency key, or only as a dry run.
     */
    static final class LedgerWrite {
        private final ToolCall call;
        private final CheckedLedger writes;
        private final String part;
        private final boolean ofOneAgent;

        /** True if the last try has built its answer, so that only the commit is left. */
        private boolean answered;

        /**
         * @param part the name of the change set, if the call has several; empty for the first
         * @param ofOneAgent true if the same idempotency key from another agent counts as another key
         */
        LedgerWrite(ToolCall call, CheckedLedger writes, String part, boolean ofOneAgent) {
            this.call = call;
            this.writes = writes;
            this.part = part;
            this.ofOneAgent = ofOneAgent;
        }

        private record Done<T>(WriteContext writing, T made) {}

        <T> ToolAnswer done(WriteAction<T> action) {
            return done(action, ExpectedVersions.of(call.arguments()));
        }

        <T> ToolAnswer done(WriteAction<T> action, Map<String, Long> expected) {
            Provenance by = by();
            try {
                return done(action, expected, by);
            } catch (Rejection refused) {
                throw action.words().apply(refused);
            }
        }

        private <T> ToolAnswer done(WriteAction<T> action, Map<String, Long> expected, Provenance by) {
            return ClaimCheckedWrite.of(writes.claims(), worker(by)).run(checked -> {
                Function<ChangeSet, Done<T>> run =
                        changes -> run(action, new WriteContext(changes, expected, checked, writes, call));
                return written(by, run, done -> report(action, done));
            });
        }

        private <T> ToolAnswer written(
                Provenance by, Function<ChangeSet, Done<T>> run, Function<Done<T>, ToolAnswer> report) {
            Ledger.Write<Done<T>, ToolAnswer> write = Ledger.Write.of(by, run, report);
            if (call.arguments().flag(WriteSchema.DRY_RUN)) {
                return writes.ledger().write(write.rehearsed()).answer();
            }
            IdempotencyKey key = CallKey.of(call, ofOneAgent ? (part + " " + agentOf(by)).strip() : part);
            Ledger.Written<ToolAnswer> written =
                    writes.ledger().write(write.once(key, ToolAnswer::kept, ToolAnswer::ofKept));
            return written.replayed() ? written.answer().replayed() : written.answer();
        }

        private <T> Done<T> run(WriteAction<T> action, WriteContext writing) {
            answered = false;
            return new Done<>(writing, action.run().apply(writing));
        }

        private <T> ToolAnswer report(WriteAction<T> action, Done<T> done) {
            WriteResult result = action.report().apply(done.writing(), done.made());
            done.writing().askForConsent();
            UUID changeSet = done.writing().changes().id();
            ToolAnswer answer = result.answer(
                    changeSet, writes.made().any(changeSet), done.writing().dryRun());
            answered = true;
            return answer;
        }

        /**
         * True if the write may be stored: an unexpected failure of the commit does not tell whether the commit
         * succeeded.
         */
        boolean mayHaveCommitted(RuntimeException failure) {
            return answered
                    && !(failure instanceof ToolFailure
                            || failure instanceof Rejection
                            || failure instanceof Ledger.LedgerBusy
                            || failure instanceof Ledger.NotStored);
        }

        private Provenance by() {
            return call.by(call.arguments().text(WriteSchema.REASON), agent(call.caller()));
        }

        /**
         * Returns the agent that the call names; otherwise the caller's program and token, so that a caller that
         * reconnects is still the same agent.
         */
        private @Nullable String agent(Caller caller) {
            String said = call.arguments().text(WriteSchema.AGENT);
            if (said == null) {
                return caller.agent();
            }
            String name = said.strip(); // blanks around the name would make another agent that looks the same
            new Violations().agent(WriteSchema.AGENT, name).rejectIfAny();
            return name;
        }

        private static String agentOf(Provenance by) {
            return Objects.requireNonNullElse(by.agent(), by.actor());
        }

        private Worker worker(Provenance by) {
            Arguments arguments = call.arguments();
            return new Worker(
                    agentOf(by), arguments.whole(WriteSchema.CLAIM_NUMBER), arguments.flag(WriteSchema.FORCE));
        }
    }
}
