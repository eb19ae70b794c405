package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.ArgumentReader.Ids;
import dev.devledger.adapters.mcp.change.ChangeReader;
import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItem;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Consent;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoRefused;
import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

record UndoChanges(CheckedLedger writes, UndoChangeSets undos, ChangeReader made, WrittenItems written)
        implements WritingTool {
    /** The most things that an undo changes without a question. */
    private static final int MOST = 20;

    private static final Declaration DECLARATION = new Declaration(
            "undo_changes",
            "Undo changes",
            "Undo 1-20 change sets with new events. Refused if the same fields were edited later, unless force is"
                    + " true.",
            Toolset.DEFAULT,
            Hints.OVERWRITES,
            Scope.WRITE,
            WriteSchema.input(Schema.closed(
                            "change_sets",
                            Schema.some(Schema.text(64), 20),
                            "force",
                            Schema.flag(),
                            Consent.ARGUMENT,
                            Consent.argument())
                    .requiring("change_sets")),
            WriteSchema.output());

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    @Override
    public WriteAction<?> read(Arguments arguments) {
        List<UUID> changeSets = ArgumentReader.keys(arguments, "change_sets").stream()
                .map(text -> Ids.of(text, () -> unknown(text)))
                .toList();
        boolean force = arguments.flag("force");
        return new WriteAction<>(writing -> undo(writing, changeSets, force), this::report);
    }

    private List<UUID> undo(WriteContext writing, List<UUID> changeSets, boolean force) {
        try {
            attempt(writing, changeSets, force);
            return changeSets;
        } catch (UndoRefused refused) {
            throw new ToolFailure(ToolProblem.LATER_EDITS, words(refused));
        } catch (Rejection refused) {
            if (refused.code() != Rejection.Code.NOT_FOUND) {
                throw refused;
            }
            ToolFailure words = RuleWords.of(refused);
            throw new ToolFailure(
                    words.problem(), words.getMessage() + " Call get_history: each entry has its changeSet.");
        }
    }

    /** Tries a forced undo without force first, and asks the person only if later edits would be lost. */
    private void attempt(WriteContext writing, List<UUID> changeSets, boolean force) {
        if (!force || writing.dryRun()) {
            undos.undo(writing.changes(), changeSets, force, writing::requireVersions, writing::along);
            return;
        }
        try {
            attempt(writing, changeSets, false);
        } catch (UndoRefused refused) {
            if (!refused.forceHelps()) {
                throw refused;
            }
            writing.requireConsent(
                    "The undo would overwrite later edits. " + RuleWords.laterEdits(refused), refused.conflicts());
            undos.undo(writing.changes(), changeSets, true, writing::requireVersions, writing::along);
        }
    }

    private WriteResult report(WriteContext writing, List<UUID> changeSets) {
        ChangeReader.Touched touched = made.touched(writing.changes().id());
        int things = touched.projects().size()
                + touched.tasks().size()
                + touched.entries().size();
        if (things > MOST || touched.more()) {
            writing.requireConsent(
                    "The undo would change %s%d projects, tasks and time entries."
                            .formatted(touched.more() ? "more than " : "", things),
                    List.of(changeSets, things));
        }
        List<WrittenItem> items = new ArrayList<>(written.projects(touched.projects()));
        items.addAll(written.tasks(touched.tasks()));
        items.addAll(written.entries(touched.entries(), Set.of(), false));
        return WriteResult.of(
                new WriteSummary("undid", "undo", WriteSummary.count(changeSets.size(), "change set")),
                items,
                touched.more() ? more(writing) : null);
    }

    /** Returns a hint about further changes. A dry run leaves no history to which the hint could refer. */
    private static String more(WriteContext writing) {
        return writing.dryRun()
                ? "More would change than is listed here."
                : "More was changed than is listed here; get_history with change_set=%s lists it all."
                        .formatted(writing.changes().id());
    }

    private static String words(UndoRefused refused) {
        String next = refused.forceHelps()
                ? " Give force=true only if the user wants to lose that."
                : " force=true does not help here. First do what is said for each.";
        return RuleWords.laterEdits(refused) + next;
    }

    private static ToolFailure unknown(String text) {
        return new ToolFailure(
                ToolProblem.NOT_FOUND,
                "There is no change set %s. Call get_history: each entry has its changeSet."
                        .formatted(Quoted.sent(text)));
    }
}
