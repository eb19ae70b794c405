package dev.devledger.adapters.sandbox.clickup.hooks;

import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.common.Things;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Who has to be told what happened. It is written down together with what happened, and delivered afterwards. */
public record Hooks(Things things, Circumstances circumstances, Deliveries deliveries) {
    public static final String KIND = "webhook";
    private static final List<String> PLACES = List.of("task", "list", "folder", "space");

    /** @param event such as {@code taskUpdated} or {@code listCreated} */
    public void tell(String event, Where where, List<HistoryItem> items) {
        for (Thing webhook : things.of(KIND, Thing.key("team", where.team()))) {
            if (!wants(webhook, event, where)) continue;
            String body = body(webhook, event, where, items);
            deliveries.enqueue(webhook.id(), body);
            if (circumstances.has(ClickUpHabit.DELIVERIES_TWICE)) deliveries.enqueue(webhook.id(), body);
        }
    }

    public void tell(String event, Where where) {
        tell(event, where, List.of());
    }

    /** The narrowest place of a webhook decides. */
    private static boolean wants(Thing webhook, String event, Where where) {
        if (webhook.body().path("health").path("status").asString("").equals("suspended")) return false;
        List<String> events = Json.texts(webhook.body().path("events"));
        if (!events.contains("*") && !events.contains(event)) return false;
        for (String place : PLACES) {
            String wanted = webhook.text(place + "_id");
            if (!wanted.isEmpty()) return wanted.equals(where.id(place));
        }
        return true;
    }

    private static String body(Thing webhook, String event, Where where, List<HistoryItem> items) {
        ObjectNode body = Json.object().put("event", event);
        String subject = "";
        for (String place : PLACES) {
            String id = where.id(place);
            if (!event.startsWith(place) || id == null) continue;
            subject = id;
            body.put(place + "_id", id);
        }
        body.put("webhook_id", webhook.id());
        String parent = where.list() == null ? subject : where.list();
        if (!items.isEmpty())
            body.set(
                    "history_items",
                    Json.nodes(items.stream().map(item -> item.json(parent)).toList()));
        // Odd spacing: whoever writes the JSON anew before checking the signature is found out.
        return body.toString().replaceFirst("\\{", "{ ").replaceFirst(",\"webhook_id\":", " ,\n\"webhook_id\" :  ");
    }
}
