package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.WriteSummary;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncStatus;
import dev.devledger.application.sync.connector.ConnectorCondition;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a cycle has done. */
final class ReportAnswer {
    private ReportAnswer() {}

    static ToolAnswer of(Sync.Report report, SyncStatus now) {
        String hint = hint(now);
        ObjectNode json = ToolJson.object()
                .put("connector", report.connector())
                .put("pulled", report.pulled())
                .put("pushed", report.pushed())
                .put("conflicts", report.conflicts());
        String text = "Synced with %1$s: %2$d changed in Devledger, %3$d changed in %1$s, %4$d new conflicts."
                .formatted(report.connector(), report.pulled(), report.pushed(), report.conflicts());
        if (hint.isEmpty()) {
            return new ToolAnswer(json, text);
        }
        return new ToolAnswer(json.put("hint", hint), text + "\nHint: " + hint);
    }

    /** What keeps it from being all done, in words. */
    private static String hint(SyncStatus status) {
        List<String> words = new ArrayList<>();
        String message =
                status.message() == null ? null : RuleWords.withoutPaths(RuleWords.withTools(status.message()));
        if (status.state() != ConnectorCondition.IDLE && status.state() != ConnectorCondition.RUNNING) {
            words.add("The sync is " + status.state().word()
                    + (message == null ? "." : ": " + ended(Quoted.line(message))));
        } else if (message != null) {
            words.add(ended(Quoted.line(message)));
        }
        if (status.openConflicts() > 0) {
            words.add(WriteSummary.count(status.openConflicts(), "conflict")
                    + " open. List them with resolve_sync_conflicts and ask the user what to choose.");
        }
        if (status.held() > 0) {
            words.add(WriteSummary.count(status.held(), "change")
                    + " held by the guard against mass changes until the owner approves or refuses them in"
                    + " Devledger.");
        }
        return String.join(" ", words);
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
