package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Caller;
import dev.devledger.adapters.mcp.tool.NothingWritten;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.IdempotencyKey;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.tree.ItemLocks;
import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all tools that write the ledger share: who asks and why, one change set, all of it or none of it, at most once for
 * an idempotency key, or only to see what would come of it.
 */
public final class LedgerWrites {
    private static final String NOTHING_WRITTEN = "Nothing was written.";

    private static final String NOTHING_CHANGED = "Nothing changed: everything was already as requested.";

    private final Ledger ledger;
    private final ItemLocks holding;
    private final ExpectedVersions versions;
    private final ChangesMade made;

    public LedgerWrites(Ledger ledger, ItemLocks holding, ExpectedVersions versions, ChangesMade made) {
        this.ledger = ledger;
        this.holding = holding;
        this.versions = versions;
        this.made = made;
    }

    /** @param work reads the arguments, and says what to do */
    public ToolAnswer write(ToolCall call, Function<Arguments, WriteAction> work) {
        AtomicBoolean answered = new AtomicBoolean();
        try {
            return done(call, work.apply(call.arguments()), answered);
        } catch (ToolFailure failure) {
            throw nothingWritten(failure);
        } catch (Rejection refused) {
            throw nothingWritten(refused(refused, call));
        } catch (Ledger.LedgerBusy busy) {
            throw nothingWritten(new ToolFailure(ToolProblem.UNAVAILABLE, String.valueOf(busy.getMessage())));
        } catch (Ledger.NotStored away) {
            throw new NothingWritten(away);
        } catch (RuntimeException unexpected) {
            // What comes after the answer is the commit, of which nobody knows how far it came.
            throw answered.get() ? unexpected : new NothingWritten(unexpected);
        }
    }

    private record Done(ChangeSet changes, Supplier<Result> result) {}

    private ToolAnswer done(ToolCall call, WriteAction work, AtomicBoolean answered) {
        Arguments arguments = call.arguments();
        Map<String, Long> expected = ExpectedVersions.of(arguments);
        Function<ChangeSet, Done> doing = changes -> {
            answered.set(false);
            return new Done(changes, work.run(new WriteContext(changes, expected, holding, versions)));
        };
        Function<Done, ToolAnswer> answering = done -> {
            ToolAnswer answer = answer(done);
            answered.set(true);
            return answer;
        };
        Provenance by = by(call);
        if (arguments.flag(WriteSchema.DRY_RUN)) {
            return ledger.rehearse(by, doing, answering);
        }
        IdempotencyKey key = CallKey.of(call);
        if (key == null) {
            return ledger.write(by, doing, answering).answer();
        }
        Ledger.Written<String> written = ledger.writeOnce(by, key, doing, answering.andThen(ToolAnswer::kept));
        ToolAnswer answer = ToolAnswer.ofKept(written.answer());
        return written.replayed() ? answer.replayed() : answer;
    }

    private static Provenance by(ToolCall call) {
        Caller caller = call.caller();
        return new Provenance(
                caller.actor(),
                "mcp",
                caller.client(),
                call.tool(),
                caller.requestId(),
                caller.requestId(),
                call.arguments().text(WriteSchema.REASON));
    }

    /** Asked when the changes can be read. */
    private ToolAnswer answer(Done done) {
        Result result = done.result().get();
        UUID changeSet = done.changes().id();
        boolean changed = made.any(changeSet);
        boolean dryRun = done.changes().isRehearsal();
        ObjectNode json = ToolJson.object();
        if (changed && !dryRun) {
            json.put("changeSet", changeSet.toString());
        }
        json.setAll(result.json());
        if (dryRun) {
            json.put("dryRun", true);
        }
        String hint = hint(result.hint(), changed);
        if (hint != null) {
            json.put("hint", hint);
        }
        String said = said(result.deed(), changeSet, changed, dryRun);
        return SizeLimit.of(json, "call get_task to read one in full", fitting -> text(said, result, fitting));
    }

    private static String text(String said, Result result, ObjectNode json) {
        List<String> text = new ArrayList<>();
        text.add(said);
        json.path("results").forEach(each -> text.add(result.line().apply(each)));
        String hint =
                json.path("hint").asString("").replace(NOTHING_CHANGED, "").strip();
        if (!hint.isEmpty()) {
            text.add("Hint: " + hint);
        }
        return String.join("\n", text);
    }

    private static @Nullable String hint(@Nullable String own, boolean changed) {
        return changed ? own : own == null ? NOTHING_CHANGED : NOTHING_CHANGED + " " + own;
    }

    private static String said(WriteSummary deed, UUID changeSet, boolean changed, boolean dryRun) {
        if (!changed) {
            return dryRun
                    ? "Dry run, nothing was written. Nothing would change: everything is already as requested."
                    : NOTHING_CHANGED;
        }
        return dryRun
                ? "Dry run, nothing was written. It would %s %s:".formatted(deed.wished(), deed.what())
                : "%s in change set %s. To undo it: undo_changes change_sets=[\"%s\"]."
                        .formatted(deed.said(), changeSet, changeSet);
    }

    private static ToolFailure refused(Rejection refused, ToolCall call) {
        return CallKey.told(refused, call) instanceof ToolFailure mismatch ? mismatch : RuleWords.of(refused);
    }

    private static ToolFailure nothingWritten(ToolFailure failure) {
        String words = String.valueOf(failure.getMessage());
        return words.endsWith(NOTHING_WRITTEN)
                ? failure
                : new ToolFailure(failure.problem(), words + " " + NOTHING_WRITTEN);
    }
}
