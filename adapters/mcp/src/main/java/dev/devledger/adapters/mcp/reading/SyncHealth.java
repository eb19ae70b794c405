package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.sync.SyncStatus;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.memory.Cycles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How the sync is doing, and what in it waits for a person. */
record SyncHealth(Syncs syncs) {
    /** Of several connectors, what there is of each. */
    void addTo(ObjectNode answer, Format format) {
        List<SyncStatus> statuses = syncs.statuses();
        List<ObjectNode> shown =
                statuses.stream().map(each -> health(each, format)).toList();
        answer.set("sync", shown.size() == 1 ? shown.getFirst() : ToolJson.object(Map.of("items", shown)));
        if (statuses.stream().anyMatch(each -> each.openConflicts() > 0)) {
            SizeLimit.hint(answer, "resolve_sync_conflicts lists the open conflicts.");
        }
        if (statuses.stream().anyMatch(each -> each.held() > 0)) {
            SizeLimit.hint(
                    answer,
                    "A guard holds back changes of the sync until the user approves or refuses them in Devledger.");
        }
    }

    private static ObjectNode health(SyncStatus status, Format format) {
        ObjectNode shown = ToolJson.object(format == Format.DETAILED ? status : Health.of(status));
        return status.message() == null ? shown : shown.put("message", RuleWords.withTools(status.message()));
    }

    /** In short. */
    private record Health(
            String connector,
            String state,
            @Nullable String message,
            int pending,
            int openConflicts,
            int held,
            @Nullable LastCycle lastCycle) {

        static Health of(SyncStatus status) {
            Cycles.Cycle last = status.lastCycle();
            return new Health(
                    status.connector(),
                    status.state().word(),
                    status.message(),
                    status.pending(),
                    status.openConflicts(),
                    status.held(),
                    last == null ? null : new LastCycle(last.startedAt(), last.complete(), last.error()));
        }
    }

    private record LastCycle(
            Instant startedAt, boolean complete, @Nullable String error) {}
}
