package dev.devledger.adapters.mcp.writing;

import dev.devledger.adapters.mcp.change.WriteSummary;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.memory.EntityView;
import dev.devledger.application.sync.plan.SyncPlan;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a cycle would do, step by step. */
final class PlanAnswer {
    /** So many steps of a plan are listed. */
    private static final int SHOWN = 100;

    private PlanAnswer() {}

    static ToolAnswer of(Syncs.Plan plan) {
        String connector = plan.connector();
        ObjectNode json = ToolJson.object().put("connector", connector);
        ArrayNode steps = json.putArray("plan");
        List<String> text = new ArrayList<>();
        text.add("Dry run, nothing was written anywhere. A sync with %s would take %s%s"
                .formatted(
                        connector,
                        WriteSummary.count(plan.plan().size(), "step"),
                        plan.plan().isEmpty() ? "." : ":"));
        for (SyncPlan.Item item : plan.plan().stream().limit(SHOWN).toList()) {
            ObjectNode step = step(item);
            steps.add(step);
            text.add(line(step));
        }
        json.put("planHash", plan.planHash());
        if (plan.plan().size() > SHOWN) {
            String more = (plan.plan().size() - SHOWN) + " more steps are not listed.";
            json.put("hint", more);
            text.add("Hint: " + more);
        }
        return new ToolAnswer(json, String.join("\n", text));
    }

    private static ObjectNode step(SyncPlan.Item item) {
        EntityView entity = item.entity();
        ObjectNode step = ToolJson.object().put("action", item.action()).put("direction", item.direction());
        if (entity != null) {
            step.put("entity", entity.key() == null ? entity.type() + " " + entity.id() : entity.key());
        }
        if (item.remoteId() != null) {
            step.put("remoteId", item.remoteId());
        }
        if (!item.fields().isEmpty()) {
            ArrayNode fields = step.putArray("fields");
            item.fields().forEach(fields::add);
        }
        return step.put("rule", item.rule());
    }

    private static String line(ObjectNode step) {
        String what = step.has("entity") ? step.path("entity").stringValue() : "a new item";
        String remote =
                step.has("remoteId") ? " (remote " + step.path("remoteId").stringValue() + ")" : "";
        String fields = step.has("fields") ? " " + step.path("fields") : "";
        return step.path("direction").stringValue() + " " + step.path("action").stringValue() + " " + what + remote
                + fields;
    }
}
