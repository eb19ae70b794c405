package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells webhooks of events. An event is stored together with its change, and delivered afterwards. */
public record WebhookEvents(StoredObjects things, ClickUpBehaviour circumstances, WebhookEvents.Deliveries deliveries) {
    public static final String KIND = "webhook";
    private static final List<String> PLACES = List.of("task", "list", "folder", "space");

    /** @param event the event's name, such as {@code taskUpdated} or {@code listCreated} */
    public void tell(String event, EventPlace where, List<HistoryItem> items) {
        for (StoredObject webhook : things.of(KIND, StoredObject.key("team", where.team()))) {
            if (!wants(webhook, event, where)) continue;
            String body = body(webhook, event, where, items);
            deliveries.enqueue(webhook.id(), body);
            if (circumstances.has(ClickUpHabit.DELIVERIES_TWICE)) deliveries.enqueue(webhook.id(), body);
        }
    }

    public void tell(String event, EventPlace where) {
        tell(event, where, List.of());
    }

    /** True if the webhook receives this event, which its narrowest place decides. */
    private static boolean wants(StoredObject webhook, String event, EventPlace where) {
        if (webhook.body().path("health").path("status").asString("").equals("suspended")) return false;
        List<String> events = Json.texts(webhook.body().path("events"));
        if (!events.contains("*") && !events.contains(event)) return false;
        for (String place : PLACES) {
            String wanted = webhook.text(place + "_id");
            if (!wanted.isEmpty()) return wanted.equals(where.id(place));
        }
        return true;
    }

    private static String body(StoredObject webhook, String event, EventPlace where, List<HistoryItem> items) {
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
        // Spaces the JSON oddly, which exposes receivers that rewrite the JSON before they check the signature.
        return body.toString().replaceFirst("\\{", "{ ").replaceFirst(",\"webhook_id\":", " ,\n\"webhook_id\" :  ");
    }

    /** The change of one field in a delivery. */
    public record HistoryItem(String id, String field, JsonNode before, JsonNode after, long user, long at) {
        public static HistoryItem of(String field, JsonNode before, JsonNode after, long user, long at) {
            return new HistoryItem(UUID.randomUUID().toString(), field, before, after, user, at);
        }

        ObjectNode json(String parent) {
            ObjectNode json = Json.object();
            json.put("id", id).put("type", 1).put("date", String.valueOf(at)).put("field", field);
            json.put("parent_id", parent);
            json.putObject("data");
            json.putNull("source");
            json.putObject("user").put("id", user);
            json.set("before", before);
            json.set("after", after);
            return json;
        }
    }

    /** The place of an event, from the workspace down to a task. */
    public record EventPlace(
            String team,
            @Nullable String space,
            @Nullable String folder,
            @Nullable String list,
            @Nullable String task) {

        public EventPlace ofTask(String id) {
            return new EventPlace(team, space, folder, list, id);
        }

        /** Returns the id of the place of that kind; null if the event has none. */
        @Nullable
        String id(String kind) {
            return switch (kind) {
                case "space" -> space;
                case "folder" -> folder;
                case "list" -> list;
                case "task" -> task;
                default -> null;
            };
        }
    }

    /**
     * Delivers events to their webhooks. An event that could not be delivered five times is dropped. A webhook that
     * fails too often, or answers 401 or 410, is suspended.
     */
    public static final class Deliveries extends DeliveryQueue {
        private static final int ATTEMPTS = 5;
        private static final int FAILURES = 100;
        private static final Duration PAUSE = Duration.ofSeconds(10);
        private static final List<Integer> UNWANTED = List.of(401, 410);

        private final StoredObjects things;
        private final ClickUpBehaviour circumstances;

        public Deliveries(StoredObjects things, ClickUpBehaviour circumstances, SandboxClock clock) {
            super(things.database(), clock);
            this.things = things;
            this.circumstances = circumstances;
        }

        @Override
        protected List<Due> inOrder(List<Due> due) {
            return circumstances.has(ClickUpHabit.DELIVERIES_REVERSED) ? due.reversed() : due;
        }

        @Override
        protected boolean attempt(Due due) {
            StoredObject webhook =
                    things.present(WebhookEvents.KIND, due.webhook()).orElse(null);
            if (webhook == null || isSuspended(webhook)) {
                drop(due);
                return false;
            }
            int status = post(
                    webhook.text("endpoint"),
                    due.body(),
                    circumstances.patience(),
                    "X-Signature",
                    signature(webhook.text("secret"), due.body()));
            things.database().change(() -> settle(due, status));
            return true;
        }

        private void settle(Due due, int status) {
            StoredObject webhook =
                    things.present(WebhookEvents.KIND, due.webhook()).orElse(null);
            if (webhook == null) {
                drop(due);
                return;
            }
            ObjectNode health = webhook.body().withObject("health");
            int failures = health.path("fail_count").asInt(0) + 1;
            if (status >= 200 && status < 300) {
                health.put("status", "active").put("fail_count", 0);
            } else if (UNWANTED.contains(status)) {
                health.put("status", "suspended").put("fail_count", failures);
            } else if (due.attempts() + 1 < ATTEMPTS) {
                tryAgain(due, PAUSE.multipliedBy(due.attempts() + 1));
                return;
            } else {
                health.put("fail_count", failures).put("status", failures >= FAILURES ? "suspended" : "failing");
            }
            drop(due);
            things.save(webhook);
        }

        private static boolean isSuspended(StoredObject webhook) {
            return webhook.body().path("health").path("status").asString("").equals("suspended");
        }

        private static String signature(String secret, String body) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("Every Java has HmacSHA256", missing);
            }
        }
    }
}
